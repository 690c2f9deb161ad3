import { type PlainDate } from '@misaq/calendar/plain-date.js';
import { type AgencyFigures, type DayFigures, type PoolFigures } from '@misaq/domain/credit/figures.js';
import { parseLot, type Lot } from '@misaq/domain/credit/lots.js';
import { type Policy } from '@misaq/domain/credit/policy.js';
import { type JsonValue } from '@misaq/domain/kernel/decision.js';
import { joinRials } from '@misaq/projections/rials.js';
import { type TableReader } from '@misaq/projections/table-reader.js';

interface DayRow {
  readonly agency: string;
  readonly day: PlainDate;
  readonly reportedOn: PlainDate;
  readonly introducedRialHigh: number;
  readonly introducedRialLow: number;
  readonly paidRialHigh: number;
  readonly paidRialLow: number;
  readonly pendingRialHigh: number;
  readonly pendingRialLow: number;
}

/** What the rule looks at, from the tables; undefined when there is no such pool. */
export function poolFigures(tables: TableReader, pool: string): PoolFigures | undefined {
  const policies = tables
    .all<{ value: string }>('SELECT value FROM policies WHERE pool = ? ORDER BY version', pool)
    .map(({ value }) => JSON.parse(value) as Policy);
  if (policies.length === 0) return undefined;

  const agencies = new Map<string, { agency: string; lots: Lot[]; days: DayFigures[] }>();
  const figuresOf = (agency: string) => {
    let figures = agencies.get(agency);
    if (figures === undefined) agencies.set(agency, (figures = { agency, lots: [], days: [] }));
    return figures;
  };
  for (const { value } of tables.all<{ value: string }>(
    'SELECT value FROM lots WHERE pool = ? ORDER BY lotId',
    pool,
  )) {
    const lot = parseLot(JSON.parse(value) as JsonValue);
    figuresOf(lot.agency).lots.push(lot);
  }
  for (const row of tables.all<DayRow>('SELECT * FROM days WHERE pool = ?', pool))
    figuresOf(row.agency).days.push({
      on: row.day,
      reportedOn: row.reportedOn,
      introducedRial: joinRials(row.introducedRialHigh, row.introducedRialLow),
      paidRial: joinRials(row.paidRialHigh, row.paidRialLow),
      pendingRial: joinRials(row.pendingRialHigh, row.pendingRialLow),
    });
  return { policies, agencies: [...agencies.values()] satisfies AgencyFigures[] };
}
