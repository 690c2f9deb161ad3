import { daysBetween, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import { BILLION, joinRials } from '@misaq/platform/projections/rials.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import type { HistoryQuestions } from '@misaq/platform/history/queries.js';
import { type Order, type Place, sortedPage } from '@misaq/platform/projections/sorted-page.js';
import {
  heldFilter,
  heldSpelling,
  type IdColumn,
  spellingAmong,
} from '@misaq/platform/projections/spellings.js';
import type { FacilityOwner } from './recorded-id.js';
import { facilityFrom, type FacilityDetail } from './detail.js';
import type { FacilityStatus } from './facility-status.js';

export interface FacilityFilter {
  readonly agency?: string;
  readonly bank?: string;
  readonly county?: string;
  readonly sector?: string;
  readonly status?: FacilityStatus;
  /** The first and last day of introduction. */
  readonly introducedFrom?: string;
  readonly introducedTo?: string;
}

/** Facilities that wait for nothing sort as the shortest waiting. */
const WAITING_SINCE = "CASE WHEN pendingRial > 0 THEN introducedOn ELSE '9999' END";

const ORDERS = {
  facilityId: { by: 'facilityId' },
  introducedOn: { by: 'introducedOn' },
  amount: { by: 'amountRial', whole: true },
  pending: { by: 'pendingRial', whole: true },
  /** Fewest days first means latest introduction first. */
  daysWaiting: { by: WAITING_SINCE, falls: true },
} as const satisfies Readonly<Record<string, Order>>;

export type FacilitySort = keyof typeof ORDERS;
export const FACILITY_SORTS = Object.keys(ORDERS) as readonly FacilitySort[];

export interface FacilityPaging {
  /** Default: by id; ties by id. */
  readonly sort?: FacilitySort;
  readonly descending?: boolean;
  readonly after?: Place;
  /** Default: 100. */
  readonly limit?: number;
}

export interface FacilityOnList {
  readonly pool: string;
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly sector: string;
  readonly introducedOn: PlainDate;
  readonly status: FacilityStatus;
  /** As corrected. */
  readonly amountRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
  /** What it waits for: nothing once it has ended. */
  readonly pendingRial: RialText;
  readonly plannedJobs: number;
  /** Payments that stand. */
  readonly payments: number;
  /** Days from introduction to the requested day; absent for a facility that waits for nothing. */
  readonly daysWaiting?: number;
  /** When it was declined, withdrawn or closed. */
  readonly endedOn?: PlainDate;
}

/** Of all that the filter leaves. */
export interface FacilitySums {
  readonly facilities: number;
  readonly amountRial: RialText;
  readonly paidRial: RialText;
  readonly pendingRial: RialText;
  readonly plannedJobs: number;
  readonly byStatus: Readonly<Record<FacilityStatus, number>>;
}

export interface FacilityList extends Fresh {
  readonly facilities: readonly FacilityOnList[];
  /** The end of this page; absent on the last one. */
  readonly next?: Place;
  readonly sums: FacilitySums;
}

export interface FacilityQuestions {
  /** The facilities of a pool, with ages in days on a given day. */
  readonly facilities: (
    pool: string,
    on: PlainDate,
    options?: FacilityFilter & FacilityPaging,
  ) => FacilityList;
  /** One facility with its whole history; undefined when the pool has no such id of the owner. */
  readonly facility: (
    pool: string,
    facilityId: string,
    owner?: FacilityOwner,
  ) => Promise<(FacilityDetail & Fresh) | undefined>;
}

interface Row {
  readonly pool: string;
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly sector: string;
  readonly introducedOn: PlainDate;
  readonly status: FacilityStatus;
  readonly amountText: RialText;
  readonly paidText: RialText;
  readonly pendingText: RialText;
  readonly plannedJobs: number;
  readonly payments: number;
  readonly endedOn: PlainDate | '';
}

interface StatusRow {
  readonly status: FacilityStatus;
  readonly facilities: number;
  readonly plannedJobs: number;
  readonly amountHigh: number;
  readonly amountLow: number;
  readonly paidHigh: number;
  readonly paidLow: number;
  readonly pendingHigh: number;
  readonly pendingLow: number;
}

/** How a facility stands, as SQL over the columns of the table. */
export const STATUS =
  "CASE WHEN ended <> '' THEN ended WHEN paidRial >= amountRial THEN 'paid' " +
  "WHEN paidRial > 0 THEN 'paid-in-part' ELSE 'waiting' END";

/** What the applicant still waits for. */
export const PENDING_RIAL = "CASE WHEN ended <> '' THEN 0 ELSE amountRial - paidRial END";

/** Rials of one facility fit into SQLite's exact range, but not into a JavaScript number. */
const COLUMNS =
  'pool, facilityId, agency, bank, county, sector, introducedOn, endedOn, plannedJobs, payments, amountRial, paidRial, ' +
  `${STATUS} AS status, ${PENDING_RIAL} AS pendingRial`;

/** One SQL text for all filters, so that few statements are cached. */
const WANTED =
  `SELECT * FROM (SELECT ${COLUMNS} FROM facilities WHERE pool = ?) ` +
  "WHERE (? = '' OR agency = ?) AND (? = '' OR bank = ?) AND (? = '' OR county = ?) AND (? = '' OR sector = ?) " +
  "AND (? = '' OR status = ?) AND introducedOn >= ? AND (? = '' OR introducedOn <= ?)";

const LISTED =
  'SELECT *, CAST(amountRial AS TEXT) AS amountText, CAST(paidRial AS TEXT) AS paidText, ' +
  `CAST(pendingRial AS TEXT) AS pendingText FROM (${WANTED})`;

const twoSums = (column: string): string =>
  `sum(${column}Rial / ${String(BILLION)}) AS ${column}High, sum(${column}Rial % ${String(BILLION)}) AS ${column}Low`;

const SUMMED =
  'SELECT status, count(*) AS facilities, sum(plannedJobs) AS plannedJobs, ' +
  `${twoSums('amount')}, ${twoSums('paid')}, ${twoSums('pending')} FROM (${WANTED}) GROUP BY status`;

const FILTERED: readonly IdColumn[] = [
  ['facilities', 'agency'],
  ['facilities', 'bank'],
  ['facilities', 'county'],
  ['facilities', 'sector'],
];

export function facilityQuestions(
  tables: TableReader,
  history: Pick<HistoryQuestions, 'file'>,
): FacilityQuestions {
  return {
    facilities(pool, on, options = {}) {
      const { sort = 'facilityId', descending = false, after, limit = 100 } = options;
      const parameters = parametersOf(
        heldSpelling(tables, ['facilities', 'pool'], pool),
        heldFilter(tables, FILTERED, options),
      );
      const { rows, next } = sortedPage<Row>(tables, {
        list: LISTED,
        parameters,
        order: ORDERS[sort],
        backwards: descending,
        key: ['facilityId'],
        after,
        limit,
      });
      return {
        position: tables.position(),
        facilities: rows.map((row) => onList(row, on)),
        ...(next !== undefined && { next }),
        sums: sumsOf(tables.all<StatusRow>(SUMMED, ...parameters)),
      };
    },
    async facility(pool, facilityId, { agency, bank } = {}) {
      const place = heldSpelling(tables, ['facilities', 'pool'], pool);
      const held = spellingAmong(tables, ['facilities', 'facilityId'], facilityId, {
        pool: place,
        ...(agency !== undefined && { agency }),
        ...(bank !== undefined && { bank }),
      });
      if (held === undefined) return undefined;
      const { position, events } = await history.file(held);
      const found = facilityFrom(place, events);
      return found === undefined ? undefined : { position, ...found };
    },
  };
}

function parametersOf(pool: string, filter: FacilityFilter): readonly string[] {
  const { agency = '', bank = '', county = '', sector = '', status = '' } = filter;
  const { introducedFrom = '', introducedTo = '' } = filter;
  const twice = [agency, bank, county, sector, status].flatMap((value) => [value, value]);
  return [pool, ...twice, introducedFrom, introducedTo, introducedTo];
}

function onList(row: Row, on: PlainDate): FacilityOnList {
  const { pool, facilityId, agency, bank, county, sector, introducedOn, status } = row;
  const { amountText, paidText, pendingText, plannedJobs, payments, endedOn } = row;
  const waits = status === 'waiting' || status === 'paid-in-part';
  return {
    pool,
    facilityId,
    agency,
    bank,
    county,
    sector,
    introducedOn,
    status,
    amountRial: amountText,
    paidRial: paidText,
    pendingRial: pendingText,
    plannedJobs,
    payments,
    ...(waits && { daysWaiting: daysBetween(introducedOn, on) }),
    ...(endedOn !== '' && { endedOn }),
  };
}

function sumsOf(rows: readonly StatusRow[]): FacilitySums {
  const count = (status: FacilityStatus): number =>
    rows.find((row) => row.status === status)?.facilities ?? 0;
  return {
    facilities: rows.reduce((total, { facilities }) => total + facilities, 0),
    amountRial: rialText(sumRial(rows.map((row) => joinRials(row.amountHigh, row.amountLow)))),
    paidRial: rialText(sumRial(rows.map((row) => joinRials(row.paidHigh, row.paidLow)))),
    pendingRial: rialText(sumRial(rows.map((row) => joinRials(row.pendingHigh, row.pendingLow)))),
    plannedJobs: rows.reduce((total, { plannedJobs }) => total + plannedJobs, 0),
    byStatus: {
      waiting: count('waiting'),
      'paid-in-part': count('paid-in-part'),
      paid: count('paid'),
      declined: count('declined'),
      withdrawn: count('withdrawn'),
      closed: count('closed'),
    },
  };
}
