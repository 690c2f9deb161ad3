import { dayFacts } from './day-table.js';
import type { Holiday, HolidayKind } from './holidays.js';
import { FIRST_DAY, JALALI_YEARS, daysInJalaliYear, fromJalali } from './jalali.js';
import { shippedLunarMonths } from './lunar-months.js';
import { dayNumber, fromDayNumber, type PlainDate } from './plain-date.js';
import type { Weekday } from './weekday.js';
import type { WorkingCalendar } from './calendar-revision.js';

export interface SkippedHoliday {
  readonly date: PlainDate;
  /** In Persian. */
  readonly names: readonly string[];
}

export interface WorkingDeadline {
  /** The last working day of the period. The period is over when this day has ended in Tehran. */
  readonly deadline: PlainDate;
  /** Holidays that were skipped, in order; only those on days that would have been working days. */
  readonly holidaysSkipped: readonly SkippedHoliday[];
  /** A day between notification and deadline may change once a lunar month is published. */
  readonly provisional: boolean;
}

export interface HolidaysOfYear {
  /** A day of the year may change once a lunar month is published. */
  readonly provisional: boolean;
  /** In order, one item a day, including holidays on weekly days off. */
  readonly holidays: readonly {
    readonly date: PlainDate;
    readonly names: readonly string[];
    readonly kinds: readonly HolidayKind[];
  }[];
}

const WORKING_DAYS = { min: 1, max: 1000 } as const;

/** Longest plausible run of days off; a calendar with a longer one is invalid. */
const DAYS_OFF_IN_A_ROW_MAX = 1000;

const shipped: WorkingCalendar = {
  revision: 0,
  weekProfiles: [{ from: FIRST_DAY, off: ['thursday', 'friday'] }],
  lunarMonths: shippedLunarMonths,
  closures: [],
  cancellations: [],
};

/** The calendar before any revision: Thursday and Friday off, the shipped lunar months, no closures. */
export function shippedCalendar(): WorkingCalendar {
  return shipped;
}

/** The valid holidays of a day, without cancelled ones: fixed ones, then lunar ones, then a closure. */
export function holidaysOn(calendar: WorkingCalendar, date: PlainDate): readonly Holiday[] {
  return dayFacts(calendar, dayNumber(date)).holidays;
}

/**
 * The weekdays that are off by the profile in force on this day. The first profile also applies before its beginning.
 */
export function weekdaysOff({ weekProfiles }: WorkingCalendar, date: PlainDate): readonly Weekday[] {
  const profile = weekProfiles.findLast(({ from }) => from <= date) ?? weekProfiles[0];
  if (profile === undefined) throw new Error('a calendar has at least one week profile');
  return profile.off;
}

/** True when the day is neither off by the week nor a holiday. */
export function isWorkingDay(calendar: WorkingCalendar, date: PlainDate): boolean {
  return isWorking(calendar, dayNumber(date));
}

function isWorking(calendar: WorkingCalendar, day: number): boolean {
  const { weeklyOff, holidays } = dayFacts(calendar, day);
  return !weeklyOff && holidays.length === 0;
}

/**
 * The end of a period of working days. The day after the notification is the first day that can count, and the day of
 * the notification never does.
 * @param workingDays 1 to 1000, whole. @throws RangeError otherwise.
 */
export function workingDeadline(
  calendar: WorkingCalendar,
  notifiedOn: PlainDate,
  workingDays: number,
): WorkingDeadline {
  if (!Number.isInteger(workingDays) || workingDays < WORKING_DAYS.min || workingDays > WORKING_DAYS.max) {
    throw new RangeError(`working days are a whole number from 1 to 1000, not ${workingDays}`);
  }
  const holidaysSkipped: SkippedHoliday[] = [];
  let provisional = false;
  let day = dayNumber(notifiedOn);
  let lastWorkingDay = day;
  for (let counted = 0; counted < workingDays;) {
    day += 1;
    const { weeklyOff, holidays, uncertain } = dayFacts(calendar, day);
    provisional ||= uncertain;
    if (weeklyOff || holidays.length > 0) {
      if (!weeklyOff)
        holidaysSkipped.push({ date: fromDayNumber(day), names: holidays.map(({ name }) => name) });
      if (day - lastWorkingDay > DAYS_OFF_IN_A_ROW_MAX) throw new Error('the calendar has no working days');
      continue;
    }
    lastWorkingDay = day;
    counted += 1;
  }
  return { deadline: fromDayNumber(day), holidaysSkipped, provisional };
}

/**
 * The latest possible end of the same period. It assumes that every day that depends on an estimated lunar month is a
 * holiday. No month that is published later can move the deadline beyond it.
 * @param workingDays 1 to 1000, whole. @throws RangeError otherwise.
 */
export function latestWorkingDeadline(
  calendar: WorkingCalendar,
  notifiedOn: PlainDate,
  workingDays: number,
): PlainDate {
  let day = dayNumber(workingDeadline(calendar, notifiedOn, workingDays).deadline);
  const isCertain = (each: number): boolean =>
    isWorking(calendar, each) && !dayFacts(calendar, each).uncertain;
  let certain = 0;
  for (let each = dayNumber(notifiedOn) + 1; each <= day; each += 1) if (isCertain(each)) certain += 1;
  while (certain < workingDays) {
    day += 1;
    if (isCertain(day)) certain += 1;
  }
  return fromDayNumber(day);
}

/** Working days after `after`, up to and including `until`; 0 when `until` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, after: PlainDate, until: PlainDate): number {
  const last = dayNumber(until);
  let count = 0;
  for (let day = dayNumber(after) + 1; day <= last; day += 1) if (isWorking(calendar, day)) count += 1;
  return count;
}

/** @param jalaliYear 1300 to 1600. @throws RangeError otherwise. */
export function holidaysOfYear(calendar: WorkingCalendar, jalaliYear: number): HolidaysOfYear {
  const newYear = fromJalali(jalaliYear, 1, 1);
  if (newYear === undefined) {
    throw new RangeError(`a year is from ${JALALI_YEARS.first} to ${JALALI_YEARS.last}, not ${jalaliYear}`);
  }
  const first = dayNumber(newYear);
  const holidays: HolidaysOfYear['holidays'][number][] = [];
  let provisional = false;
  for (let day = first; day < first + daysInJalaliYear(jalaliYear); day += 1) {
    const facts = dayFacts(calendar, day);
    provisional ||= facts.uncertain || facts.holidays.some((holiday) => holiday.provisional);
    if (facts.holidays.length === 0) continue;
    holidays.push({
      date: fromDayNumber(day),
      names: facts.holidays.map(({ name }) => name),
      kinds: facts.holidays.map(({ kind }) => kind),
    });
  }
  return { provisional, holidays };
}
