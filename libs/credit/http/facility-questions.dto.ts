import { FACILITY_SORTS, type FacilitySort } from '../boards/facilities/queries.js';
import { Choice, Day, Id } from '@misaq/platform/http/request/fields.js';
import { DIRECTIONS, type Direction, PageQuery } from '@misaq/platform/http/request/paging.js';
import { FACILITY_STATUSES, type FacilityStatus } from '../boards/facilities/facility-status.js';

export class FacilitiesQuery extends PageQuery {
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, example: 'bank-refah' })
  bank?: string;
  @Id({ optional: true, example: 'tabriz' })
  county?: string;
  @Id({ optional: true, example: 'services' })
  sector?: string;
  @Choice(FACILITY_STATUSES, { optional: true })
  status?: FacilityStatus;
  @Day({ optional: true, description: 'The first day of introduction.' })
  introducedFrom?: string;
  @Day({ optional: true, description: 'The last day of introduction.' })
  introducedTo?: string;
  @Choice(FACILITY_SORTS, { optional: true, description: 'By id when left out; ties by id.' })
  sort?: FacilitySort;
  @Choice(DIRECTIONS, { optional: true, description: 'Rising when left out.' })
  direction?: Direction;
}
