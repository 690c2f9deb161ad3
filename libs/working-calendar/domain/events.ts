import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/**
 * From a day on, these days of the week are off, until the next profile. A second profile with the same `from` replaces
 * it.
 */
export interface WeekProfileAdopted {
  readonly type: 'WeekProfileAdopted';
  readonly data: {
    readonly from: PlainDate;
    /** In the order of the week. */
    readonly off: readonly Weekday[];
    readonly reason: string;
  };
}

/** The first day of a lunar month was announced. A second event for the same month corrects it, with a reason. */
export interface LunarMonthStarted {
  readonly type: 'LunarMonthStarted';
  readonly data: {
    readonly hijriYear: number;
    readonly hijriMonth: number;
    readonly firstDay: PlainDate;
    /** The authority that announced it, or the printed calendar it was read from. */
    readonly source: string;
    readonly reason?: string;
  };
}

/**
 * A day was declared closed. The day may be in the past: a closure is announced at short notice and recorded later.
 */
export interface ClosureDeclared {
  readonly type: 'ClosureDeclared';
  readonly data: { readonly date: PlainDate; readonly reason: string };
}

/**
 * A holiday or closure was cancelled and the day was worked. With a name (Persian, as in the calendar), only that one
 * is cancelled. Without a name, a closure of the day and all its holidays are. That includes holidays that fall on it
 * when a lunar month is corrected later.
 */
export interface HolidayCancelled {
  readonly type: 'HolidayCancelled';
  readonly data: { readonly date: PlainDate; readonly name?: string; readonly reason: string };
}

export type WorkingCalendarEvent =
  WeekProfileAdopted | LunarMonthStarted | ClosureDeclared | HolidayCancelled;

export const WORKING_CALENDAR_EVENTS = eventTypes<WorkingCalendarEvent>({
  WeekProfileAdopted: true,
  LunarMonthStarted: true,
  ClosureDeclared: true,
  HolidayCancelled: true,
});
