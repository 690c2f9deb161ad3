import { daysInJalaliYear, formatJalali, fromJalali } from '@misaq/platform/calendar/jalali.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { holidaysOfYear, workingDaysBetween } from '@misaq/platform/calendar/working-calendar.js';

/**
 * How a promise for a year is expected to be kept in the course of it. Even by working days is the one there is: a month
 * with many holidays is expected to bring fewer jobs.
 */
export const TARGETS = ['even-by-working-days'] as const;
export type Target = (typeof TARGETS)[number];

/** A month of a year with the working days up to its end. */
export interface TargetMonth {
  /** Jalali: `1401-10`. */
  readonly month: string;
  /** Its last day. */
  readonly until: PlainDate;
  /** From the first day of the year up to and including `until`. */
  readonly workingDays: number;
}

export interface TargetYear {
  readonly months: readonly TargetMonth[];
  /** Working days of the whole year. */
  readonly workingDays: number;
  /** Those up to and including a day; none before the year, all after it. */
  readonly workingDaysTo: (day: PlainDate) => number;
  /** Whether a holiday of the year rests on a lunar month that is not published yet. */
  readonly provisional: boolean;
}

const MONTHS = 12;

/** The working days of a Jalali year, month by month. @throws RangeError for a year that the calendar does not have */
export function targetYear(calendar: WorkingCalendar, year: number): TargetYear {
  const { provisional } = holidaysOfYear(calendar, year);
  const first = dayIn(year, 1);
  const last = addDays(first, daysInJalaliYear(year) - 1);
  const before = addDays(first, -1);
  const workingDaysTo = (day: PlainDate): number =>
    workingDaysBetween(calendar, before, day < last ? day : last);
  const months = Array.from({ length: MONTHS }, (_, index): TargetMonth => {
    const until = index + 1 === MONTHS ? last : addDays(dayIn(year, index + 2), -1);
    return { month: formatJalali(until).slice(0, 7), until, workingDays: workingDaysTo(until) };
  });
  return { months, workingDays: workingDaysTo(last), workingDaysTo, provisional };
}

function dayIn(year: number, month: number): PlainDate {
  const day = fromJalali(year, month, 1);
  if (day === undefined) throw new RangeError(`the calendar has no year ${String(year)}`);
  return day;
}

/** What of a promise is expected after some working days of the year: truncated, so that nobody is behind by a rounding. */
export function expectedJobs(assigned: number, workingDays: number, ofYear: number): number {
  return ofYear === 0 ? assigned : Math.trunc((assigned * workingDays) / ofYear);
}

/** What the year would end at if the rest of it brought as much a working day as the days so far; null before the first. */
export function projectedJobs(registered: number, workingDays: number, ofYear: number): number | null {
  return workingDays === 0 ? null : Math.trunc((registered * ofYear) / workingDays);
}
