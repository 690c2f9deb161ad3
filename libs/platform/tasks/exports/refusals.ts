import type { Refusals } from '@misaq/platform/kernel/refusals.js';

/** Why an export is not made, not kept or not given. */
export const exportRefusals = {
  unknown_export: {
    kind: 'not_there',
    en: 'No export of that id is kept for you: it was thrown away, has expired, or never was yours.',
    fa: 'خروجی با این شناسه برای شما نگهداری نمی‌شود: دور انداخته شده، منقضی شده، یا از آن شما نبوده است.',
  },
  export_elsewhere: {
    kind: 'not_there',
    en: 'Exports are kept by the node that took them, and this one is kept by another; ask again until that one answers, or have whatever stands in front of the nodes send its id there.',
    fa: 'هر خروجی نزد کارگزاری است که آن را ساخته است و این خروجی نزد کارگزار دیگری است؛ دوباره بپرسید تا همان کارگزار پاسخ دهد، یا مسیریابِ پیش از کارگزارها شناسه آن را به همان بفرستد.',
  },
  export_not_done: {
    kind: 'against_record',
    en: 'There is no file: the export is not made yet, or it failed; its state says which.',
    fa: 'پرونده‌ای وجود ندارد: خروجی هنوز ساخته نشده یا ناموفق بوده است؛ وضعیت آن را ببینید.',
  },
  too_many_exports: {
    kind: 'against_record',
    en: 'As many exports are kept for you as one may have; throw some away, or wait until they expire.',
    fa: 'شمار خروجی‌های شما به سقف رسیده است؛ چند خروجی را دور بیندازید یا تا انقضای آن‌ها صبر کنید.',
  },
  exports_full: {
    kind: 'not_now',
    en: 'The files of exports that are kept here would take more room than is given to them.',
    fa: 'پرونده‌های خروجی بیش از جای در نظر گرفته‌شده جا می‌گیرند.',
  },
  export_altered: {
    kind: 'gone',
    en: 'The file of the export is not as it was made, and is not given to anybody; throw it away and ask for the table again.',
    fa: 'پرونده خروجی آن‌گونه نیست که ساخته شده بود و به کسی داده نمی‌شود؛ آن را دور بیندازید و جدول را دوباره بخواهید.',
  },
  exports_unavailable: {
    kind: 'not_now',
    en: 'Exports cannot be written or read here now.',
    fa: 'اکنون نمی‌توان خروجی‌ها را نوشت یا خواند.',
  },
} as const satisfies Refusals;

export type ExportRefusalName = keyof typeof exportRefusals;
