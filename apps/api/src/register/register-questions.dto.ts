import { ORGANISATION_KINDS } from '@misaq/domain/register/events.js';
import { Choice, Day, JalaliYear, Text, Whole } from '../http/fields.js';
import { FreshQuery } from '../http/freshness.js';
import { PageQuery } from '../http/paging.js';

export class OrganisationsQuery extends PageQuery {
  @Choice(ORGANISATION_KINDS, { optional: true })
  kind?: string;
  @Day({ optional: true, description: 'Only who is active on that day; names are those of that day.' })
  activeOn?: string;
  @Text({
    optional: true,
    description: 'Only whose id or any name holds this, however it is spelt (ye, kaf, digits, ZWNJ).',
  })
  search?: string;
}

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
