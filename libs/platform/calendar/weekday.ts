/** The days of the Iranian week in order; the index equals that of `dayOfWeek`. */
export const WEEKDAYS = [
  'saturday',
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const PERSIAN: Readonly<Record<Weekday, string>> = {
  saturday: 'شنبه',
  sunday: 'یکشنبه',
  monday: 'دوشنبه',
  tuesday: 'سه‌شنبه',
  wednesday: 'چهارشنبه',
  thursday: 'پنجشنبه',
  friday: 'جمعه',
};

export function weekdayInPersian(weekday: Weekday): string {
  return PERSIAN[weekday];
}

/** `thu`, `Thursday`, `پنجشنبه` or `پنج‌شنبه` → `thursday`; undefined for anything else. */
export function parseWeekday(text: string): Weekday | undefined {
  const given = text.trim().toLowerCase();
  return WEEKDAYS.find(
    (weekday) =>
      weekday === given || weekday.slice(0, 3) === given || joined(PERSIAN[weekday]) === joined(given),
  );
}

/** People write these names joined, with a zero-width non-joiner, with a blank, and with an Arabic ye. */
function joined(text: string): string {
  return text.replace(/[\u200c ]/g, '').replace(/ي/g, 'ی');
}
