import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';

export interface AdoptWeekProfile {
  readonly type: 'AdoptWeekProfile';
  readonly from: PlainDate;
  readonly off: readonly Weekday[];
  readonly reason: string;
}

export interface StartLunarMonth {
  readonly type: 'StartLunarMonth';
  readonly hijriYear: number;
  /** 1 = Muharram to 12. */
  readonly hijriMonth: number;
  readonly firstDay: PlainDate;
  readonly source: string;
  /** Needed only to correct a month that already has a first day. */
  readonly reason?: string;
}

export interface DeclareClosure {
  readonly type: 'DeclareClosure';
  readonly date: PlainDate;
  readonly reason: string;
}

export interface CancelHoliday {
  readonly type: 'CancelHoliday';
  readonly date: PlainDate;
  /** Persian or English name of one holiday of the day, in any spelling. Absent: cancels all of the day. */
  readonly name?: string;
  readonly reason: string;
}

export type WorkingCalendarCommand = AdoptWeekProfile | StartLunarMonth | DeclareClosure | CancelHoliday;
