/**
 * A calendar day without time or zone, as ISO text (`2024-05-20`).
 *
 * A branded string, not a `Date`: `new Date('2024-05-20')` is midnight in Greenwich, which is half past three in
 * the morning in Tehran and the day before in New York. Text of this form also sorts in order of time, so days are
 * compared with `<` and `>`.
 */
export type PlainDate = string & { readonly plainDate: unique symbol };

const MS_PER_DAY = 86_400_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01; negative before it. For loops over many days, where text would be slow. */
export function dayNumber(date: PlainDate): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY
  );
}

/** The day that is `days` after 1970-01-01. */
export function fromDayNumber(days: number): PlainDate {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as PlainDate;
}

/** Reads an ISO day that exists; anything else (`2023-02-29`, `2023-2-9`) is undefined. */
export function parseIsoDate(text: string): PlainDate | undefined {
  if (!ISO_DATE.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  // Computed without `Date`, which takes a year below 100 for one of the twentieth century.
  const exists = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? (text as PlainDate) : undefined;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** An ISO day known to be valid, such as a constant in code; throws on anything else. */
export function plainDate(text: string): PlainDate {
  const date = parseIsoDate(text);
  if (date === undefined) throw new RangeError(`not a day: ${text}`);
  return date;
}

/** The day `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Saturday, the first day of the Iranian week, to 6 = Friday. */
export function dayOfWeek(date: PlainDate): number {
  return dayOfWeekOf(dayNumber(date));
}

/** Like {@link dayOfWeek}, for a day number ({@link dayNumber}). */
export function dayOfWeekOf(day: number): number {
  // 1970-01-01 was a Thursday, day 5 of a week that starts on Saturday.
  return (((day + 5) % 7) + 7) % 7;
}

const TEHRAN_OFFSET_MS = 12_600_000;

/** The day in Tehran at an instant (ms since the epoch). Iran is UTC+3:30 without summer time since 1401. */
export function tehranDate(epochMs: number): PlainDate {
  return fromDayNumber(Math.floor((epochMs + TEHRAN_OFFSET_MS) / MS_PER_DAY));
}

/** The instant (ms since the epoch) at which a day begins in Tehran: 20:30 UTC of the day before. */
export function startOfTehranDay(day: PlainDate): number {
  return dayNumber(day) * MS_PER_DAY - TEHRAN_OFFSET_MS;
}
