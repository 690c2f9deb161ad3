import type { Refusals } from '@misaq/platform/kernel/refusals.js';

/** The refusals of the calendar. The comment on each lists its figures. */
export const workingCalendarRefusals = {
  /** {field, code, value} */
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is empty, too long, out of its range, or holds characters that change how text is read.',
    fa: 'فیلدی خالی، بیش از اندازه بلند یا بیرون از بازه مجاز است، یا نویسه‌ای دارد که ترتیب خواندن متن را عوض می‌کند.',
  },
  /** {off} */
  no_working_days: {
    kind: 'against_rule',
    en: 'A week needs at least one working day.',
    fa: 'هفته دست‌کم یک روز کاری می‌خواهد.',
  },
  /** {off} */
  friday_is_off: {
    kind: 'against_rule',
    en: 'Friday is off everywhere in Iran, so every week profile has it off.',
    fa: 'جمعه در سراسر ایران تعطیل است و در هر الگوی هفته تعطیل می‌ماند.',
  },
  /** {hijriMonth, firstDay, earliest, latest} */
  month_start_implausible: {
    kind: 'against_rule',
    en: 'A lunar month has 29 or 30 days; with this first day the month or its neighbour would be too short or too long.',
    fa: 'ماه قمری ۲۹ یا ۳۰ روز دارد؛ با این روز نخست، این ماه یا ماه کنار آن کوتاه‌تر یا بلندتر می‌شود.',
  },
  /** {key, recorded, given} */
  conflicts_with_recorded: {
    kind: 'against_record',
    en: 'Something else is recorded already under the same key. Give a reason to correct a first day.',
    fa: 'با همین کلید چیز دیگری ثبت شده است. برای اصلاح روز نخست ماه دلیل بنویسید.',
  },
  /** {date, name?, holidays} */
  not_a_holiday: {
    kind: 'against_rule',
    en: 'Nothing can be cancelled on this day: it is no holiday, or not the one that was named.',
    fa: 'در این روز چیزی برای لغو نیست: تعطیل نیست، یا تعطیلی نام‌برده نیست.',
  },
} as const satisfies Refusals;

export type WorkingCalendarRefusalName = keyof typeof workingCalendarRefusals;
