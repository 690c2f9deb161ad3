import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  DEFAULT_GRACE_WORKING_DAYS,
  type Clock,
  LATE_REPORTS,
  type LateReports,
  type Split,
  SPLITS,
} from '../../domain/policy.js';
import { parsePool, poolName } from '@misaq/platform/kernel/streams.js';
import { BANK_BOARD } from '../banks/projection.js';
import { isKnownPool } from '../known-pool.js';
import { CREDIT_BOARD } from './projection.js';
import type { Variation } from './simulation.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import {
  type LotOnBoardItem,
  lotOnBoardItem,
  type PoolBoardItem,
  poolBoardItem,
  poolCredit,
  type PoolItem,
  type PoolPage,
  poolSums,
  type SimulationItem,
  simulationItem,
} from './wire.js';
import { creditBoardTable } from './table.js';
import { poolsTable } from './pools-table.js';
import { REVIEWS } from '../reviews/projection.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { namesOfPool } from '@misaq/platform/questions/names.js';
import { listIn, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import {
  choiceField,
  dayField,
  flagField,
  idField,
  poolField,
  wholeField,
} from '@misaq/platform/questions/fields.js';
import { asOfField, pageFields, yearFilterField } from '@misaq/platform/questions/common-fields.js';
import { type Asking, asOfDay, type Question } from '@misaq/platform/questions/question.js';
import { notUnderstood, unknownPool } from '@misaq/platform/questions/refused.js';
import { agencyScope, concernedScope, holdToOwn, ownersIn } from '@misaq/platform/questions/scope.js';

export interface PoolsParams extends PageParams {
  readonly province?: string | undefined;
  /** Jalali. */
  readonly year?: number | undefined;
  /** As of the beginning of a day, ISO; today when it is left out. */
  readonly asOf?: string | undefined;
}

/** All pools. An officer sees those in which the organisation takes part, and only its part of them. */
export const pools: Question<PoolsParams, PoolPage> = {
  name: 'pools',
  path: 'pools',
  fields: {
    ...pageFields,
    province: idField({ optional: true, example: 'east-azerbaijan' }),
    year: yearFilterField,
    asOf: asOfField,
  },
  needs: 'read',
  scope: concernedScope,
  from: [CREDIT_BOARD, BANK_BOARD, REGISTER, REVIEWS],
  async find(asking) {
    const all = await poolsSeen(asking);
    const page = pageOf(listIn(pools, asking.params), asking.params, all, ({ pool }) => [pool]);
    return { ...page, sums: poolSums(all) };
  },
  table: {
    file: () => ['pools'],
    of: async (asking) => poolsTable(await poolsSeen(asking)),
  },
};

export interface BoardParams {
  readonly pool: string;
  /** As of the beginning of a day, ISO; default: today. */
  readonly asOf?: string | undefined;
}

/** The credit board of a pool. An agency sees its own row, without the totals. */
export const poolBoard: Question<BoardParams, PoolBoardItem> = {
  name: 'pool-board',
  path: 'pools/:pool',
  fields: {
    pool: poolField(),
    asOf: asOfField,
  },
  needs: 'read',
  scope: agencyScope,
  from: [CREDIT_BOARD, REGISTER],
  find: boardItem,
  table: {
    file: ({ pool }) => ['credit', pool],
    of: async (asking) => creditBoardTable(await boardItem(asking)),
  },
};

async function boardItem(asking: Asking<BoardParams>): Promise<PoolBoardItem> {
  const { models, params, scope, slice } = asking;
  const asOf = asOfDay(asking);
  // An agency must not learn whether a pool exists in which it takes no part.
  if (!isKnownPool(models, params.pool, scope)) throw unknownPool(params.pool);
  const found = await models.credit.poolBoard(params.pool, asOf, { ...scope, ...(slice && { slice }) });
  if (found === undefined) throw unknownPool(params.pool);
  const names = namesOfPool(models.register, params.pool, 'agency', asOf);
  return poolBoardItem(found, names, scope.agency !== undefined);
}

export interface LotsParams extends BoardParams, PageParams {
  readonly agency?: string | undefined;
}

/** The lots of a pool with their clocks, by deadline. */
export const lots: Question<LotsParams, Page<LotOnBoardItem>> = {
  name: 'allocations',
  path: 'pools/:pool/allocations',
  fields: {
    pool: poolField(),
    ...pageFields,
    asOf: asOfField,
    agency: idField({ optional: true, example: 'behzisti' }),
  },
  needs: 'read',
  scope(asker, { agency }) {
    const scope = agencyScope(asker);
    holdToOwn(asker, scope, { agency });
    return scope;
  },
  from: [CREDIT_BOARD, REGISTER],
  async find(asking) {
    const { models, params, scope, slice } = asking;
    const { pool } = params;
    const { agency } = { ...ownersIn({ agency: params.agency }), ...scope };
    if (!isKnownPool(models, pool, scope)) throw unknownPool(pool);
    const found = await models.credit.lots(pool, asOfDay(asking), {
      ...(agency !== undefined && { agency }),
      ...(slice && { slice }),
    });
    if (found === undefined) throw unknownPool(pool);
    const page = pageOf(listIn(lots, params), params, found.lots, ({ deadline, lotId }) => [deadline, lotId]);
    return { ...page, items: page.items.map((lot) => lotOnBoardItem(lot, found.holidays)) };
  },
};

/** Settings to try; absent settings stay unchanged. */
export interface SimulationParams extends BoardParams {
  readonly threshold?: number | undefined;
  readonly exactThresholdPasses?: boolean | undefined;
  readonly days?: number | undefined;
  readonly until?: string | undefined;
  readonly graceWorkingDays?: number | undefined;
  readonly split?: string | undefined;
  readonly ringFence?: boolean | undefined;
  readonly reportingWorkingDays?: number | undefined;
  readonly lateReportsOfIntroductions?: string | undefined;
}

/** The result of a review under other settings. Writes nothing. */
export const simulation: Question<SimulationParams, SimulationItem> = {
  name: 'simulation',
  path: 'pools/:pool/simulation',
  fields: {
    pool: poolField(),
    asOf: asOfField,
    threshold: wholeField({
      optional: true,
      min: 1,
      max: 100,
      example: 50,
      description: 'Absorption to reach, in percent.',
    }),
    exactThresholdPasses: flagField({ optional: true, description: 'Whether exactly the threshold passes.' }),
    days: wholeField({
      optional: true,
      min: 1,
      max: 1000,
      example: 30,
      description: 'Clock of every lot: working days.',
    }),
    until: dayField({
      optional: true,
      description: 'Clock of every lot: a fixed day. Not together with `days`.',
    }),
    graceWorkingDays: wholeField({
      optional: true,
      min: 1,
      max: 1000,
      description: 'With `until`: working days that every lot has at least (20 when left out).',
    }),
    split: choiceField(SPLITS, { optional: true }),
    ringFence: flagField({
      optional: true,
      description: 'Whether credit behind applicants who wait at a bank stays.',
    }),
    reportingWorkingDays: wholeField({
      optional: true,
      min: 0,
      max: 400,
      description:
        'Working days after a deadline that banks have to report before transfers can be approved.',
    }),
    lateReportsOfIntroductions: choiceField(LATE_REPORTS, {
      optional: true,
      description: 'Whether introductions that were recorded only after a deadline count at it.',
    }),
  },
  needs: 'simulate',
  scope(asker, params) {
    const scope = agencyScope(asker);
    // Invalid settings are refused before any work.
    clockOf(params);
    return scope;
  },
  from: [CREDIT_BOARD, REGISTER],
  dear: true,
  async find(asking) {
    const { models, params, scope, slice } = asking;
    const { pool } = params;
    const asOf = asOfDay(asking);
    const options = { ...scope, ...(slice && { slice }) };
    if (!isKnownPool(models, pool, scope)) throw unknownPool(pool);
    const simulated = await models.credit.simulate(pool, asOf, variationOf(params), options);
    if (simulated === undefined) throw unknownPool(pool);
    const names = namesOfPool(models.register, pool, 'agency', asOf);
    return simulationItem(simulated, names, scope.agency !== undefined);
  },
};

async function poolsSeen(asking: Asking<PoolsParams>): Promise<readonly PoolItem[]> {
  const { models, params, scope, slice } = asking;
  const { bank, agency } = scope;
  const { province, year } = params;
  const isWanted = (each: { readonly province: string; readonly year: number }): boolean =>
    (province === undefined || each.province === province) &&
    (scope.province === undefined || each.province === scope.province) &&
    (year === undefined || each.year === year);
  const asOf = asOfDay(asking);
  if (bank !== undefined)
    return models.banks
      .poolsOf(bank)
      .map((found) => ({ ...opened(found.pool), ...found, asOf, credit: null }))
      .filter(isWanted);
  const of = agency === undefined ? {} : { agency };
  const openReviews = openReviewsIn(models, agency);
  const seen: PoolItem[] = [];
  for (const each of models.credit.pools(of).pools.filter(isWanted)) {
    const summary = await models.credit.poolSummary(each.pool, asOf, { ...of, ...(slice && { slice }) });
    if (summary === undefined) throw new Error(`${each.pool} was opened and has no figures`);
    const { facilities, introducedRial, paidRial } = summary;
    const credit = poolCredit(summary, openReviews.get(each.pool), agency !== undefined);
    seen.push({ ...each, facilities, introducedRial, paidRial, asOf, credit });
  }
  return seen;
}

/** The open review of each pool that has one. */
function openReviewsIn(
  { reviews }: Pick<ReadModels, 'reviews'>,
  agency: string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    reviews
      .reviews()
      .reviews.filter(
        ({ outcome, agencies }) =>
          outcome.status === 'open' && (agency === undefined || agencies.includes(agency)),
      )
      .map(({ pool, reviewId }) => [pool, reviewId]),
  );
}

function opened(pool: string) {
  const name = parsePool(pool);
  if (name === undefined) throw new Error(`not a pool: ${pool}`);
  return { pool: poolName(name), ...name };
}

function variationOf(params: SimulationParams): Variation {
  const { threshold, exactThresholdPasses, ringFence, split } = params;
  const { reportingWorkingDays, lateReportsOfIntroductions } = params;
  const clock = clockOf(params);
  return {
    ...(threshold !== undefined && { thresholdPercent: threshold }),
    ...(exactThresholdPasses !== undefined && { exactThresholdPasses }),
    ...(ringFence !== undefined && { ringFence }),
    ...(split !== undefined && { split: split as Split }),
    ...(clock !== undefined && { clock }),
    ...(reportingWorkingDays !== undefined && { reportingWorkingDays }),
    ...(lateReportsOfIntroductions !== undefined && {
      lateReportsOfIntroductions: lateReportsOfIntroductions as LateReports,
    }),
  };
}

/** @throws QuestionRefusedError for two clocks, or an incomplete one */
function clockOf({ days, until, graceWorkingDays }: SimulationParams): Clock | undefined {
  if (days !== undefined && until !== undefined)
    throw notUnderstood({
      field: 'until',
      code: 'two_clocks',
      message: 'days and until are two clocks; give one of them.',
    });
  if (until !== undefined)
    return {
      kind: 'until',
      date: until as PlainDate,
      graceWorkingDays: graceWorkingDays ?? DEFAULT_GRACE_WORKING_DAYS,
    };
  if (graceWorkingDays !== undefined)
    throw notUnderstood({
      field: 'graceWorkingDays',
      code: 'no_such_clock',
      message: 'graceWorkingDays goes with until.',
    });
  return days === undefined ? undefined : { kind: 'working-days', days };
}
