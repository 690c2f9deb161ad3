import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolOpened } from '../../domain/events.js';
import { reviewSteps } from '../../domain/review.js';
import { rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { type Slice, stepByStep } from '@misaq/platform/scheduling/slices.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { heldSpelling, spellingAmong } from '@misaq/platform/projections/spellings.js';
import {
  addCounts,
  agencyOnBoard,
  type AgencyOnBoard,
  NO_FACILITIES,
  poolTotals,
  type FacilityCounts,
  type PoolBoard,
} from './pool-board.js';
import { poolFigures } from './figures.js';
import { type PoolSummary, summaryOf } from './pool-summary.js';
import { type PoolStanding, type ReviewedPool, Standings } from './standings.js';
import { lotsOnBoard, type LotsOfPool } from './lots.js';
import { type Simulation, simulationSteps, type Variation } from './simulation.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

export interface Pools extends Fresh {
  /** By name. */
  readonly pools: readonly PoolOpened[];
}

/** The totals of a programme, independent of the rule. */
export interface ProgrammeTotals extends Fresh {
  readonly pool: string;
  /** The introduced facilities (one a plan), by state. */
  readonly facilities: FacilityCounts;
  /** Introduced less withdrawn. */
  readonly introducedRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
}

interface PoolQuestionOptions {
  /** Only the part of this agency. */
  readonly agency?: string;
  /** Cuts and counts the work. */
  readonly slice?: Slice;
}

/** Questions that read every lot of a pool run in steps between other work: a pool may have thousands. */
export interface CreditQuestions {
  /** With `agency`: the pools in which it has credit or introduced an applicant. */
  readonly pools: (options?: { readonly agency?: string }) => Pools;
  /**
   * A pool as of a day, which may be in the future. With `agency`: only its row, but totals of all. Undefined: no such
   * pool.
   */
  readonly poolBoard: (
    pool: string,
    asOf: PlainDate,
    options?: PoolQuestionOptions,
  ) => Promise<PoolBoard | undefined>;
  /**
   * The effect of other settings. With `agency`, the rule is applied to its figures alone. Otherwise an agency could
   * find out the figures of others by trying settings. Undefined: no such pool.
   */
  readonly simulate: (
    pool: string,
    asOf: PlainDate,
    variation: Variation,
    options?: PoolQuestionOptions,
  ) => Promise<Simulation | undefined>;
  /**
   * What the rule says of a pool as of a day, without its lots. It is worked out once for each state of the pool.
   * Undefined: no such pool.
   */
  readonly standing: (
    pool: string,
    asOf: PlainDate,
    options?: Pick<PoolQuestionOptions, 'slice'>,
  ) => Promise<PoolStanding | undefined>;
  /** A pool in one line as of a day; with `agency` its part. Undefined: no such pool. */
  readonly poolSummary: (
    pool: string,
    asOf: PlainDate,
    options?: PoolQuestionOptions,
  ) => Promise<PoolSummary | undefined>;
  /**
   * A pool reviewed as of a day on what is known now, with the settings and the calendar it has; for the dry run of an
   * approval. Undefined: no such pool.
   */
  readonly reviewed: (
    pool: string,
    asOf: PlainDate,
    options?: Pick<PoolQuestionOptions, 'slice'>,
  ) => Promise<(ReviewedPool & { readonly calendar: WorkingCalendar }) | undefined>;
  /** With `agency`: only its part. Undefined: no such pool. */
  readonly programmeTotals: (
    pool: string,
    options?: PoolQuestionOptions,
  ) => Promise<ProgrammeTotals | undefined>;
  /** Whether the pool, in any spelling, exists. With `agency`: whether the agency has a part in it. */
  readonly isPool: (pool: string, options?: { readonly agency?: string }) => boolean;
  /** The lots of a pool as of a day, by deadline. Undefined: no such pool. */
  readonly lots: (
    pool: string,
    asOf: PlainDate,
    options?: PoolQuestionOptions,
  ) => Promise<LotsOfPool | undefined>;
}

/** @param calendarOf the working calendar of a province */
export function creditQuestions(
  tables: TableReader,
  calendarOf: (province: string) => WorkingCalendar,
): CreditQuestions {
  const standings = new Standings(tables);
  const held = (pool: string): string => heldSpelling(tables, ['pools', 'pool'], pool);

  function poolOpened(pool: string): PoolOpened | undefined {
    const [row] = tables.all<{ value: string }>('SELECT value FROM pools WHERE pool = ?', pool);
    return row === undefined ? undefined : (JSON.parse(row.value) as PoolOpened);
  }

  function facilitiesOf(pool: string): ReadonlyMap<string, FacilityCounts> {
    const rows = tables.all<FacilityCounts & { agency: string; pool: string }>(
      'SELECT * FROM facilities WHERE pool = ?',
      pool,
    );
    return new Map(rows.map(({ agency, pool: _pool, ...counts }) => [agency, counts]));
  }

  /** Also reads everything except the figures in the first step. */
  function* boardSteps(
    pool: string,
    asOf: PlainDate,
    only: string | undefined,
  ): Steps<PoolBoard | undefined> {
    const opened = poolOpened(pool);
    if (opened === undefined) return undefined;
    const [position, counts, calendar] = [tables.position(), facilitiesOf(pool), calendarOf(opened.province)];
    const figures = yield* poolFigures(tables, pool);
    if (figures === undefined) return undefined;
    const result = yield* reviewSteps(figures, asOf, calendar);
    const figuresOf = new Map(figures.agencies.map((agency) => [agency.agency, agency]));
    const agencies: AgencyOnBoard[] = [];
    for (const trace of result.agencies) {
      const { agency } = trace;
      const own = figuresOf.get(agency) ?? { agency, lots: [], days: [] };
      agencies.push(agencyOnBoard(trace, own, counts.get(agency) ?? NO_FACILITIES));
      yield;
    }
    return {
      position,
      ...opened,
      asOf,
      policy: result.policy,
      calendarRevision: calendar.revision,
      provisional: agencies.some(({ provisional }) => provisional),
      agencies: only === undefined ? agencies : agencies.filter(({ agency }) => agency === only),
      totals: poolTotals(agencies),
      transfers:
        only === undefined
          ? result.transfers
          : result.transfers.filter(({ from, to }) => from === only || to === only),
      unplacedRial: rialText(result.unplacedRial),
      holidays: result.holidays,
    };
  }

  function* totalsSteps(pool: string, only: string | undefined): Steps<ProgrammeTotals | undefined> {
    if (poolOpened(pool) === undefined) return undefined;
    const [position, counts] = [tables.position(), facilitiesOf(pool)];
    const figures = yield* poolFigures(tables, pool);
    let [introducedRial, paidRial] = [0n, 0n];
    for (const { agency, days } of figures?.agencies ?? []) {
      if (only !== undefined && agency !== only) continue;
      introducedRial += sumRial(days.map((day) => day.introducedRial));
      paidRial += sumRial(days.map((day) => day.paidRial));
      yield;
    }
    return {
      position,
      pool,
      facilities:
        only === undefined
          ? [...counts.values()].reduce(addCounts, NO_FACILITIES)
          : (counts.get(only) ?? NO_FACILITIES),
      introducedRial: rialText(introducedRial),
      paidRial: rialText(paidRial),
    };
  }

  function* simulated(
    pool: string,
    asOf: PlainDate,
    variation: Variation,
    only: string | undefined,
  ): Steps<Simulation | undefined> {
    const opened = poolOpened(pool);
    if (opened === undefined) return undefined;
    const [position, calendar] = [tables.position(), calendarOf(opened.province)];
    const figures = yield* poolFigures(tables, pool);
    if (figures === undefined) return undefined;
    const agencies = figures.agencies.filter(({ agency }) => only === undefined || agency === only);
    const found = yield* simulationSteps({ ...figures, agencies }, asOf, calendar, variation);
    return { position, pool, ...found };
  }

  function* lotsSteps(
    pool: string,
    asOf: PlainDate,
    only: string | undefined,
  ): Steps<LotsOfPool | undefined> {
    const opened = poolOpened(pool);
    if (opened === undefined) return undefined;
    const [position, calendar] = [tables.position(), calendarOf(opened.province)];
    const figures = yield* poolFigures(tables, pool);
    if (figures === undefined) return undefined;
    const reviewed = yield* reviewSteps(figures, asOf, calendar);
    const lots = yield* lotsOnBoard(figures, reviewed);
    yield;
    return {
      position,
      pool,
      asOf,
      lots: only === undefined ? lots : lots.filter(({ agency }) => agency === only),
      holidays: reviewed.holidays,
    };
  }

  return {
    pools({ agency } = {}) {
      const rows =
        agency === undefined
          ? tables.all<{ value: string }>('SELECT value FROM pools ORDER BY pool')
          : tables.all<{ value: string }>(
              'SELECT pools.value FROM parts JOIN pools USING (pool) WHERE parts.agency = ? ORDER BY pool',
              agency,
            );
      return {
        position: tables.position(),
        pools: rows.map(({ value }) => JSON.parse(value) as PoolOpened),
      };
    },
    poolBoard: (given, asOf, { agency, slice } = {}) =>
      stepByStep(boardSteps(held(given), asOf, agency), slice),
    simulate: (given, asOf, variation, { agency, slice } = {}) =>
      stepByStep(simulated(held(given), asOf, variation, agency), slice),
    standing(given, asOf, { slice } = {}) {
      const pool = held(given);
      const opened = poolOpened(pool);
      if (opened === undefined) return Promise.resolve(undefined);
      return stepByStep(standings.of(pool, asOf, calendarOf(opened.province)), slice);
    },
    async poolSummary(given, asOf, { agency, slice } = {}) {
      const pool = held(given);
      const opened = poolOpened(pool);
      if (opened === undefined) return undefined;
      const standing = await stepByStep(standings.of(pool, asOf, calendarOf(opened.province)), slice);
      return standing && summaryOf(standing, facilitiesOf(pool), agency);
    },
    async reviewed(given, asOf, { slice } = {}) {
      const pool = held(given);
      const opened = poolOpened(pool);
      if (opened === undefined) return undefined;
      const calendar = calendarOf(opened.province);
      const found = await stepByStep(standings.reviewed(pool, asOf, calendar), slice);
      return found && { ...found, calendar };
    },
    programmeTotals: (given, { agency, slice } = {}) => stepByStep(totalsSteps(held(given), agency), slice),
    isPool: (given, { agency } = {}) =>
      agency === undefined
        ? poolOpened(held(given)) !== undefined
        : spellingAmong(tables, ['parts', 'pool'], given, { agency }) !== undefined,
    lots: (given, asOf, { agency, slice } = {}) => stepByStep(lotsSteps(held(given), asOf, agency), slice),
  };
}
