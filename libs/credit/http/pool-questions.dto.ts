import { LATE_REPORTS, SPLITS } from '../domain/policy.js';
import { Choice, Day, Flag, Id, PoolId, Whole } from '@misaq/platform/http/request/fields.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

const AS_OF = 'As of the beginning of a day (today when left out), which may lie ahead.';

export class PoolsQuery extends PageQuery {
  @Id({ optional: true, example: 'east-azerbaijan' })
  province?: string;
  @Whole({ optional: true, min: 1300, max: 1600, example: 1401, description: 'Jalali year.' })
  year?: number;
  @Day({ optional: true, description: AS_OF })
  asOf?: string;
}

export class AsOfQuery extends FreshQuery {
  @Day({ optional: true, description: AS_OF })
  asOf?: string;
}

export class LotsQuery extends PageQuery {
  @Day({ optional: true, description: AS_OF })
  asOf?: string;
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
}

export class BanksQuery extends AsOfQuery {
  @PoolId({ optional: true, description: 'Of one pool; over all pools when left out.' })
  pool?: string;
}

/** What is left out stays as it is. */
export class SimulationQuery extends AsOfQuery {
  @Whole({ optional: true, min: 1, max: 100, example: 50, description: 'Absorption to reach, in percent.' })
  threshold?: number;
  @Flag({ optional: true, description: 'Whether exactly the threshold passes.' })
  exactThresholdPasses?: boolean;
  @Whole({ optional: true, min: 1, max: 1000, example: 30, description: 'Clock of every lot: working days.' })
  days?: number;
  @Day({ optional: true, description: 'Clock of every lot: a fixed day. Not together with `days`.' })
  until?: string;
  @Whole({
    optional: true,
    min: 1,
    max: 1000,
    description: 'With `until`: working days that every lot has at least (20 when left out).',
  })
  graceWorkingDays?: number;
  @Choice(SPLITS, { optional: true })
  split?: string;
  @Flag({ optional: true, description: 'Whether credit behind applicants who wait at a bank stays.' })
  ringFence?: boolean;
  @Whole({
    optional: true,
    min: 0,
    max: 400,
    description: 'Working days after a deadline that banks have to report before transfers can be approved.',
  })
  reportingWorkingDays?: number;
  @Choice(LATE_REPORTS, {
    optional: true,
    description: 'Whether introductions that were recorded only after a deadline count at it.',
  })
  lateReportsOfIntroductions?: string;
}
