/**
 * A calendar day without time or zone, as ISO text (`2024-05-20`).
 *
 * A branded string, not a `Date`: `new Date('2024-05-20')` is midnight in Greenwich, which is half past three in
 * the morning in Tehran and the day before in New York. Text of this form also sorts in order of time, so days are
 * compared with `<` and `>`.
 */
export type PlainDate = string & { readonly plainDate: unique symbol };

const MS_PER_DAY = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

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
  const parts = ISO_DATE.exec(text);
  if (parts === null) return undefined;
  const date = text as PlainDate;
  return fromDayNumber(dayNumber(date)) === text ? date : undefined;
}

/** An ISO day known to be good, such as one written in code; throws on anything else. */
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

/** The same for a day number ({@link dayNumber}). */
export function dayOfWeekOf(day: number): number {
  // 1970-01-01 was a Thursday, day 5 of a week that starts on Saturday.
  return (((day + 5) % 7) + 7) % 7;
}

/** The day it is in Tehran at an instant (ms since the epoch). Iran is UTC+3:30 with no summer time since 1401. */
export function tehranDate(epochMs: number): PlainDate {
  return new Date(epochMs + 12_600_000).toISOString().slice(0, 10) as PlainDate;
}
