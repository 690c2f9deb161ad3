import { FACILITY_SORTS, type FacilitySort } from '../boards/facilities/queries.js';
import { ALL_FACILITIES_SORTS, type AllFacilitiesSort } from '../boards/all-facilities/queries.js';
import {
  Choice,
  ChoiceList,
  Day,
  Flag,
  Id,
  PoolId,
  Text,
  Whole,
} from '@misaq/platform/http/request/fields.js';
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

export class AllFacilitiesQuery extends PageQuery {
  @PoolId({ optional: true, description: 'Of one pool; over all pools when left out.' })
  pool?: string;
  @Id({ optional: true, example: 'east-azerbaijan' })
  province?: string;
  @Whole({ optional: true, min: 1300, max: 1600, example: 1401, description: 'Jalali year.' })
  year?: number;
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, example: 'bank-refah' })
  bank?: string;
  @Id({ optional: true, example: 'tabriz' })
  county?: string;
  @Id({ optional: true, example: 'services' })
  sector?: string;
  @Flag({
    optional: true,
    description:
      'Whether it waits for money. Files that were paid in part wait too: the boards count them as waiting.',
  })
  pending?: boolean;
  @ChoiceList(FACILITY_STATUSES, { optional: true, example: 'waiting,paid-in-part' })
  statuses?: readonly FacilityStatus[];
  @Day({ optional: true, description: 'The first day of introduction.' })
  introducedFrom?: string;
  @Day({ optional: true, description: 'The last day of introduction.' })
  introducedTo?: string;
  @Whole({ optional: true, max: 1000, description: 'Introduced at least so many working days ago.' })
  minWorkingDays?: number;
  @Whole({
    optional: true,
    max: 1000,
    description: 'The time of the credit behind it is up within so many working days.',
  })
  dueWithin?: number;
  @Text({
    optional: true,
    lengthMax: 80,
    description:
      'A part of the id, in any spelling; its beginning where neither a pool nor `pending=true` is given.',
  })
  search?: string;
  @Choice(ALL_FACILITIES_SORTS, {
    optional: true,
    description: 'By id when left out. `deadline`: the least time left first, then the longest wait.',
  })
  sort?: AllFacilitiesSort;
  @Choice(DIRECTIONS, { optional: true, description: 'Rising when left out.' })
  direction?: Direction;
}
