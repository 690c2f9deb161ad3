import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { HolidayKind } from '@misaq/platform/calendar/holidays.js';
import { dayOfWeek, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { WEEKDAYS } from '@misaq/platform/calendar/weekday.js';
import { holidaysOfYear, workingDeadline } from '@misaq/platform/calendar/working-calendar.js';
import { holidaysShown } from '@misaq/platform/text/presentable.js';
import type {
  Closure,
  HolidayCancellation,
  WeekProfile,
  WorkingCalendar,
} from '@misaq/platform/calendar/calendar-revision.js';
import type { SkippedHolidayItem } from '@misaq/platform/text/skipped-holiday.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    Calendar: CalendarItem;
    Holidays: HolidaysItem;
    WorkingDays: WorkingDaysItem;
  }
}

/** The working calendar of a province as it stands. */
export interface CalendarItem {
  readonly province: string;
  /** Revisions since the shipped calendar, which is 0. */
  readonly revision: number;
  readonly weekProfiles: readonly WeekProfile[];
  readonly closures: readonly Closure[];
  readonly cancellations: readonly HolidayCancellation[];
  readonly lunarMonths: readonly { readonly hijriMonth: string; readonly firstDay: PlainDate }[];
}

export function calendarItem(province: string, calendar: WorkingCalendar): CalendarItem {
  const { revision, weekProfiles, closures, cancellations, lunarMonths } = calendar;
  const months = [...lunarMonths].map(([hijriMonth, firstDay]) => ({ hijriMonth, firstDay }));
  return { province, revision, weekProfiles, closures, cancellations, lunarMonths: months };
}

export interface HolidayItem {
  readonly jalali: string;
  readonly date: string;
  /** In Persian. */
  readonly names: readonly string[];
  readonly kinds: readonly HolidayKind[];
  readonly weekday: string;
}

export interface HolidaysItem {
  /** Jalali. */
  readonly year: number;
  /** Not every lunar month of the year is published: its lunar holidays may move by a day. */
  readonly provisional: boolean;
  readonly holidays: readonly HolidayItem[];
}

/** @param year Jalali, 1300 to 1600 */
export function holidaysItem(calendar: WorkingCalendar, year: number): HolidaysItem {
  const { provisional, holidays } = holidaysOfYear(calendar, year);
  return {
    year,
    provisional,
    holidays: holidays.map(({ date, names, kinds }) => ({
      jalali: formatJalali(date),
      date,
      names,
      kinds,
      weekday: WEEKDAYS[dayOfWeek(date)] ?? '',
    })),
  };
}

/** When a number of working days ends. */
export interface WorkingDaysItem {
  readonly notified: PlainDate;
  readonly days: number;
  /** The time is up when this day has ended in Tehran. */
  readonly deadline: PlainDate;
  readonly holidaysSkipped: readonly SkippedHolidayItem[];
  /** A lunar month in this time is not published yet. */
  readonly provisional: boolean;
}

/** @param days 1 to 1000 */
export function workingDaysItem(
  calendar: WorkingCalendar,
  notified: PlainDate,
  days: number,
): WorkingDaysItem {
  const { deadline, holidaysSkipped, provisional } = workingDeadline(calendar, notified, days);
  const skipped = holidaysShown(
    holidaysSkipped.map(({ date }) => date),
    holidaysSkipped,
  );
  return { notified, days, deadline, holidaysSkipped: skipped, provisional };
}
