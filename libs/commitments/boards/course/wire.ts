import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Target } from '../../domain/target.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    Course: CourseItem;
  }
}

/** What was promised and registered up to the end of a month. */
export interface CoursePointItem {
  /** Jalali: `1401-10`. */
  readonly month: string;
  /** Its last day. */
  readonly until: PlainDate;
  /** From the first day of the year up to and including `until`. */
  readonly workingDays: number;
  /** What each version of the promise expects by then. */
  readonly expected: Readonly<Record<string, number>>;
  /** Registered in the month, net of rejections and voids; null for a month that has not begun. */
  readonly registered: number | null;
  readonly registeredToDate: number | null;
}

/** The course of a promise through its year: expected and registered jobs, month by month. */
export interface CourseItem {
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  /** Of whom: null for everybody. */
  readonly agency: string | null;
  readonly sector: string | null;
  readonly county: string | null;
  /** The version that `assigned`, `expected` and `gap` are of. */
  readonly version: string;
  readonly assignedByVersion: Readonly<Record<string, number>>;
  /** How the promise is expected to be kept in the course of the year. */
  readonly target: Target;
  /** Whether a holiday of the year rests on a lunar month that is not published yet. */
  readonly provisional: boolean;
  readonly today: PlainDate;
  /** Working days of the year up to and including today, and of the whole year. */
  readonly workingDays: number;
  readonly workingDaysOfYear: number;
  readonly assigned: number;
  /** Assigned × working days up to today ÷ those of the year, truncated. */
  readonly expected: number;
  /** Net of rejections and voids: what fulfilment counts. */
  readonly registered: number;
  /** Registered less expected. */
  readonly gap: number;
  /** Registered × working days of the year ÷ those up to today, truncated; null before the first working day. */
  readonly projected: number | null;
  readonly points: readonly CoursePointItem[];
}
