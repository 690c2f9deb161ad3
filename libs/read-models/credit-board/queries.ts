import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { WorkingCalendar } from '@misaq/calendar/working-calendar.js';
import type { PoolOpened } from '@misaq/domain/credit/events.js';
import { review } from '@misaq/domain/credit/review.js';
import { rialText, sumRial, type RialText } from '@misaq/domain/kernel/money.js';
import type { TableReader } from '@misaq/projections/table-reader.js';
import type { Fresh } from '../freshness.js';
import {
  addCounts,
  agencyOnBoard,
  NO_FACILITIES,
  poolTotals,
  type FacilityCounts,
  type PoolBoard,
} from './board.js';
import { poolFigures } from './figures.js';
import { simulate, type Simulation, type Variation } from './simulation.js';

export interface Pools extends Fresh {
  /** In order of name. */
  readonly pools: readonly PoolOpened[];
}

/** What a programme came to, whatever the rule says of it. */
export interface ProgrammeTotals extends Fresh {
  readonly pool: string;
  /** Facilities (one a plan) that were introduced, and how they stand. */
  readonly facilities: FacilityCounts;
  /** Introduced less withdrawn. */
  readonly introducedRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
}

export interface CreditQuestions {
  readonly pools: () => Pools;
  /** A pool as of a day, which may lie ahead. With `agency` only its row, totals of all. Undefined: no such pool. */
  readonly poolBoard: (
    pool: string,
    asOf: PlainDate,
    options?: { readonly agency?: string },
  ) => PoolBoard | undefined;
  /** What would be otherwise under other settings. Undefined: no such pool. */
  readonly simulate: (
    pool: string,
    asOf: PlainDate,
    variation: Variation,
    options?: { readonly agency?: string },
  ) => Simulation | undefined;
  /** Undefined: no such pool. */
  readonly programmeTotals: (pool: string) => ProgrammeTotals | undefined;
}

/** @param calendarOf the working calendar of a province */
export function creditQuestions(
  tables: TableReader,
  calendarOf: (province: string) => WorkingCalendar,
): CreditQuestions {
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

  return {
    pools: () => ({
      position: tables.position(),
      pools: tables
        .all<{ value: string }>('SELECT value FROM pools ORDER BY pool')
        .map(({ value }) => JSON.parse(value) as PoolOpened),
    }),
    poolBoard(pool, asOf, { agency: only } = {}) {
      const opened = poolOpened(pool);
      const figures = poolFigures(tables, pool);
      if (opened === undefined || figures === undefined) return undefined;
      const calendar = calendarOf(opened.province);
      const result = review(figures, asOf, calendar);
      const counts = facilitiesOf(pool);
      const figuresOf = new Map(figures.agencies.map((agency) => [agency.agency, agency]));
      const agencies = result.agencies.map((trace) =>
        agencyOnBoard(
          trace,
          figuresOf.get(trace.agency) ?? { agency: trace.agency, lots: [], days: [] },
          counts.get(trace.agency) ?? NO_FACILITIES,
        ),
      );
      return {
        position: tables.position(),
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
    },
    simulate(pool, asOf, variation, { agency: only } = {}) {
      const opened = poolOpened(pool);
      const figures = poolFigures(tables, pool);
      if (opened === undefined || figures === undefined) return undefined;
      const { agencies, ...rest } = simulate(figures, asOf, calendarOf(opened.province), variation);
      return {
        position: tables.position(),
        pool,
        ...rest,
        agencies: only === undefined ? agencies : agencies.filter(({ agency }) => agency === only),
      };
    },
    programmeTotals(pool) {
      if (poolOpened(pool) === undefined) return undefined;
      const days = poolFigures(tables, pool)?.agencies.flatMap((agency) => agency.days) ?? [];
      return {
        position: tables.position(),
        pool,
        facilities: [...facilitiesOf(pool).values()].reduce(addCounts, NO_FACILITIES),
        introducedRial: rialText(sumRial(days.map(({ introducedRial }) => introducedRial))),
        paidRial: rialText(sumRial(days.map(({ paidRial }) => paidRial))),
      };
    },
  };
}
