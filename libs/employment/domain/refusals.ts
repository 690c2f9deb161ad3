import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const jobRefusals = {
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
  job_unknown: {
    kind: 'not_there',
    en: 'No job is registered under that id.',
    fa: 'شغلی با این شناسه ثبت نشده است.',
  },
  job_not_running: {
    kind: 'against_record',
    en: 'The job was rejected or its registration voided; its record is closed.',
    fa: 'شغل رد شده یا ثبت آن باطل شده است؛ پرونده آن بسته است.',
  },
  started_after_registration: {
    kind: 'against_rule',
    en: 'A job is registered once it has started.',
    fa: 'شغل پس از آغاز آن ثبت می‌شود.',
  },
  outside_year: {
    kind: 'against_rule',
    en: 'A job counts for the Jalali year in which it is registered.',
    fa: 'هر شغل برای همان سال شمسی به شمار می‌آید که در آن ثبت شده است.',
  },
  round_out_of_order: {
    kind: 'against_record',
    en: 'Verification goes from round 1 over 2 to 3; another round is due.',
    fa: 'راستی‌آزمایی از مرحله ۱ به ۲ و سپس ۳ می‌رود؛ اکنون نوبت مرحله دیگری است.',
  },
  verifier_signed_before: {
    kind: 'against_record',
    en: 'The verifier has signed an earlier round of this job; each round needs someone else.',
    fa: 'این راستی‌آزما مرحله پیشینی از همین شغل را امضا کرده است؛ هر مرحله راستی‌آزمای دیگری می‌خواهد.',
  },
  not_own_signature: {
    kind: 'not_allowed',
    en: 'An inspector signs only their own rounds; only the labour department records a signature for somebody else.',
    fa: 'بازرس تنها مرحله‌های خود را امضا می‌کند؛ ثبت امضای دیگری تنها با اداره کار است.',
  },
  second_person_needed: {
    kind: 'against_record',
    en: 'One person has signed or recorded every earlier round of this job; the last round needs somebody else.',
    fa: 'همه مرحله‌های پیشین را یک نفر امضا یا ثبت کرده است؛ مرحله آخر به شخص دیگری نیاز دارد.',
  },
  registration_abandoned: {
    kind: 'against_record',
    en: 'The registration was given up because it had not been finished in time; the job is to be sent again.',
    fa: 'از ثبت شغل صرف‌نظر شد، زیرا به‌موقع پایان نیافته بود؛ شغل را دوباره بفرستید.',
  },
  unknown_verifier: {
    kind: 'against_rule',
    en: 'No principal of that id may verify rounds, or could on that day.',
    fa: 'کاربری با این شناسه اجازه راستی‌آزمایی ندارد، یا در آن روز نداشته است.',
  },
  verified_before_registration: {
    kind: 'against_rule',
    en: 'A job is verified on or after the day of its registration.',
    fa: 'راستی‌آزمایی شغل در روز ثبت آن یا پس از آن انجام می‌شود.',
  },
  verified_before_previous_round: {
    kind: 'against_rule',
    en: 'A round is not signed before the day of the round that precedes it.',
    fa: 'هیچ مرحله‌ای پیش از روز مرحله پیشین امضا نمی‌شود.',
  },
  ended_before_start: {
    kind: 'against_rule',
    en: 'A job does not end before the day it started.',
    fa: 'شغل پیش از روز آغاز خود پایان نمی‌یابد.',
  },
  voided_before_registration: {
    kind: 'against_rule',
    en: 'A registration is not voided before the day it was made.',
    fa: 'ثبت شغل پیش از روز ثبت آن باطل نمی‌شود.',
  },
} as const satisfies Refusals;

export type JobRefusalName = keyof typeof jobRefusals;

export const personRefusals = {
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is missing or has a form that cannot be accepted.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  person_already_employed: {
    kind: 'against_record',
    en: 'The person holds another running job.',
    fa: 'این شخص شغل جاری دیگری دارد.',
  },
  job_not_claimed: {
    kind: 'against_record',
    en: 'The person does not hold that job.',
    fa: 'این شغل به نام این شخص نیست.',
  },
} as const satisfies Refusals;

export type PersonRefusalName = keyof typeof personRefusals;
