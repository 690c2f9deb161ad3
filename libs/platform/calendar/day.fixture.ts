import fc from 'fast-check';
import { FIRST_DAY, parseDate } from './jalali.js';
import { addDays, type PlainDate } from './plain-date.js';

/** Parses a day in a test, Jalali or ISO. */
export function day(text: string): PlainDate {
  const date = parseDate(text);
  if (date === undefined) throw new RangeError(`not a day: ${text}`);
  return date;
}

/** Any day of the Jalali years 1300 to 1590. */
export const anyDay = fc.integer({ min: 0, max: 106_000 }).map((days) => addDays(FIRST_DAY, days));

/** Any day of 1399 to 1404, for which lunar months are published. */
export const anyPublishedDay = fc
  .integer({ min: 0, max: 1990 })
  .map((days) => addDays(day('1399-05-31'), days));
