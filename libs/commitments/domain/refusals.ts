import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const commitmentRefusals = {
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is missing or has a form that cannot be accepted.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  in_the_future: {
    kind: 'against_rule',
    en: 'The day given has not come yet.',
    fa: 'این تاریخ هنوز نرسیده است.',
  },
  conflicts_with_recorded: {
    kind: 'against_record',
    en: 'The same act is on record with other content, and what is recorded is not changed.',
    fa: 'همین کار با محتوای دیگری ثبت شده است و آنچه ثبت شده تغییر نمی‌کند.',
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
  commitment_unknown: {
    kind: 'not_there',
    en: 'Nothing was assigned in this version to this agency, sector and county.',
    fa: 'در این نسخه برای این دستگاه، بخش و شهرستان تعهدی ابلاغ نشده است.',
  },
  commitment_withdrawn: {
    kind: 'against_record',
    en: 'The commitment was withdrawn; its record is closed.',
    fa: 'تعهد پس گرفته شده و پرونده آن بسته است.',
  },
  effective_day_out_of_order: {
    kind: 'against_rule',
    en: 'The day given lies before the latest day on record for this commitment.',
    fa: 'این تاریخ پیش از آخرین تاریخ ثبت‌شده برای این تعهد است.',
  },
  jobs_unchanged: {
    kind: 'against_record',
    en: 'The commitment stands at this number of jobs already.',
    fa: 'تعهد هم‌اکنون همین تعداد شغل است.',
  },
} as const satisfies Refusals;

export type CommitmentRefusalName = keyof typeof commitmentRefusals;
