import {
  inPersianDigits,
  named,
  persianDay,
  persianList,
  persianNumber,
} from '@misaq/platform/kernel/persian.js';
import type { NamedHolidays, Names } from '@misaq/platform/text/names.js';
import { persianPercent, tomanInPersian } from '@misaq/platform/text/persian-toman.js';
import { lateReportsOf, reportingDaysOf, type Clock, type Policy } from '../../domain/policy.js';
import type { AgencyTrace, LotTrace, Transfer } from '../../domain/trace.js';
import { VERDICTS, WHY_NOT } from '../../domain/vocabulary.js';
import type { Explained } from './trace-in-words.js';

/**
 * Like `traceInWords`, in Persian: explains how each verdict came about, agency by agency, and then what moves where.
 */
export function traceInPersian(review: Explained, names: Names): string {
  const { policy, agencies, transfers, unplacedRial } = review;
  return [
    `ضابطه: ${policyInPersian(policy)}`,
    ...agencies.map((agency) => agencyInPersian(agency, policy, names, review.holidays)),
    transfersInPersian(transfers, BigInt(unplacedRial), names),
  ].join('\n\n');
}

export function clockInPersian(clock: Clock): string {
  return clock.kind === 'working-days'
    ? `${persianNumber(clock.days)} روز کاری از روز پس از ابلاغ`
    : `تا ${persianDay(clock.date)} (دست‌کم ${persianNumber(clock.graceWorkingDays)} روز کاری از روز پس از ابلاغ)`;
}

export function policyInPersian({
  version,
  thresholdPercent,
  exactThresholdPasses,
  clock,
  split,
  ringFence,
  ...reporting
}: Policy): string {
  const reach = exactThresholdPasses ? 'دست‌کم' : 'بیش از';
  const how = split === 'unmet-demand' ? 'به نسبت تقاضای بی‌پاسخ' : 'به نسبت تقاضای بی‌پاسخ × جذب';
  const fence = ringFence ? '؛ اعتبار متقاضیانی که در بانک منتظرند جابه‌جا نمی‌شود' : '';
  const days = reportingDaysOf(reporting);
  const reports =
    days === 0
      ? ''
      : `؛ بانک‌ها پس از پایان مهلت ${persianNumber(days)} روز کاری برای گزارش فرصت دارند و پیش از آن اعتباری جابه‌جا نمی‌شود`;
  const late =
    lateReportsOf(reporting) === 'count'
      ? ''
      : '؛ معرفی‌هایی که پس از پایان مهلت ثبت شده‌اند در سهم‌ها و در اعتبار ماندنی شمرده نمی‌شوند';
  return (
    `دستگاه ${clockInPersian(clock)} مهلت دارد و باید ${reach} ${persianNumber(thresholdPercent)}٪ از مبلغ سررسید را پرداخت کرده باشد؛ ` +
    `اعتبار قابل جابه‌جایی ${how} و هرگز نه بیش از آن تقسیم می‌شود${fence}${reports}${late} (ضابطه ${persianNumber(version)}).`
  );
}

function agencyInPersian(agency: AgencyTrace, policy: Policy, names: Names, holidays: NamedHolidays): string {
  const name = names(agency.agency);
  const title = name === undefined ? named(agency.agency) : `${named(name)} (${named(agency.agency)})`;
  const lines = [
    ...settledInPersian(agency),
    ...agency.lots.map((lot) => lotInPersian(lot, holidays)),
    ...verdictInPersian(agency, policy),
  ];
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function settledInPersian({ settled }: AgencyTrace): string[] {
  if (settled === undefined) return [];
  return [
    `${tomanInPersian(settled.amountRial)} در ${persianNumber(settled.lots)} ابلاغ: مهلت آن‌ها پایان یافته و چیزی از آن‌ها پرداخت‌نشده نیست.`,
  ];
}

function lotInPersian(lot: LotTrace, holidays: NamedHolidays): string {
  const { startsOn, clock, deadline, provisional, expired } = lot;
  const provisionally = provisional ? ' (موقت: یک ماه قمری هنوز اعلام نشده است)' : '';
  const end = `${expired ? 'پایان یافت' : 'پایان می‌یابد'}: ${persianDay(deadline)}${provisionally}`;
  const what = `${tomanInPersian(lot.amountRial)} از ${persianDay(startsOn)} (${named(lot.lotId)})`;
  if (clock.kind === 'until' && clock.date === deadline)
    return `${what}: مهلت آن روزی معین است و ${end}${laterThan(lot)}.`;
  const days = clock.kind === 'working-days' ? clock.days : clock.graceWorkingDays;
  const skipped = lot.holidaysSkipped.map((date) => {
    const found = holidays.find((holiday) => holiday.date === date)?.names ?? [];
    return `${persianDay(date)} (${named(persianList(found))})`;
  });
  const passedOver =
    skipped.length === 0
      ? 'هیچ تعطیلی‌ای در روزهای کاری نبود'
      : `تعطیل‌های شمرده‌نشده: ${persianList(skipped)}`;
  return `${what}: ${persianNumber(days)} روز کاری آن، از روز بعد، ${end}${laterThan(lot)}؛ ${passedOver}.`;
}

/** The deadline of an extended lot is the latest of its clocks. */
function laterThan({ otherClocks = [] }: LotTrace): string {
  return otherClocks.length === 0
    ? ''
    : ` (دیرترین مهلت آن؛ مهلت‌های دیگر: ${persianList(otherClocks.map(clockInPersian))})`;
}

function verdictInPersian(agency: AgencyTrace, policy: Policy): string[] {
  const { deadline, dueRial, paidInTimeRial, introducedInTimeRial } = agency;
  if (deadline === undefined || dueRial === undefined || paidInTimeRial === undefined)
    return [runningInPersian(agency), ...overdraftInPersian(agency)];
  return [
    `تا ${persianDay(deadline)} مبلغ ${tomanInPersian(dueRial)} سررسید شد و ${tomanInPersian(paidInTimeRial)} آن در مهلت پرداخت شد: ` +
      `${persianPercent(agency.absorptionBasisPoints)}، ${judgement(agency, policy)}.`,
    `سهم هر طرف: دستگاه ${persianPercent(agency.agencyShareBasisPoints)} از مبلغ سررسید را معرفی کرد` +
      ` (${tomanInPersian(introducedInTimeRial ?? '0')}) و بانک‌ها ${persianPercent(agency.bankShareBasisPoints)} از آن را پرداختند.`,
    ...lateReportsInPersian(agency),
    ...overdraftInPersian(agency),
    ...movableInPersian(agency),
    ...reportsInPersian(agency),
    ...receivesInPersian(agency),
  ];
}

/** Records and returns around the deadline that a fair reader wants to see beside the verdict. */
function lateReportsInPersian(agency: AgencyTrace): string[] {
  const remarks: readonly (readonly [string | undefined, (amount: string) => string])[] = [
    [
      agency.reportedAfterDeadlineRial,
      (amount) => `پرداخت‌هایی به مبلغ ${amount} با تاریخ درون مهلت، پس از پایان مهلت در اینجا ثبت شد.`,
    ],
    [
      agency.paidAfterDeadlineRial,
      (amount) => `${amount} دیگر پس از پایان مهلت پرداخت شد که هیچ نتیجه‌ای را تغییر نمی‌دهد.`,
    ],
    [
      agency.introducedReportedAfterDeadlineRial,
      (amount) => `معرفی‌هایی به مبلغ ${amount} با تاریخ درون مهلت، پس از پایان مهلت در اینجا ثبت شد.`,
    ],
    [
      agency.returnedSoonRial,
      (amount) =>
        `${amount} از آنچه پرداخت در مهلت شمرده شد، تا ${persianNumber(10)} روز کاری پس از پایان مهلت برگشت.`,
    ],
  ];
  return remarks.flatMap(([amountRial = '0', sentence]) =>
    BigInt(amountRial) > 0n ? [sentence(tomanInPersian(amountRial))] : [],
  );
}

function overdraftInPersian({ overdrawnRial, creditTakenOn }: AgencyTrace): string[] {
  if (BigInt(overdrawnRial) === 0n) return [];
  const since =
    creditTakenOn === undefined
      ? ''
      : ` دستگاه از ${persianDay(creditTakenOn)} نخستین حق را بر اعتبار قابل جابه‌جایی دارد.`;
  return [`محل اختلاف: ${tomanInPersian(overdrawnRial)} از اعتباری پرداخت شد که جابه‌جا شده بود.${since}`];
}

/** For a donor: applicants that wait at banks since in time, and the last reporting day of the banks. */
function reportsInPersian({ reports = [], reportsDueUntil }: AgencyTrace): string[] {
  const lines = reports.map(({ bank, waitingRial, lastRecordedOn }) => {
    const last =
      lastRecordedOn === undefined
        ? 'که در این منبع چیزی ثبت نکرده است'
        : `که آخرین بار در ${persianDay(lastRecordedOn)} چیزی ثبت کرده است`;
    return `در مهلت معرفی شده و هنوز در انتظار: ${tomanInPersian(waitingRial)} در بانک ${named(bank)}، ${last}.`;
  });
  if (reportsDueUntil !== undefined)
    lines.push(
      `بانک‌ها تا ${persianDay(reportsDueUntil)} برای گزارش فرصت دارند؛ جابه‌جایی از این دستگاه از روز بعد قابل تصویب است.`,
    );
  return lines;
}

function judgement({ verdict, thresholdPercent }: AgencyTrace, { exactThresholdPasses }: Policy): string {
  const threshold = `${inPersianDigits(String(thresholdPercent))}٪`;
  if (verdict === 'passed')
    return exactThresholdPasses
      ? `نه کمتر از ${threshold}: به حد نصاب رسید`
      : `بیش از ${threshold}: به حد نصاب رسید`;
  return exactThresholdPasses
    ? `کمتر از ${threshold}: به حد نصاب نرسید`
    : `نه بیش از ${threshold}: به حد نصاب نرسید`;
}

function runningInPersian({ nextDeadline, workingDaysLeft, absorptionBasisPoints }: AgencyTrace): string {
  if (nextDeadline === undefined) return 'این دستگاه اعتباری ندارد.';
  return (
    `مهلت در جریان است: ${persianNumber(workingDaysLeft ?? 0)} روز کاری مانده، تا ${persianDay(nextDeadline)}؛ ` +
    `تاکنون ${persianPercent(absorptionBasisPoints)} از اعتبار آن پرداخت شده است.`
  );
}

function movableInPersian(agency: AgencyTrace): string[] {
  if (agency.verdict === 'emptied') return [`چیزی برای جابه‌جایی نمانده است: ${VERDICTS.emptied.fa}.`];
  if (agency.verdict !== 'fell-short') return [];
  const kept: string[] = [];
  if (BigInt(agency.protectedRial) > 0n)
    kept.push(
      `${tomanInPersian(agency.protectedRial)} زیر پوشش مهلت پیشینی است که دستگاه در آن به حد نصاب رسید`,
    );
  if (BigInt(agency.ringFencedRial) > 0n)
    kept.push(`${tomanInPersian(agency.ringFencedRial)} پشتوانه متقاضیانی است که در بانک منتظرند`);
  const but = kept.length === 0 ? '' : `؛ ${persianList(kept)}`;
  return [
    `پرداخت‌نشده از اعتبار با مهلت پایان‌یافته: ${tomanInPersian(agency.unpaidExpiredRial)}؛ قابل جابه‌جایی: ${tomanInPersian(agency.movableRial)}${but}.`,
  ];
}

function receivesInPersian({ cannotReceive, unmetDemandRial }: AgencyTrace): string[] {
  if (cannotReceive === undefined)
    return [
      `می‌تواند اعتبار بگیرد: متقاضیان بیش از اعتبار خود دستگاه منتظر ${tomanInPersian(unmetDemandRial)} هستند.`,
    ];
  return cannotReceive === 'fell_short' ? [] : [`نمی‌تواند اعتبار بگیرد: ${WHY_NOT[cannotReceive].fa}.`];
}

export function transfersInPersian(
  transfers: readonly Transfer[],
  unplacedRial: bigint,
  names: Names = () => undefined,
): string {
  const title = (id: string): string => named(names(id) ?? id);
  const lines = transfers.map(
    ({ from, to, amountRial, settlesOverdraftRial, takes }) =>
      `پیشنهاد: جابه‌جایی ${tomanInPersian(amountRial)} از ${title(from)} به ${title(to)}` +
      (settlesOverdraftRial === undefined
        ? ''
        : ` که ${tomanInPersian(settlesOverdraftRial)} آن پرداخت بیش از اعتبار گیرنده را تسویه می‌کند`) +
      ` (از ${persianList(takes.map(({ lotId }) => named(lotId)))}).`,
  );
  if (unplacedRial > 0n)
    lines.push(`${tomanInPersian(unplacedRial)} قابل جابه‌جایی است و متقاضی ندارد: در جای خود می‌ماند.`);
  return lines.length === 0 ? 'چیزی جابه‌جا نمی‌شود.' : lines.join('\n');
}
