import { BASELINE } from '../../domain/events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { heldFilter, heldSpelling, type IdColumn } from '@misaq/platform/projections/spellings.js';
import { cellsOf, type CellFilter, type CommitmentCells, type Paging } from './cells.js';
import { fulfilment, jobCounts, type JobCounts, type JobRow } from './counts.js';

/** A part of the commitment: an agency, a sector or a county. */
export interface CommitmentPart extends JobCounts {
  readonly id: string;
  /** Jobs promised, by version. */
  readonly assigned: Readonly<Record<string, number>>;
  /** Net jobs ÷ promised jobs of the requested version, truncated; absent when nothing was promised. */
  readonly fulfilmentBasisPoints?: number;
}

/** Jobs registered in a month, and from the beginning of the year to the end of that month. */
export interface CommitmentMonth extends JobCounts {
  /** Jalali: `1401-10`. */
  readonly month: string;
  /** Net jobs registered up to the end of the month. */
  readonly netToDate: number;
  readonly fulfilmentBasisPoints?: number;
}

export interface CommitmentBoard extends Fresh {
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  /** The version that fulfilment is measured against. */
  readonly version: string;
  /** All versions of the plan. */
  readonly versions: readonly string[];
  readonly totals: Omit<CommitmentPart, 'id'>;
  /** In order, without months that have no registration. */
  readonly months: readonly CommitmentMonth[];
  readonly agencies: readonly CommitmentPart[];
  readonly sectors: readonly CommitmentPart[];
  readonly counties: readonly CommitmentPart[];
}

export interface CommitmentQuestions {
  /** A province's year. Undefined when there is neither a commitment nor a job in it. */
  readonly commitmentBoard: (
    province: string,
    year: number,
    options?: { readonly version?: string },
  ) => CommitmentBoard | undefined;
  /** Promised jobs by version and net jobs by month, of all parts that match; undefined for a year without records. */
  readonly commitmentCourse: (
    province: string,
    year: number,
    parts?: Omit<CellFilter, 'month'>,
  ) => CommitmentCourse | undefined;
  /** Agency × sector × county, each with its months, by id. */
  readonly commitmentCells: (
    province: string,
    year: number,
    options?: CellFilter & Paging & { readonly version?: string },
  ) => CommitmentCells;
}

/** What the course of a promise is made of. */
export interface CommitmentCourse {
  /** All versions of the plan. */
  readonly versions: readonly string[];
  readonly assigned: Readonly<Record<string, number>>;
  /** By Jalali month of registration, in order. */
  readonly netByMonth: ReadonlyMap<string, number>;
}

type Dimension = 'agency' | 'sector' | 'county';

const FILTERED: readonly IdColumn[] = [
  ['assigned', 'version'],
  ['assigned', 'agency'],
  ['assigned', 'county'],
  ['assigned', 'sector'],
];

export function commitmentQuestions(tables: TableReader): CommitmentQuestions {
  /** The recorded spelling of a province, which may have jobs without commitments, or commitments without jobs. */
  function held(province: string): string {
    const ofJobs = heldSpelling(tables, ['jobTotals', 'province'], province);
    return ofJobs === province ? heldSpelling(tables, ['assigned', 'province'], province) : ofJobs;
  }

  function totalsBy(province: string, year: number, dimension: Dimension | 'month') {
    return tables.all<JobRow & { id: string }>(
      'SELECT * FROM jobTotals WHERE province = ? AND year = ? AND dimension = ? ORDER BY id',
      province,
      year,
      dimension,
    );
  }

  function assignedBy(province: string, year: number, dimension: Dimension) {
    const rows = tables.all<{ id: string; version: string; jobs: number }>(
      `SELECT ${dimension} AS id, version, sum(jobs) AS jobs FROM assigned WHERE province = ? AND year = ? ` +
        `GROUP BY ${dimension}, version ORDER BY version`,
      province,
      year,
    );
    const byId = new Map<string, Record<string, number>>();
    for (const { id, version, jobs } of rows) {
      const versions = byId.get(id);
      if (versions === undefined) byId.set(id, { [version]: jobs });
      else versions[version] = jobs;
    }
    return byId;
  }

  function parts(province: string, year: number, dimension: Dimension, version: string): CommitmentPart[] {
    const assigned = assignedBy(province, year, dimension);
    const jobs = new Map(totalsBy(province, year, dimension).map((row) => [row.id, jobCounts([row])]));
    const ids = [...new Set([...assigned.keys(), ...jobs.keys()])].sort();
    return ids.map((id) => part({ id }, assigned.get(id) ?? {}, jobs.get(id) ?? jobCounts([]), version));
  }

  return {
    commitmentBoard(given, year, { version: givenVersion = BASELINE } = {}) {
      const province = held(given);
      const version = heldSpelling(tables, ['assigned', 'version'], givenVersion);
      const agencies = parts(province, year, 'agency', version);
      if (agencies.length === 0) return undefined;
      const monthRows = totalsBy(province, year, 'month');
      const assigned = sumVersions(agencies.map((agency) => agency.assigned));
      return {
        position: tables.position(),
        province,
        year,
        version,
        versions: Object.keys(assigned).sort(),
        totals: part({}, assigned, jobCounts(monthRows), version),
        months: cumulated(monthRows, assigned[version] ?? 0),
        agencies,
        sectors: parts(province, year, 'sector', version),
        counties: parts(province, year, 'county', version),
      };
    },
    commitmentCourse(given, year, asked = {}) {
      const province = held(given);
      const agencies = assignedBy(province, year, 'agency');
      if (agencies.size === 0 && totalsBy(province, year, 'month').length === 0) return undefined;
      const versions = Object.keys(sumVersions([...agencies.values()])).sort();
      return { versions, ...courseOf(tables, province, year, heldFilter(tables, FILTERED, asked), versions) };
    },
    commitmentCells(given, year, options = {}) {
      const asked = heldFilter(tables, FILTERED, options);
      return cellsOf(tables, held(given), year, asked, asked.version ?? BASELINE);
    },
  };
}

/** The parts of a course that match; every version has its sum, also where nothing of it matches. */
function courseOf(
  tables: TableReader,
  province: string,
  year: number,
  { agency, sector, county }: Omit<CellFilter, 'month'>,
  versions: readonly string[],
): Omit<CommitmentCourse, 'versions'> {
  const wanted = Object.entries({ agency, sector, county }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const where = ['province = ?', 'year = ?', ...wanted.map(([column]) => `${column} = ?`)].join(' AND ');
  const values = [province, year, ...wanted.map(([, value]) => value)];
  const promised = tables.all<{ version: string; jobs: number }>(
    `SELECT version, sum(jobs) AS jobs FROM assigned WHERE ${where} GROUP BY version`,
    ...values,
  );
  // The totals of months are kept: all cells of a year are tens of thousands of rows.
  const months =
    wanted.length === 0
      ? tables.all<{ month: string; net: number }>(
          'SELECT id AS month, registered - rejected - voided AS net FROM jobTotals ' +
            "WHERE province = ? AND year = ? AND dimension = 'month' ORDER BY id",
          province,
          year,
        )
      : tables.all<{ month: string; net: number }>(
          `SELECT month, sum(registered - rejected - voided) AS net FROM jobs WHERE ${where} GROUP BY month ORDER BY month`,
          ...values,
        );
  const jobs = new Map(promised.map((row) => [row.version, row.jobs]));
  return {
    assigned: Object.fromEntries(versions.map((version) => [version, jobs.get(version) ?? 0])),
    netByMonth: new Map(months.map(({ month, net }) => [month, net])),
  };
}

function part<Id extends object>(
  id: Id,
  assigned: Readonly<Record<string, number>>,
  jobs: JobCounts,
  version: string,
): Id & Omit<CommitmentPart, 'id'> {
  return { ...id, assigned, ...jobs, ...fulfilment(jobs.net, assigned[version] ?? 0) };
}

function sumVersions(each: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const versions of each)
    for (const [version, jobs] of Object.entries(versions)) sum[version] = (sum[version] ?? 0) + jobs;
  return sum;
}

function cumulated(rows: readonly (JobRow & { readonly id: string })[], assigned: number): CommitmentMonth[] {
  let netToDate = 0;
  return rows.map((row) => {
    const counts = jobCounts([row]);
    netToDate += counts.net;
    return { month: row.id, ...counts, netToDate, ...fulfilment(netToDate, assigned) };
  });
}

/**
 * The part of a board that an agency may see: its own promise. Sums over sectors, counties and months cover all
 * agencies. Undefined when the agency has no part in it.
 */
export function ownPart(board: CommitmentBoard, agency: string): CommitmentBoard | undefined {
  const agencies = board.agencies.filter(({ id }) => id === agency);
  const [own] = agencies;
  if (own === undefined) return undefined;
  return { ...board, totals: own, agencies, sectors: [], counties: [], months: [] };
}
