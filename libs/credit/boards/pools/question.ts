import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { DEFAULT_GRACE_WORKING_DAYS, type Clock, type LateReports, type Split } from '../../domain/policy.js';
import { parsePool, poolName } from '@misaq/platform/kernel/streams.js';
import { BANK_BOARD } from '../banks/projection.js';
import { CREDIT_BOARD } from './projection.js';
import type { Variation } from './simulation.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import {
  type LotOnBoardItem,
  lotOnBoardItem,
  type PoolBoardItem,
  poolBoardItem,
  type PoolItem,
  type SimulationItem,
  simulationItem,
} from './wire.js';
import { creditBoardTable } from './table.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { namesOfPool } from '@misaq/platform/questions/names.js';
import { listIn, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import { type Asking, asOfDay, type Question } from '@misaq/platform/questions/question.js';
import { notUnderstood, unknownPool } from '@misaq/platform/questions/refused.js';
import {
  agencyScope,
  concernedScope,
  holdToOwn,
  ownersIn,
  type Scope,
} from '@misaq/platform/questions/scope.js';

export interface PoolsParams extends PageParams {
  readonly province?: string | undefined;
  /** Jalali. */
  readonly year?: number | undefined;
}

/** All pools. An officer sees those in which the organisation takes part, and only its part of them. */
export const pools: Question<PoolsParams, Page<PoolItem>> = {
  name: 'pools',
  path: 'pools',
  needs: 'read',
  scope: concernedScope,
  from: [CREDIT_BOARD, BANK_BOARD],
  async find({ models, params, scope, slice }) {
    const { province, year } = params;
    const all = (await poolsSeen(models, scope, slice)).filter(
      (each) =>
        (province === undefined || each.province === province) &&
        (scope.province === undefined || each.province === scope.province) &&
        (year === undefined || each.year === year),
    );
    return pageOf(listIn(pools, params), params, all, ({ pool }) => [pool]);
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
  const found = await models.credit.poolBoard(params.pool, asOf, { ...scope, ...(slice && { slice }) });
  if (found === undefined || (scope.agency !== undefined && found.agencies.length === 0))
    throw unknownPool(params.pool);
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
    const found = await models.credit.lots(pool, asOfDay(asking), {
      ...(agency !== undefined && { agency }),
      ...(slice && { slice }),
    });
    if (found === undefined || (scope.agency !== undefined && !found.isOnBoard)) throw unknownPool(pool);
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
    const simulated = await models.credit.simulate(pool, asOf, variationOf(params), options);
    if (simulated === undefined || (scope.agency !== undefined && simulated.agencies.length === 0))
      throw unknownPool(pool);
    const names = namesOfPool(models.register, pool, 'agency', asOf);
    return simulationItem(simulated, names, scope.agency !== undefined);
  },
};

async function poolsSeen(
  { banks, credit }: ReadModels,
  { agency, bank }: Scope,
  slice: Slice | undefined,
): Promise<readonly PoolItem[]> {
  if (bank !== undefined) return banks.poolsOf(bank).map((found) => ({ ...opened(found.pool), ...found }));
  const of = agency === undefined ? {} : { agency };
  const seen: PoolItem[] = [];
  for (const each of credit.pools(of).pools) {
    const totals = await credit.programmeTotals(each.pool, { ...of, ...(slice && { slice }) });
    if (totals === undefined) throw new Error(`${each.pool} was opened and has no totals`);
    const { facilities, introducedRial, paidRial } = totals;
    seen.push({ ...each, facilities, introducedRial, paidRial });
  }
  return seen;
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
