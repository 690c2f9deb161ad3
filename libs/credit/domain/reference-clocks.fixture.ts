import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isWorkingDay } from '@misaq/platform/calendar/working-calendar.js';
import type { Clock, Policy } from './policy.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/* Policies and clocks as the specification of the rule defines them, for the reference implementation. */

/**
 * «In force on a day»: the latest effective day not after it; among equal days the one recorded last. Before any
 * policy takes effect, the one that takes effect first.
 */
export function policyInForce(policies: readonly Policy[], day: PlainDate): Policy {
  const days = policies.map(({ effectiveOn }) => effectiveOn).sort();
  const inForceSince = days.filter((each) => each <= day).at(-1) ?? days[0];
  const policy = policies.filter(({ effectiveOn }) => effectiveOn === inForceSince).at(-1);
  if (policy === undefined) throw new Error('the pool has no policy');
  return policy;
}

/**
 * Counts day by day and caches the results of each calendar. Random pools ask for the same few hundred again and again.
 */
const ends = new WeakMap<WorkingCalendar, Map<string, PlainDate>>();

/** «The day after notification is day 1; time is up when the Nth working day has ended.» */
export function endOfWorkingDays(calendar: WorkingCalendar, start: PlainDate, days: number): PlainDate {
  const known = ends.get(calendar) ?? new Map<string, PlainDate>();
  ends.set(calendar, known);
  const key = `${start} + ${String(days)}`;
  const end = known.get(key) ?? countWorkingDays(calendar, start, days);
  known.set(key, end);
  return end;
}

function countWorkingDays(calendar: WorkingCalendar, start: PlainDate, days: number): PlainDate {
  let day = start;
  for (let counted = 0; counted < days;) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) counted += 1;
  }
  return day;
}

/** «N working days», or the later of a date and the end of the grace counted from the start of the lot. */
export function endOfClock(calendar: WorkingCalendar, start: PlainDate, clock: Clock): PlainDate {
  if (clock.kind === 'working-days') return endOfWorkingDays(calendar, start, clock.days);
  return later(clock.date, endOfWorkingDays(calendar, start, clock.graceWorkingDays));
}

/** «An extended lot's deadline is the later of its clocks.» */
export function latestEnd(
  calendar: WorkingCalendar,
  startsOn: PlainDate,
  clocks: readonly Clock[],
): PlainDate {
  return clocks.map((clock) => endOfClock(calendar, startsOn, clock)).reduce(later);
}

export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}
