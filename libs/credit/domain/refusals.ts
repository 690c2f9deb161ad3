import type { Refusals } from '@misaq/platform/kernel/refusals.js';

/** Every refusal of a credit pool, with its meaning. The figures beside a name give the cause. */
export const creditRefusals = {
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is missing or is not what it must be.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  unknown_organisation: {
    kind: 'against_rule',
    en: 'The register knows no organisation of this kind by that id.',
    fa: 'سازمانی از این نوع با این شناسه در فهرست سازمان‌ها نیست.',
  },
  organisation_inactive: {
    kind: 'against_rule',
    en: 'The organisation was not active on that day.',
    fa: 'سازمان در آن روز فعال نبوده است.',
  },
  in_the_future: { kind: 'against_rule', en: 'The day has not come yet.', fa: 'این تاریخ هنوز نرسیده است.' },
  conflicts_with_recorded: {
    kind: 'against_record',
    en: 'The same key is recorded already, with other content.',
    fa: 'همین کلید پیش‌تر با محتوای دیگری ثبت شده است.',
  },
  unknown_pool: {
    kind: 'not_there',
    en: 'The pool has not been opened: no credit was ever allocated in it.',
    fa: 'این منبع اعتبار گشوده نشده است: هرگز اعتباری در آن ابلاغ نشده است.',
  },
  unknown_allocation: {
    kind: 'not_there',
    en: 'No such allocation is recorded in the pool.',
    fa: 'چنین ابلاغی در این منبع اعتبار ثبت نشده است.',
  },
  unknown_lot: {
    kind: 'not_there',
    en: 'No such lot of credit is in the pool.',
    fa: 'چنین ابلاغ یا سهمی از اعتبار در این منبع نیست.',
  },
  unknown_facility: {
    kind: 'not_there',
    en: 'The applicant was never introduced under that facility id.',
    fa: 'هیچ متقاضی با این شناسه تسهیلات معرفی نشده است.',
  },
  unknown_payment: {
    kind: 'not_there',
    en: 'No payment with that bank reference is recorded for the facility.',
    fa: 'پرداختی با این شماره سند بانک برای این تسهیلات ثبت نشده است.',
  },
  unknown_review: {
    kind: 'not_there',
    en: 'No such review is recorded in the pool.',
    fa: 'چنین بررسی‌ای در این منبع اعتبار ثبت نشده است.',
  },
  lot_would_be_shortened: {
    kind: 'against_record',
    en: 'A policy may give a lot more time, never less.',
    fa: 'ضابطه می‌تواند مهلت یک ابلاغ را بیشتر کند، ولی هرگز کمتر نمی‌کند.',
  },
  policy_before_last_review: {
    kind: 'against_record',
    en: 'A policy cannot take effect before the day of the last review.',
    fa: 'ضابطه نمی‌تواند از پیش از روز آخرین بررسی اجرا شود.',
  },
  policy_after_deadline: {
    kind: 'against_record',
    en: 'A deadline that has passed is judged by the policy that was in force on it; of an old pool, record its policies before its credit.',
    fa: 'درباره مهلتی که گذشته است با ضابطه‌ای داوری می‌شود که در همان روز برقرار بود؛ برای منبع اعتبار قدیمی، ضابطه‌ها را پیش از اعتبار ثبت کنید.',
  },
  correction_below_paid: {
    kind: 'against_record',
    en: 'The agency has already been paid more than the corrected credit.',
    fa: 'پرداخت‌های دستگاه پیش از این از اعتبار اصلاح‌شده بیشتر شده است.',
  },
  correction_below_moved: {
    kind: 'against_record',
    en: 'More of the allocation has moved away than the corrected amount.',
    fa: 'بیش از مبلغ اصلاح‌شده از این ابلاغ جابه‌جا شده است.',
  },
  wrong_bank: {
    kind: 'against_rule',
    en: 'The applicant was introduced to another bank.',
    fa: 'متقاضی به بانک دیگری معرفی شده است.',
  },
  facility_not_open: {
    kind: 'against_record',
    en: 'The facility was declined, withdrawn or closed.',
    fa: 'تسهیلات رد یا بسته شده، یا از آن انصراف داده شده است.',
  },
  facility_already_paid: {
    kind: 'against_record',
    en: 'The facility is paid, in full or in part.',
    fa: 'همه یا بخشی از تسهیلات پرداخت شده است.',
  },
  before_introduction: {
    kind: 'against_rule',
    en: 'It is dated before the introduction.',
    fa: 'تاریخ آن پیش از معرفی است.',
  },
  before_last_payment: {
    kind: 'against_rule',
    en: 'It is dated before a payment of the facility, or before its money came back.',
    fa: 'تاریخ آن پیش از یکی از پرداخت‌های تسهیلات، یا پیش از برگشت وجه آن است.',
  },
  paid_before_introduced: {
    kind: 'against_rule',
    en: 'The payment is dated before the introduction.',
    fa: 'تاریخ پرداخت پیش از معرفی است.',
  },
  beyond_facility: {
    kind: 'against_rule',
    en: 'The payment is more than the facility waits for, or waited for on that day.',
    fa: 'پرداخت بیش از مبلغی است که تسهیلات در انتظار آن است یا در آن روز بود.',
  },
  credit_exhausted: {
    kind: 'against_record',
    en: 'The agency has less unpaid credit than the payment.',
    fa: 'اعتبار پرداخت‌نشده دستگاه کمتر از این پرداخت است.',
  },
  reversed_before_paid: {
    kind: 'against_rule',
    en: 'The reversal is dated before the payment.',
    fa: 'تاریخ برگشت پیش از پرداخت است.',
  },
  review_before_last: {
    kind: 'against_record',
    en: 'A later day has been reviewed already.',
    fa: 'روز دیرتری پیش از این بررسی شده است.',
  },
  review_too_large: {
    kind: 'against_rule',
    en: 'The pool has so many lots that the trace of a review does not fit into one event.',
    fa: 'ابلاغ‌های این منبع چنان زیاد است که شرح بررسی در یک رویداد نمی‌گنجد.',
  },
  review_not_open: {
    kind: 'against_record',
    en: 'The review is no longer open: it was superseded, approved or dismissed.',
    fa: 'بررسی دیگر باز نیست: جایگزین، تصویب یا رد شده است.',
  },
  already_decided: {
    kind: 'against_record',
    en: 'Another person has approved or dismissed the review already.',
    fa: 'شخص دیگری پیش‌تر این بررسی را تصویب یا رد کرده است.',
  },
  reports_still_due: {
    kind: 'against_record',
    en: 'Banks still have time to report what they paid for a donor by its deadline; approve after the day that is named.',
    fa: 'بانک‌ها هنوز فرصت دارند پرداخت‌های تا پایان مهلت یک دستگاه را گزارش کنند؛ پس از روز اعلام‌شده تصویب کنید.',
  },
  own_review: {
    kind: 'not_allowed',
    en: 'The person who requested a review cannot approve it.',
    fa: 'کسی که بررسی را درخواست کرده است نمی‌تواند آن را تصویب کند.',
  },
  nothing_to_move: {
    kind: 'against_record',
    en: 'The review proposes no transfer.',
    fa: 'بررسی هیچ جابه‌جایی پیشنهاد نمی‌کند.',
  },
  review_stale: {
    kind: 'against_record',
    en: 'The figures or the policy have changed since the review; request a new one.',
    fa: 'ارقام یا ضابطه پس از این بررسی تغییر کرده است؛ بررسی تازه‌ای درخواست کنید.',
  },
  not_reallocated: {
    kind: 'against_record',
    en: 'The reallocation holds no such transfer.',
    fa: 'این جابه‌جایی چنین انتقالی ندارد.',
  },
  own_reallocation: {
    kind: 'not_allowed',
    en: 'The person who approved a reallocation cannot reverse it.',
    fa: 'کسی که جابه‌جایی را تصویب کرده است نمی‌تواند آن را برگرداند.',
  },
  beyond_reallocated: {
    kind: 'against_record',
    en: 'More is asked back than was transferred and not yet given back.',
    fa: 'مبلغ خواسته‌شده بیش از مبلغی است که منتقل شده و هنوز برنگشته است.',
  },
  recipient_has_paid: {
    kind: 'against_record',
    en: 'The recipient has less unpaid credit than is asked back.',
    fa: 'اعتبار پرداخت‌نشده گیرنده کمتر از مبلغ خواسته‌شده است.',
  },
} as const satisfies Refusals;

export type CreditRefusalName = keyof typeof creditRefusals;
