import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const registerRefusals = {
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
  organisation_retired: {
    kind: 'against_record',
    en: 'The organisation has been retired; its record is closed.',
    fa: 'فعالیت سازمان پایان یافته و پرونده آن بسته است.',
  },
  effective_day_out_of_order: {
    kind: 'against_rule',
    en: 'The day given lies before the latest day on record for this organisation.',
    fa: 'این تاریخ پیش از آخرین تاریخ ثبت‌شده برای این سازمان است.',
  },
  name_taken: {
    kind: 'against_record',
    en: 'Another organisation of the same kind bears this name at the same time.',
    fa: 'سازمان دیگری از همین نوع در همین زمان این نام را دارد.',
  },
  name_unchanged: {
    kind: 'against_record',
    en: 'The organisation bears this name already.',
    fa: 'سازمان هم‌اکنون همین نام را دارد.',
  },
} as const satisfies Refusals;

export type RegisterRefusalName = keyof typeof registerRefusals;
