import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { fulfilment, jobCounts, type JobCounts, type JobRow } from './counts.js';

export interface CellFilter {
  readonly agency?: string;
  readonly sector?: string;
  readonly county?: string;
  /** Jalali month of registration, `1401-10`. Commitments have no month and are always shown. */
  readonly month?: string;
}

export interface Paging {
  /** Number of cells to skip; default 0. */
  readonly offset?: number;
  /** Maximum number of cells; default 100. */
  readonly limit?: number;
}

export interface CommitmentCell extends JobCounts {
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
  readonly assigned: Readonly<Record<string, number>>;
  readonly fulfilmentBasisPoints?: number;
  readonly months: readonly (JobCounts & { readonly month: string })[];
}

export interface CommitmentCells extends Fresh {
  /** Number of cells that match the filter, on all pages. */
  readonly total: number;
  readonly cells: readonly CommitmentCell[];
}

interface CellKey {
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
}

export function cellsOf(
  tables: TableReader,
  province: string,
  year: number,
  { month, offset = 0, limit = 100, ...filter }: CellFilter & Paging,
  version: string,
): CommitmentCells {
  const wanted = Object.entries({
    agency: filter.agency,
    sector: filter.sector,
    county: filter.county,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const where = ['province = ?', 'year = ?', ...wanted.map(([column]) => `${column} = ?`)].join(' AND ');
  const values = [province, year, ...wanted.map(([, value]) => value)];
  const ofMonth = month === undefined ? '' : ' AND month = ?';
  const both = [...values, ...values, ...(month === undefined ? [] : [month])];
  const keys =
    `SELECT agency, sector, county FROM assigned WHERE ${where} ` +
    `UNION SELECT agency, sector, county FROM jobs WHERE ${where}${ofMonth}`;
  const [count] = tables.all<{ total: number }>(`SELECT count(*) AS total FROM (${keys})`, ...both);
  const page = tables.all<CellKey>(
    `${keys} ORDER BY agency, sector, county LIMIT ? OFFSET ?`,
    ...both,
    limit,
    offset,
  );
  return {
    position: tables.position(),
    total: count?.total ?? 0,
    cells: page.map((key) => cell(tables, province, year, key, month, version)),
  };
}

function cell(
  tables: TableReader,
  province: string,
  year: number,
  { agency, sector, county }: CellKey,
  month: string | undefined,
  version: string,
): CommitmentCell {
  const key = [province, year, agency, sector, county];
  const versions = tables.all<{ version: string; jobs: number }>(
    'SELECT a.version, a.jobs FROM (SELECT DISTINCT version FROM assigned WHERE province = ? AND year = ?) AS v ' +
      'JOIN assigned AS a ON a.province = ? AND a.year = ? AND a.version = v.version ' +
      'AND a.agency = ? AND a.sector = ? AND a.county = ? ORDER BY a.version',
    province,
    year,
    ...key,
  );
  const assigned = Object.fromEntries(versions.map(({ version: name, jobs }) => [name, jobs]));
  const rows = tables
    .all<JobRow & { month: string }>(
      'SELECT * FROM jobs WHERE province = ? AND year = ? AND agency = ? AND sector = ? AND county = ? ORDER BY month',
      ...key,
    )
    .filter((row) => month === undefined || row.month === month);
  const counts = jobCounts(rows);
  return {
    agency,
    sector,
    county,
    assigned,
    ...counts,
    ...fulfilment(counts.net, assigned[version] ?? 0),
    months: rows.map((row) => ({ month: row.month, ...jobCounts([row]) })),
  };
}
