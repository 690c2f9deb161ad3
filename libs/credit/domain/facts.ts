import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { tomanText } from '@misaq/platform/kernel/english.js';
import { type Concerned, concernsAgency, type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { rial } from '@misaq/platform/kernel/money.js';
import {
  inPersianDigits,
  named,
  persianDay,
  persianList,
  persianNumber,
  persianToman,
} from '@misaq/platform/kernel/persian.js';
import { isContested } from './contested.js';
import type { CreditEvent, PoolEvent } from './events.js';
import type { FacilityEnded, FacilityEvent } from './facility-events.js';
import type { LotEvent } from './lot-events.js';
import type { Clock } from './policy.js';
import type { PoolReviewed, ReviewEvent } from './review-events.js';
import { SPLITS } from './vocabulary.js';

const poolFacts: FactsOf<PoolEvent> = {
  PoolOpened: {
    sentence: {
      en: ({ pool, programme, province, year }) =>
        `The credit pool ${pool} was opened for programme ${programme} of ${province} in ${String(year)}`,
      fa: ({ pool, programme, province, year }) =>
        `منبع اعتبار ${named(pool)} برای برنامه ${named(programme)} استان ${named(province)} در سال ${inPersianDigits(String(year))} گشوده شد`,
    },
  },
};

const lotFacts: FactsOf<Exclude<LotEvent, ReviewEvent>> = {
  PolicyAdopted: {
    on: ({ effectiveOn }) => effectiveOn,
    sentence: {
      en({ version, thresholdPercent, clock, split, ringFence, effectiveOn, extendedLots }) {
        const fence = ringFence ? ', credit behind applicants who wait stays' : '';
        const extended =
          extendedLots.length === 0 ? '' : `; more time for ${counted(extendedLots.length, 'lot')}`;
        return (
          `Policy ${version} was adopted from ${formatJalali(effectiveOn)}: ${thresholdPercent} % within ${clockText(clock)}, ` +
          `divided ${SPLITS[split].en}${fence}${extended}`
        );
      },
      fa({ version, thresholdPercent, clock, split, ringFence, effectiveOn, extendedLots }) {
        const fence = ringFence ? '، اعتبار متقاضیان در انتظار جابه‌جا نمی‌شود' : '';
        const extended =
          extendedLots.length === 0
            ? ''
            : `؛ مهلت بیشتر برای ${persianNumber(extendedLots.length)} ابلاغ اعتبار`;
        return (
          `ضابطه ${persianNumber(version)} از تاریخ ${persianDay(effectiveOn)} تصویب شد: جذب ${persianNumber(thresholdPercent)}٪ ` +
          `${clockInPersian(clock)}، تقسیم ${SPLITS[split].fa}${fence}${extended}`
        );
      },
    },
  },
  CreditAllocated: {
    on: ({ notifiedOn }) => notifiedOn,
    concerns: concernsAgency,
    sentence: {
      en: ({ agency, amountRial, allocationId, notifiedOn, deadline }) =>
        `Agency ${agency} was notified of ${tomanText(amountRial)} (allocation ${allocationId}) on ${formatJalali(notifiedOn)}, ` +
        `to be absorbed by ${formatJalali(deadline)}`,
      fa: ({ agency, amountRial, allocationId, notifiedOn, deadline }) =>
        `در تاریخ ${persianDay(notifiedOn)} مبلغ ${persianToman(amountRial)} اعتبار (ابلاغ ${named(allocationId)}) به دستگاه ${named(agency)} ` +
        `ابلاغ شد تا ${persianDay(deadline)} جذب شود`,
    },
  },
  AllocationCorrected: {
    concerns: concernsAgency,
    sentence: {
      en: ({ allocationId, agency, previousAmountRial, amountRial }) =>
        `Allocation ${allocationId} of agency ${agency} was corrected from ${tomanText(previousAmountRial)} to ${tomanText(amountRial)}`,
      fa: ({ allocationId, agency, previousAmountRial, amountRial }) =>
        `مبلغ ابلاغ ${named(allocationId)} دستگاه ${named(agency)} از ${persianToman(previousAmountRial)} به ${persianToman(amountRial)} اصلاح شد`,
    },
  },
};

interface OfFacility {
  readonly agency: string;
  readonly bank: string;
  readonly facilityId: string;
}

const concernsFacility = ({ agency, bank, facilityId }: OfFacility): Concerned => ({
  agencies: [agency],
  banks: [bank],
  facility: facilityId,
});

const facilityFacts: FactsOf<FacilityEvent> = {
  FacilityIntroduced: {
    on: ({ introducedOn }) => introducedOn,
    concerns: concernsFacility,
    sentence: {
      en: ({ agency, bank, facilityId, amountRial, introducedOn }) =>
        `Agency ${agency} introduced an applicant to bank ${bank} for ${tomanText(amountRial)} ` +
        `(facility ${facilityId}) on ${formatJalali(introducedOn)}`,
      fa: ({ agency, bank, facilityId, amountRial, introducedOn }) =>
        `دستگاه ${named(agency)} در تاریخ ${persianDay(introducedOn)} یک متقاضی را برای ${persianToman(amountRial)} تسهیلات ` +
        `(شناسه ${named(facilityId)}) به بانک ${named(bank)} معرفی کرد`,
    },
  },
  IntroductionCorrected: {
    concerns: concernsFacility,
    sentence: {
      en: ({ facilityId, agency, previousAmountRial, amountRial }) =>
        `The amount of facility ${facilityId} of agency ${agency} was corrected from ${tomanText(previousAmountRial)} ` +
        `to ${tomanText(amountRial)}`,
      fa: ({ facilityId, agency, previousAmountRial, amountRial }) =>
        `مبلغ تسهیلات ${named(facilityId)} دستگاه ${named(agency)} از ${persianToman(previousAmountRial)} به ${persianToman(amountRial)} اصلاح شد`,
    },
  },
  FacilityDeclined: {
    on: ({ declinedOn }) => declinedOn,
    concerns: concernsFacility,
    sentence: {
      en: ({ bank, facilityId, unpaidRial, declinedOn }) =>
        `Bank ${bank} declined facility ${facilityId} with ${tomanText(unpaidRial)} unpaid on ${formatJalali(declinedOn)}`,
      fa: ({ bank, facilityId, unpaidRial, declinedOn }) =>
        `بانک ${named(bank)} در تاریخ ${persianDay(declinedOn)} تسهیلات ${named(facilityId)} را با ${persianToman(unpaidRial)} پرداخت‌نشده رد کرد`,
    },
  },
  FacilityWithdrawn: {
    on: ({ withdrawnOn }) => withdrawnOn,
    concerns: concernsFacility,
    sentence: {
      en: ({ by, facilityId, bank, unpaidRial, withdrawnOn }) =>
        `The ${by} withdrew facility ${facilityId} from bank ${bank} with ${tomanText(unpaidRial)} unpaid on ${formatJalali(withdrawnOn)}`,
      fa: ({ by, facilityId, bank, unpaidRial, withdrawnOn }) =>
        `${by === 'applicant' ? 'متقاضی' : 'دستگاه اجرایی'} در تاریخ ${persianDay(withdrawnOn)} از تسهیلات ${named(facilityId)} در بانک ${named(bank)} ` +
        `با ${persianToman(unpaidRial)} پرداخت‌نشده انصراف داد`,
    },
  },
  FacilityPaid: {
    on: ({ paidOn }) => paidOn,
    concerns: concernsFacility,
    sentence: {
      en(data) {
        const { bank, amountRial, facilityId, paidOn, remainingRial, ended, overdrawnRial } = data;
        const rest = rial(remainingRial) === 0n ? '' : `, ${tomanText(remainingRial)} still to come`;
        const by = overdrawnRial === undefined ? '' : `, overdrawn by ${tomanText(overdrawnRial)}`;
        const contested = isContested(data) ? `; contested: its credit had been moved${by}` : '';
        return `Bank ${bank} paid ${tomanText(amountRial)} of facility ${facilityId} on ${formatJalali(paidOn)}${rest}${afterItsEnd(ended)}${contested}`;
      },
      fa(data) {
        const { bank, amountRial, facilityId, paidOn, remainingRial, ended, overdrawnRial } = data;
        const rest = rial(remainingRial) === 0n ? '' : `؛ ${persianToman(remainingRial)} آن باقی است`;
        const by =
          overdrawnRial === undefined ? '' : ` و پرداخت ${persianToman(overdrawnRial)} بیش از اعتبار است`;
        const contested = isContested(data) ? `؛ محل اختلاف: اعتبار آن جابه‌جا شده بود${by}` : '';
        return (
          `بانک ${named(bank)} در تاریخ ${persianDay(paidOn)} مبلغ ${persianToman(amountRial)} از تسهیلات ${named(facilityId)} را پرداخت کرد` +
          `${rest}${afterItsEndInPersian(ended)}${contested}`
        );
      },
    },
  },
  FacilityPaymentReversed: {
    on: ({ reversedOn }) => reversedOn,
    concerns: concernsFacility,
    sentence: {
      en({ bank, kind, amountRial, facilityId, bankReference, paidOn, reversedOn, ended }) {
        const late = afterItsEnd(ended);
        return kind === 'returned'
          ? `${tomanText(amountRial)} of facility ${facilityId} came back to bank ${bank} on ${formatJalali(reversedOn)} (payment ${bankReference} of ${formatJalali(paidOn)})${late}`
          : `On ${formatJalali(reversedOn)} bank ${bank} took back its report that it had paid ${tomanText(amountRial)} of facility ${facilityId} on ${formatJalali(paidOn)} (payment ${bankReference})${late}`;
      },
      fa({ bank, kind, amountRial, facilityId, bankReference, paidOn, reversedOn, ended }) {
        const payment = `(پرداخت ${named(bankReference)} در تاریخ ${persianDay(paidOn)})`;
        const what = `${persianToman(amountRial)} از تسهیلات ${named(facilityId)}`;
        const late = afterItsEndInPersian(ended);
        return kind === 'returned'
          ? `در تاریخ ${persianDay(reversedOn)} مبلغ ${what} به بانک ${named(bank)} برگشت ${payment}${late}`
          : `بانک ${named(bank)} در تاریخ ${persianDay(reversedOn)} گزارش پرداخت ${what} را پس گرفت ${payment}${late}`;
      },
    },
  },
  FacilityClosed: {
    on: ({ closedOn }) => closedOn,
    concerns: concernsFacility,
    sentence: {
      en: ({ bank, facilityId, unpaidRial, closedOn }) =>
        `Bank ${bank} closed facility ${facilityId} with ${tomanText(unpaidRial)} unpaid on ${formatJalali(closedOn)}`,
      fa: ({ bank, facilityId, unpaidRial, closedOn }) =>
        `بانک ${named(bank)} در تاریخ ${persianDay(closedOn)} پرونده تسهیلات ${named(facilityId)} را با ${persianToman(unpaidRial)} پرداخت‌نشده بست`,
    },
  },
};

const reviewFacts: FactsOf<ReviewEvent> = {
  PoolReviewed: {
    on: ({ asOf }) => asOf,
    concerns: ({ agencies }) => concernsAgencies(agencies.map(({ agency }) => agency)),
    sentence: {
      en(data) {
        const { reviewId, asOf, transfers, unplacedRial } = data;
        const proposed =
          transfers.length === 0
            ? 'nothing is to move'
            : transfers
                .map(({ from, to, amountRial }) => `${tomanText(amountRial)} from ${from} to ${to}`)
                .join(', ');
        const unplaced =
          rial(unplacedRial) === 0n ? '' : `; ${tomanText(unplacedRial)} could move and nobody can take it`;
        return `Review ${reviewId} as of ${formatJalali(asOf)}, ${askedFor(data)}: ${proposed}${unplaced}`;
      },
      fa(data) {
        const { reviewId, asOf, transfers, unplacedRial } = data;
        const proposed =
          transfers.length === 0
            ? 'اعتباری جابه‌جا نمی‌شود'
            : `پیشنهاد جابه‌جایی ${persianList(transfers.map(transferInPersian))}`;
        const unplaced =
          rial(unplacedRial) === 0n
            ? ''
            : `؛ ${persianToman(unplacedRial)} قابل جابه‌جایی است و گیرنده‌ای ندارد`;
        return `بررسی ${named(reviewId)} در تاریخ ${persianDay(asOf)}، ${askedForInPersian(data)}: ${proposed}${unplaced}`;
      },
    },
  },
  ReviewSuperseded: {
    sentence: {
      en: ({ reviewId, supersededBy }) => `Review ${reviewId} was superseded by review ${supersededBy}`,
      fa: ({ reviewId, supersededBy }) => `بررسی ${named(supersededBy)} جایگزین بررسی ${named(reviewId)} شد`,
    },
  },
  CreditReallocated: {
    on: ({ approvedOn }) => approvedOn,
    concerns: ({ transfers }) => concernsAgencies(transfers.flatMap(({ from, to }) => [from, to])),
    sentence: {
      en({ approvedBy, reviewId, approvedOn, transfers }) {
        const moved = transfers.map(
          ({ from, to, amountRial }) => `${tomanText(amountRial)} moved from ${from} to ${to}`,
        );
        return `${approvedBy} approved review ${reviewId} on ${formatJalali(approvedOn)}: ${moved.join(', ')}`;
      },
      fa: ({ approvedBy, reviewId, approvedOn, transfers }) =>
        `${named(approvedBy)} در تاریخ ${persianDay(approvedOn)} بررسی ${named(reviewId)} را تصویب کرد: جابه‌جایی ` +
        persianList(transfers.map(transferInPersian)),
    },
  },
  ReallocationDismissed: {
    on: ({ dismissedOn }) => dismissedOn,
    sentence: {
      en: ({ dismissedBy, reviewId, dismissedOn }) =>
        `${dismissedBy} dismissed review ${reviewId} on ${formatJalali(dismissedOn)}`,
      fa: ({ dismissedBy, reviewId, dismissedOn }) =>
        `${named(dismissedBy)} در تاریخ ${persianDay(dismissedOn)} پیشنهاد بررسی ${named(reviewId)} را رد کرد`,
    },
  },
  ReallocationReversed: {
    on: ({ reversedOn }) => reversedOn,
    concerns: ({ from, to }) => concernsAgencies([from, to]),
    sentence: {
      en: ({ reversedBy, amountRial, reviewId, from, to, reversedOn }) =>
        `${reversedBy} gave ${tomanText(amountRial)} of review ${reviewId} back from ${to} to ${from} on ${formatJalali(reversedOn)}`,
      fa: ({ reversedBy, amountRial, reviewId, from, to, reversedOn }) =>
        `${named(reversedBy)} در تاریخ ${persianDay(reversedOn)} مبلغ ${persianToman(amountRial)} از جابه‌جایی بررسی ${named(reviewId)} را از ` +
        `${named(to)} به ${named(from)} برگرداند`,
    },
  },
};

export const creditFacts: FactsOf<CreditEvent> = shownOn(
  { name: 'pool', part: 'pool' },
  {
    ...poolFacts,
    ...lotFacts,
    ...facilityFacts,
    ...reviewFacts,
  },
);

function concernsAgencies(agencies: readonly string[]): Concerned {
  return { agencies: [...new Set(agencies)], banks: [] };
}

function clockText(clock: Clock): string {
  return clock.kind === 'working-days'
    ? counted(clock.days, 'working day')
    : `a clock until ${formatJalali(clock.date)}`;
}

function clockInPersian(clock: Clock): string {
  return clock.kind === 'working-days'
    ? `ظرف ${persianNumber(clock.days)} روز کاری`
    : `تا ${persianDay(clock.date)}`;
}

/** Added to the sentence of an event that changes how much a facility had been paid when it ended. */
function afterItsEnd(ended: FacilityEnded | undefined): string {
  return ended === undefined
    ? ''
    : `; reported after it had been ${ended.status} on ${formatJalali(ended.on)}`;
}

function afterItsEndInPersian(ended: FacilityEnded | undefined): string {
  if (ended === undefined) return '';
  const what = ended.status === 'withdrawn' ? 'انصراف' : 'بسته شدن پرونده';
  return `؛ گزارش پس از ${what} در تاریخ ${persianDay(ended.on)}`;
}

function askedFor({ requestedBy, because }: PoolReviewed): string {
  switch (because?.why) {
    case undefined:
      return `asked for by ${requestedBy}`;
    case 'lot_expired':
      return `due because the time of ${counted(because.lots.length + (because.more ?? 0), 'lot')} was up`;
    case 'verdict_turned':
      return `due because the verdict of ${because.agencies.map(({ agency }) => agency).join(', ')} had turned since the last review`;
    case 'recipient_appeared':
      return `due because ${tomanText(because.wouldPlaceRial)} of unplaced credit could find a recipient`;
  }
}

function askedForInPersian({ requestedBy, because }: PoolReviewed): string {
  switch (because?.why) {
    case undefined:
      return `به درخواست ${named(requestedBy)}`;
    case 'lot_expired':
      return `به دلیل پایان مهلت ${persianNumber(because.lots.length + (because.more ?? 0))} ابلاغ اعتبار`;
    case 'verdict_turned':
      return `به دلیل تغییر نتیجه ${persianList(because.agencies.map(({ agency }) => named(agency)))} پس از بررسی پیشین`;
    case 'recipient_appeared':
      return `به دلیل پیدا شدن گیرنده برای ${persianToman(because.wouldPlaceRial)} اعتبار`;
  }
}

function transferInPersian({
  from,
  to,
  amountRial,
}: {
  readonly from: string;
  readonly to: string;
  readonly amountRial: string;
}): string {
  return `${persianToman(amountRial)} از ${named(from)} به ${named(to)}`;
}
