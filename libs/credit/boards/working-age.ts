import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isWorkingDay, workingDaysBetween } from '@misaq/platform/calendar/working-calendar.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/**
 * The latest day of introduction of what is so many working days old on a day. The day of the introduction never counts,
 * as with a clock.
 */
export function introducedBy(calendar: WorkingCalendar, on: PlainDate, workingDays: number): PlainDate {
  let day = on;
  for (let counted = 0; ; day = addDays(day, -1)) {
    if (counted === workingDays) return day;
    if (isWorkingDay(calendar, day)) counted += 1;
  }
}

/** Ages in working days on a day: asked of a page of files, which share a few days. */
export function workingAges(calendar: WorkingCalendar, on: PlainDate): (introducedOn: PlainDate) => number {
  const known = new Map<PlainDate, number>();
  return (introducedOn) => {
    let age = known.get(introducedOn);
    if (age === undefined) known.set(introducedOn, (age = workingDaysBetween(calendar, introducedOn, on)));
    return age;
  };
}
