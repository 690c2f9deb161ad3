import { PAYMENT_SORTS, type PaymentSort } from '../boards/payments/queries.js';
import { PAYMENT_TIMINGS, type PaymentTiming } from '../boards/payments/timing.js';
import { Choice, Day, Flag, Id, PoolId, Whole } from '@misaq/platform/http/request/fields.js';
import { DIRECTIONS, type Direction, PageQuery } from '@misaq/platform/http/request/paging.js';

export class PaymentsQuery extends PageQuery {
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
  @Id({ optional: true, example: 'tabriz', description: 'Only with a pool.' })
  county?: string;
  @Id({ optional: true, example: 'N16-00001' })
  facility?: string;
  @Day({ optional: true, description: 'The first day of payment.' })
  paidFrom?: string;
  @Day({ optional: true, description: 'The last day of payment.' })
  paidTo?: string;
  @Day({ optional: true, description: 'The first day on which payments were recorded.' })
  reportedFrom?: string;
  @Day({ optional: true, description: 'The last day on which payments were recorded.' })
  reportedTo?: string;
  @Choice(PAYMENT_TIMINGS, {
    optional: true,
    description: "Against the deadline of the agency's verdict. Only with a pool.",
  })
  timing?: PaymentTiming;
  @Flag({ optional: true, description: 'Paid by the deadline, recorded only after it. Only with a pool.' })
  reportedAfterDeadline?: boolean;
  @Flag({ optional: true, description: 'Whether it came back or was recorded in error.' })
  reversed?: boolean;
  @Flag({ optional: true, description: 'Whether the credit behind it had been moved.' })
  contested?: boolean;
  @Day({ optional: true, description: 'Verdicts as of the beginning of a day (today when left out).' })
  asOf?: string;
  @Choice(PAYMENT_SORTS, { optional: true, description: 'By the day of payment when left out.' })
  sort?: PaymentSort;
  @Choice(DIRECTIONS, { optional: true, description: 'Rising when left out.' })
  direction?: Direction;
}
