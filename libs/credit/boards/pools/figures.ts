import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { AgencyFigures, DayFigures, PoolFigures } from '../../domain/figures.js';
import { type Lot, type LotAsJson, parseLot } from '../../domain/lots.js';
import type { Policy } from '../../domain/policy.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import { readConsistently } from '@misaq/platform/projections/consistent-read.js';
import { joinRials } from '@misaq/platform/projections/rials.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';

type DayRow = readonly [
  day: PlainDate,
  reportedOn: PlainDate,
  introducedHigh: number,
  introducedLow: number,
  paidHigh: number,
  paidLow: number,
  pendingHigh: number,
  pendingLow: number,
];

/** Agencies, and lots, read in one step. */
const AGENCIES_A_STEP = 100;
const LOTS_A_STEP = 500;
/** Lots parsed in one step. */
const LOTS_PARSED_A_STEP = 100;

/**
 * One JSON text for each agency: thousands of days as separate rows take four times as long to transfer (measured).
 */
const DAYS = byAgency(
  'day, reportedOn, introducedRialHigh, introducedRialLow, paidRialHigh, paidRialLow, pendingRialHigh, pendingRialLow',
  'days',
);

const WAITING = byAgency(
  'bank, introducedOn, waitingRialHigh, waitingRialLow',
  'waitingSince',
  'AND (waitingRialHigh <> 0 OR waitingRialLow <> 0) ',
);

const RETURNS = byAgency('paidOn, returnedOn, returnedRialHigh, returnedRialLow', 'returns');

/** A JSON array of rows for each agency after a given one. */
function byAgency(columns: string, table: string, condition = ''): string {
  return (
    `SELECT agency, json_group_array(json_array(${columns})) AS list FROM ${table} ` +
    `WHERE pool = ? AND agency > ? ${condition}GROUP BY agency ORDER BY agency LIMIT ${String(AGENCIES_A_STEP)}`
  );
}

/** Rows of one agency as JSON. */
interface ListRow {
  readonly agency: string;
  readonly list: string;
}

interface LotRow {
  readonly lotId: string;
  readonly value: string;
}

interface Rows {
  readonly policies: readonly Policy[];
  readonly lots: readonly LotRow[];
  readonly days: readonly ListRow[];
  readonly waiting: readonly ListRow[];
  readonly returns: readonly ListRow[];
  readonly bankReports: ReadonlyMap<string, PlainDate>;
}

/** The input of the rule from the tables; undefined when there is no such pool. */
export function* poolFigures(tables: TableReader, pool: string): Steps<PoolFigures | undefined> {
  const rows = yield* readConsistently(tables, () => rowsOf(tables, pool));
  const { policies, bankReports } = rows;
  if (policies.length === 0) return undefined;

  const agencies = new Map<string, Figures>();
  const figuresOf = (agency: string) => {
    let figures = agencies.get(agency);
    if (figures === undefined)
      agencies.set(agency, (figures = { agency, lots: [], days: [], waiting: [], returns: [] }));
    return figures;
  };
  for (const [index, { value }] of rows.lots.entries()) {
    const lot = parseLot(JSON.parse(value) as LotAsJson);
    figuresOf(lot.agency).lots.push(lot);
    if (index % LOTS_PARSED_A_STEP === 0) yield;
  }
  for (const { agency, list } of rows.days) {
    figuresOf(agency).days = (JSON.parse(list) as DayRow[]).map(dayFigures);
    yield;
  }
  for (const { agency, list } of rows.waiting) {
    figuresOf(agency).waiting = (JSON.parse(list) as WaitingRow[]).map(([bank, introducedOn, high, low]) => ({
      bank,
      introducedOn,
      pendingRial: joinRials(high, low),
    }));
    yield;
  }
  for (const { agency, list } of rows.returns) {
    figuresOf(agency).returns = (JSON.parse(list) as ReturnRow[]).map(([paidOn, returnedOn, high, low]) => ({
      paidOn,
      returnedOn,
      amountRial: joinRials(high, low),
    }));
    yield;
  }
  return { policies, agencies: [...agencies.values()], bankReports };
}

function* rowsOf(tables: TableReader, pool: string): Steps<Rows> {
  const policies = tables
    .all<{ value: string }>('SELECT value FROM policies WHERE pool = ? ORDER BY version', pool)
    .map(({ value }) => JSON.parse(value) as Policy);
  const lots: LotRow[] = [];
  for (let after = ''; ;) {
    const page = tables.all<LotRow>(
      'SELECT lotId, value FROM lots WHERE pool = ? AND lotId > ? ORDER BY lotId LIMIT ?',
      pool,
      after,
      LOTS_A_STEP,
    );
    lots.push(...page);
    yield;
    if (page.length < LOTS_A_STEP) break;
    after = page.at(-1)?.lotId ?? after;
  }
  const days = yield* listsOf(tables, DAYS, pool);
  const waiting = yield* listsOf(tables, WAITING, pool);
  const returns = yield* listsOf(tables, RETURNS, pool);
  const bankReports = new Map(
    tables
      .all<{ bank: string; value: string }>('SELECT bank, value FROM bankReports WHERE pool = ?', pool)
      .map(({ bank, value }) => [bank, JSON.parse(value) as PlainDate]),
  );
  return { policies, lots, days, waiting, returns, bankReports };
}

function* listsOf(tables: TableReader, sql: string, pool: string): Steps<readonly ListRow[]> {
  const lists: ListRow[] = [];
  for (let after = ''; ;) {
    const page = tables.all<ListRow>(sql, pool, after);
    lists.push(...page);
    yield;
    if (page.length < AGENCIES_A_STEP) return lists;
    after = page.at(-1)?.agency ?? after;
  }
}

type WaitingRow = readonly [bank: string, introducedOn: PlainDate, high: number, low: number];
type ReturnRow = readonly [paidOn: PlainDate, returnedOn: PlainDate, high: number, low: number];
type Figures = { -readonly [Figure in keyof AgencyFigures]: AgencyFigures[Figure] } & { lots: Lot[] };

function dayFigures(row: DayRow): DayFigures {
  const [on, reportedOn, introducedHigh, introducedLow, paidHigh, paidLow, pendingHigh, pendingLow] = row;
  return {
    on,
    reportedOn,
    introducedRial: joinRials(introducedHigh, introducedLow),
    paidRial: joinRials(paidHigh, paidLow),
    pendingRial: joinRials(pendingHigh, pendingLow),
  };
}
