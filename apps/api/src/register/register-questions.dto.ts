import { ORGANISATION_KINDS } from '@misaq/register/domain/events.js';
import { Choice, Day, JalaliYear, Text, Whole } from '@misaq/platform/http/request/fields.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

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
