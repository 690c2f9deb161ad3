import type { LunarMonths } from './lunar-months.js';
import type { PlainDate } from './plain-date.js';
import type { Weekday } from './weekday.js';

/** Which days of the week are off from a day on, until the next profile. */
export interface WeekProfile {
  readonly from: PlainDate;
  readonly off: readonly Weekday[];
}

/** A day declared closed at short notice (cold, air pollution, mourning). */
export interface Closure {
  readonly date: PlainDate;
  readonly reason: string;
}

/** A fixed or lunar holiday that was worked. */
export interface HolidayCancellation {
  readonly date: PlainDate;
  /** Persian name of the holiday, as the holidays of the day bear it. Without one it speaks of all in `of`. */
  readonly name?: string;
  /**
   * Names of those that stood on the day when it was recorded; every one of the day when left out. A lunar holiday that
   * comes to fall on the day later was not spoken of.
   */
  readonly of?: readonly string[];
  readonly reason: string;
}

/** An immutable value: a revised calendar is another value. Results computed from it are cached beside it. */
export interface WorkingCalendar {
  /** Number of revisions since the shipped calendar, which is 0. Decisions record the revision they used. */
  readonly revision: number;
  /** At least one, in order of `from`. */
  readonly weekProfiles: readonly WeekProfile[];
  readonly lunarMonths: LunarMonths;
  readonly closures: readonly Closure[];
  readonly cancellations: readonly HolidayCancellation[];
}
