import { isLeapJalaaliYear, isValidJalaaliDate, toGregorian, toJalaali } from 'jalaali-js';
import { asciiDigits } from './digits.js';
import { parseIsoDate, plainDate, type PlainDate } from './plain-date.js';

/** A day of the Iranian solar calendar: month 1 is Farvardin, day 1 the first. */
export interface JalaliDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The Jalali years that are read and written. A year outside is far more likely a typing error. */
export const JALALI_YEARS = { first: 1300, last: 1600 } as const;

/** Years below this are Jalali, years from it on Gregorian. The two ranges are three centuries apart. */
const FIRST_GREGORIAN_YEAR = 1700;

/** 1300-01-01 and 1600-12-29, the limits of the days that are read. */
export const FIRST_DAY = plainDate('1921-03-21');
export const LAST_DAY = plainDate('2222-03-20');

/** @throws RangeError for days outside the years -61 to 3177 AP, which no parser here accepts. */
export function toJalali(date: PlainDate): JalaliDate {
  const { jy, jm, jd } = toJalaali(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)),
    Number(date.slice(8, 10)),
  );
  return { year: jy, month: jm, day: jd };
}

/** Undefined for a day that does not exist (1402-12-30: that year was no leap year) or lies outside {@link JALALI_YEARS}. */
export function fromJalali(year: number, month: number, day: number): PlainDate | undefined {
  if (![year, month, day].every(Number.isInteger)) return undefined;
  if (year < JALALI_YEARS.first || year > JALALI_YEARS.last) return undefined;
  if (!isValidJalaaliDate(year, month, day)) return undefined;
  const { gy, gm, gd } = toGregorian(year, month, day);
  return plainDate(`${digits(gy, 4)}-${digits(gm, 2)}-${digits(gd, 2)}`);
}

/** `1403-02-31` */
export function formatJalali(date: PlainDate): string {
  const { year, month, day } = toJalali(date);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** The month of a day: `1403-02`. */
export function jalaliMonth(date: PlainDate): string {
  const { year, month } = toJalali(date);
  return `${digits(year, 4)}-${digits(month, 2)}`;
}

/**
 * By the 33-year rule of `jalaali-js`. The 2820-year rule, which many programs use, takes 1404 and not 1403 as a leap
 * year. @throws RangeError for years outside -61 to 3177.
 */
export function isLeapJalaliYear(year: number): boolean {
  return isLeapJalaaliYear(year);
}

/** 365 or 366. @throws RangeError as {@link isLeapJalaliYear}. */
export function daysInJalaliYear(year: number): number {
  return isLeapJalaliYear(year) ? 366 : 365;
}

/**
 * The next day. Many times faster than a conversion, for loops over many days. @throws RangeError as {@link
 * isLeapJalaliYear}.
 */
export function nextJalaliDay({ year, month, day }: JalaliDate): JalaliDate {
  if (day < 29 || day < daysInJalaliMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function daysInJalaliMonth(year: number, month: number): number {
  if (month <= 6) return 31;
  return month <= 11 || isLeapJalaliYear(year) ? 30 : 29;
}

const DATE = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;

/**
 * A day as people write it: Jalali when the year is under 1700, Gregorian otherwise; `-`, `/` or `.` between the
 * parts (one of them, not a mixture); months and days of one or two digits; Persian, Arabic or ASCII digits; blanks
 * around it. Undefined for anything else, for a day that does not exist and for one outside {@link JALALI_YEARS}.
 */
export function parseDate(text: string): PlainDate | undefined {
  // The form that programs send and that checks parse again: a quarter of the time (measured).
  const iso = parseIsoDate(text);
  if (iso !== undefined && isInCalendarRange(iso)) return iso;
  const [, year, , month, day] = DATE.exec(asciiDigits(text).trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (Number(year) < FIRST_GREGORIAN_YEAR) return fromJalali(Number(year), Number(month), Number(day));
  const date = parseIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date !== undefined && isInCalendarRange(date) ? date : undefined;
}

/** Whether a day lies within {@link JALALI_YEARS}. */
export function isInCalendarRange(date: PlainDate): boolean {
  return date >= FIRST_DAY && date <= LAST_DAY;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
