import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { exactToman } from '@misaq/platform/kernel/english.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import { rial, type RialText } from '@misaq/platform/kernel/money.js';
import { inPersianDigits } from '@misaq/platform/kernel/persian.js';
import type { Notice } from './notification.js';

/** The current name of an agency or bank; its id where there is no register. */
export type NameOf = (kind: 'agency' | 'bank', id: string) => string;

const byId: NameOf = (_kind, id) => id;

export interface NotificationText {
  readonly en: string;
  readonly fa: string;
}

/** A notification in one short sentence, in English and in Persian. Days are Jalali, money is in toman. */
export function notificationText(notice: Notice, nameOf: NameOf = byId): NotificationText {
  return { en: english(notice, nameOf), fa: persianDigits(persian(notice, nameOf)) };
}

function english(notice: Notice, nameOf: NameOf): string {
  switch (notice.kind) {
    case 'lot-deadline-near': {
      const { unpaidRial, lotId, pool, workingDaysLeft, deadline, provisional } = notice.figures;
      return (
        `${daysLeft(workingDaysLeft)} left, until ${day(deadline)}${provisional ? ' (provisional)' : ''}, to pay ` +
        `${exactToman(unpaidRial)} toman of lot ${lotId} (pool ${pool}).`
      );
    }
    case 'bank-deadline-near': {
      const { facilities, agency, waitingRial, pool, workingDaysLeft, deadline, provisional } =
        notice.figures;
      const applicants = facilities === 1 ? '1 applicant waits' : `${grouped(facilities)} applicants wait`;
      return (
        `${applicants} for ${exactToman(waitingRial)} toman of ${nameOf('agency', agency)} (pool ${pool}): ` +
        `${daysLeft(workingDaysLeft)} left, until ${day(deadline)}${provisional ? ' (provisional)' : ''}.`
      );
    }
    case 'review-proposes': {
      const { reviewId, asOf } = notice.figures;
      return `Review ${reviewId} as of ${day(asOf)} proposes to ${movedEnglish(notice.figures, 'take', 'give')}.`;
    }
    case 'credit-reallocated': {
      const { reviewId, on } = notice.figures;
      return `Credit was reallocated on ${day(on)} (review ${reviewId}): ${movedEnglish(notice.figures, 'taken', 'given')}.`;
    }
    case 'reallocation-reversed': {
      const { reviewId, on } = notice.figures;
      return `A reallocation was reversed on ${day(on)} (review ${reviewId}): ${movedEnglish(notice.figures, 'taken', 'given')}.`;
    }
    case 'job-rejected': {
      const { jobId, round, on, reason } = notice.figures;
      return `Job ${jobId} was rejected in round ${String(round)} on ${day(on)}: ${reason}`;
    }
    case 'payment-contested': {
      const { bankReference, amountRial, facilityId, paidOn, agency } = notice.figures;
      return (
        `Payment ${bankReference} of ${exactToman(amountRial)} toman for facility ${facilityId} on ${day(paidOn)} is contested: ` +
        `its credit had been moved, and more was paid for ${nameOf('agency', agency)} than its credit.`
      );
    }
    case 'webhook-suspended': {
      const { webhookId, reason, problem } = notice.figures;
      const why = reason === 'gone' ? 'its receiver is gone' : 'its receiver took nothing for long';
      return `Webhook ${webhookId} was suspended: ${why} (${problem}).`;
    }
  }
}

function persian(notice: Notice, nameOf: NameOf): string {
  switch (notice.kind) {
    case 'lot-deadline-near': {
      const { unpaidRial, lotId, pool, workingDaysLeft, deadline, provisional } = notice.figures;
      return (
        `${String(workingDaysLeft)} روز کاری تا پایان مهلت (${day(deadline)}${provisional ? '، موقت' : ''}) مانده است: ` +
        `${exactToman(unpaidRial)} تومان از اعتبار ${lotId} (${pool}) پرداخت نشده است.`
      );
    }
    case 'bank-deadline-near': {
      const { facilities, agency, waitingRial, pool, workingDaysLeft, deadline, provisional } =
        notice.figures;
      return (
        `${grouped(facilities)} متقاضی ${nameOf('agency', agency)} منتظر ${exactToman(waitingRial)} تومان هستند (${pool}): ` +
        `${String(workingDaysLeft)} روز کاری تا پایان مهلت (${day(deadline)}${provisional ? '، موقت' : ''}) مانده است.`
      );
    }
    case 'review-proposes': {
      const { reviewId, asOf } = notice.figures;
      return `بررسی ${reviewId} در تاریخ ${day(asOf)} پیشنهاد می‌کند: ${movedPersian(notice.figures, 'کسر شود', 'افزوده شود')}.`;
    }
    case 'credit-reallocated': {
      const { reviewId, on } = notice.figures;
      return `اعتبار در تاریخ ${day(on)} جابه‌جا شد (بررسی ${reviewId}): ${movedPersian(notice.figures, 'کسر شد', 'افزوده شد')}.`;
    }
    case 'reallocation-reversed': {
      const { reviewId, on } = notice.figures;
      return `جابه‌جایی اعتبار در تاریخ ${day(on)} برگردانده شد (بررسی ${reviewId}): ${movedPersian(notice.figures, 'کسر شد', 'افزوده شد')}.`;
    }
    case 'job-rejected': {
      const { jobId, round, on, reason } = notice.figures;
      return `شغل ${jobId} در دور ${String(round)} راستی‌آزمایی در تاریخ ${day(on)} رد شد: ${reason}`;
    }
    case 'payment-contested': {
      const { bankReference, amountRial, facilityId, paidOn, agency } = notice.figures;
      return (
        `پرداخت ${bankReference} به مبلغ ${exactToman(amountRial)} تومان بابت تسهیلات ${facilityId} در تاریخ ${day(paidOn)} محل اختلاف است: ` +
        `اعتبار آن جابه‌جا شده بود و پرداخت‌های ${nameOf('agency', agency)} بیش از اعتبار آن است.`
      );
    }
    case 'webhook-suspended': {
      const { webhookId, reason, problem } = notice.figures;
      const why = reason === 'gone' ? 'گیرنده دیگر وجود ندارد' : 'گیرنده مدتی است چیزی نمی‌پذیرد';
      return `ارسال ${webhookId} متوقف شد: ${why} (${problem}).`;
    }
  }
}

interface Moved {
  readonly takenRial: RialText;
  readonly givenRial: RialText;
}

function movedEnglish({ takenRial, givenRial }: Moved, taken: string, given: string): string {
  return [
    ...(rial(takenRial) > 0n ? [`${taken} ${exactToman(takenRial)} toman from you`] : []),
    ...(rial(givenRial) > 0n ? [`${given} ${exactToman(givenRial)} toman to you`] : []),
  ].join(' and ');
}

function movedPersian({ takenRial, givenRial }: Moved, taken: string, given: string): string {
  return [
    ...(rial(takenRial) > 0n ? [`${exactToman(takenRial)} تومان از اعتبار شما ${taken}`] : []),
    ...(rial(givenRial) > 0n ? [`${exactToman(givenRial)} تومان به اعتبار شما ${given}`] : []),
  ].join(' و ');
}

function daysLeft(days: number): string {
  return `${String(days)} working day${days === 1 ? '' : 's'}`;
}

function day(date: PlainDate): string {
  return formatJalali(date);
}

/** Ids with Latin letters keep their digits, because people type `J-12` as they read it. */
function persianDigits(text: string): string {
  return text.replace(/\S+/g, (word) => (/[A-Za-z]/.test(word) ? word : inPersianDigits(word)));
}
