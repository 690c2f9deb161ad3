import { Day, JalaliYear, Whole } from '@misaq/platform/http/request/fields.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';

export class HolidaysQuery extends FreshQuery {
  @JalaliYear()
  year!: number;
}

/** Longest period that is counted, as in the calendar. */
const WORKING_DAYS_MAX = 1000;

export class WorkingDaysQuery extends FreshQuery {
  @Day({ description: 'Day of the notification; day 1 is the day after.' })
  notified!: string;
  @Whole({ min: 1, max: WORKING_DAYS_MAX, example: 20, description: 'Working days.' })
  days!: number;
}
