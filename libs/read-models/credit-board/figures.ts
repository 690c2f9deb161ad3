import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { AgencyFigures, DayFigures, PoolFigures } from '@misaq/domain/credit/figures.js';
import { type Lot, type LotAsJson, parseLot } from '@misaq/domain/credit/lots.js';
import type { Policy } from '@misaq/domain/credit/policy.js';
import { joinRials } from '@misaq/projections/rials.js';
import type { TableReader } from '@misaq/projections/table-reader.js';

/** Days of one agency; `days` is a JSON array of {@link DayRow}. */
interface DaysRow {
  readonly agency: string;
  readonly days: string;
}

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

/** One text for each agency: thousands of days as rows of their own take four times as long to hand over (measured). */
const DAYS =
  'SELECT agency, json_group_array(json_array(day, reportedOn, introducedRialHigh, introducedRialLow, paidRialHigh, ' +
  'paidRialLow, pendingRialHigh, pendingRialLow)) AS days FROM days WHERE pool = ? GROUP BY agency';

interface ListRow {
  readonly agency: string;
  readonly list: string;
}

const WAITING =
  'SELECT agency, json_group_array(json_array(bank, introducedOn, waitingRialHigh, waitingRialLow)) AS list ' +
  'FROM waitingSince WHERE pool = ? AND (waitingRialHigh <> 0 OR waitingRialLow <> 0) GROUP BY agency';

const RETURNS =
  'SELECT agency, json_group_array(json_array(paidOn, returnedOn, returnedRialHigh, returnedRialLow)) AS list ' +
  'FROM returns WHERE pool = ? GROUP BY agency';

/** What the rule looks at, from the tables; undefined when there is no such pool. */
export function poolFigures(tables: TableReader, pool: string): PoolFigures | undefined {
  const policies = tables
    .all<{ value: string }>('SELECT value FROM policies WHERE pool = ? ORDER BY version', pool)
    .map(({ value }) => JSON.parse(value) as Policy);
  if (policies.length === 0) return undefined;

  const agencies = new Map<string, Figures>();
  const figuresOf = (agency: string) => {
    let figures = agencies.get(agency);
    if (figures === undefined)
      agencies.set(agency, (figures = { agency, lots: [], days: [], waiting: [], returns: [] }));
    return figures;
  };
  for (const { value } of tables.all<{ value: string }>(
    'SELECT value FROM lots WHERE pool = ? ORDER BY lotId',
    pool,
  )) {
    const lot = parseLot(JSON.parse(value) as LotAsJson);
    figuresOf(lot.agency).lots.push(lot);
  }
  for (const { agency, days } of tables.all<DaysRow>(DAYS, pool))
    figuresOf(agency).days = (JSON.parse(days) as DayRow[]).map(dayFigures);
  for (const { agency, list } of tables.all<ListRow>(WAITING, pool))
    figuresOf(agency).waiting = (JSON.parse(list) as WaitingRow[]).map(([bank, introducedOn, high, low]) => ({
      bank,
      introducedOn,
      pendingRial: joinRials(high, low),
    }));
  for (const { agency, list } of tables.all<ListRow>(RETURNS, pool))
    figuresOf(agency).returns = (JSON.parse(list) as ReturnRow[]).map(([paidOn, returnedOn, high, low]) => ({
      paidOn,
      returnedOn,
      amountRial: joinRials(high, low),
    }));
  const bankReports = new Map(
    tables
      .all<{ bank: string; value: string }>('SELECT bank, value FROM bankReports WHERE pool = ?', pool)
      .map(({ bank, value }) => [bank, JSON.parse(value) as PlainDate]),
  );
  return { policies, agencies: [...agencies.values()], bankReports };
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
