import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import type { VerbSession } from '@misaq/platform/command-line/session.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { CalendarItem } from '../boards/calendar/wire.js';

/** The calendar as the province revised it; without a province the one that is shipped, for which nothing is opened. */
export async function calendarOf(
  session: VerbSession,
  province: string | undefined,
): Promise<WorkingCalendar> {
  if (province === undefined) return shippedCalendar();
  return calendarIn((await session.reach('read')).ask, province);
}

/** The calendar as the province revised it. */
export async function calendarIn(ask: Ask, province: string): Promise<WorkingCalendar> {
  // Loaded where a province is asked for: days are counted without tables.
  const { calendar } = await import('../boards/calendar/question.js');
  return workingCalendar((await ask(calendar, { province })).item);
}

function workingCalendar({ lunarMonths, ...item }: Omit<CalendarItem, 'position'>): WorkingCalendar {
  const { revision, weekProfiles, closures, cancellations } = item;
  const months = new Map(lunarMonths.map(({ hijriMonth, firstDay }) => [hijriMonth, firstDay]));
  return { revision, weekProfiles, closures, cancellations, lunarMonths: months };
}
