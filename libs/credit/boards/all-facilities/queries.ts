import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { BILLION, joinRials } from '@misaq/platform/projections/rials.js';
import { type Order, type Place, sortedPage } from '@misaq/platform/projections/sorted-page.js';
import { heldFilter, type IdColumn } from '@misaq/platform/projections/spellings.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { FACILITY_STATUSES, type FacilityStatus } from '../facilities/facility-status.js';
import { PENDING } from '../facilities/projection.js';
import { PENDING_RIAL, STATUS } from '../facilities/queries.js';
import { searchKey } from '../facilities/search-key.js';

/** The credit behind the files of an agency in a pool, as of a day. */
export interface CreditBehind {
  readonly pool: string;
  readonly agency: string;
  /** The next deadline of the agency; absent when none is to come. */
  readonly deadline?: PlainDate;
  readonly workingDaysLeft?: number;
  /** Only files that were introduced by this day. */
  readonly introducedBy?: PlainDate;
}

export interface AllFacilitiesFilter {
  readonly pool?: string;
  readonly bank?: string;
  readonly county?: string;
  readonly sector?: string;
  /** Only files that wait for money, those that were paid in part included. */
  readonly pending?: boolean;
  readonly statuses?: readonly FacilityStatus[];
  readonly introducedFrom?: string;
  readonly introducedTo?: string;
  /** A part of the id where the list is of a pool or of what is pending, otherwise its beginning. */
  readonly search?: string;
}

const ORDERS = {
  /** Whatever the case of its letters. */
  facilityId: { by: 'searchKey' },
  introducedOn: { by: 'introducedOn' },
  amount: { by: 'amountRial', whole: true },
  pending: { by: 'pendingRial', whole: true },
  /** The one whose credit has the least time left first, then the one that has waited the longest. */
  deadline: { by: 'lastDay' },
} as const satisfies Readonly<Record<string, Order>>;

export type AllFacilitiesSort = keyof typeof ORDERS;
export const ALL_FACILITIES_SORTS = Object.keys(ORDERS) as readonly AllFacilitiesSort[];

export interface AllFacilitiesPaging {
  readonly sort?: AllFacilitiesSort;
  readonly descending?: boolean;
  readonly after?: Place;
  readonly limit?: number;
}

export interface FacilityAnywhere {
  readonly pool: string;
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly sector: string;
  readonly introducedOn: PlainDate;
  readonly status: FacilityStatus;
  readonly amountRial: RialText;
  readonly paidRial: RialText;
  readonly pendingRial: RialText;
  readonly plannedJobs: number;
  readonly payments: number;
  readonly endedOn?: PlainDate;
  /** Of what is pending: of the credit behind it. */
  readonly deadline?: PlainDate;
  readonly workingDaysLeft?: number;
}

interface CountAndRial {
  readonly facilities: number;
  readonly rial: RialText;
}

/** Of all that the filter leaves. */
export interface AllFacilitiesSums {
  readonly facilities: number;
  readonly amountRial: RialText;
  readonly paidRial: RialText;
  readonly pendingRial: RialText;
  readonly plannedJobs: number;
  /** How many wait for money: what the boards call waiting. */
  readonly pending: number;
  readonly byStatus: Readonly<Record<FacilityStatus, number>>;
  /** What is pending, with what it waits for, where the time of the credit is up within so many working days. */
  readonly breaching: {
    readonly within1: CountAndRial;
    readonly within5: CountAndRial;
    readonly within10: CountAndRial;
  };
}

export interface FacilitiesAnywhere extends Fresh {
  readonly facilities: readonly FacilityAnywhere[];
  readonly next?: Place;
  readonly sums: AllFacilitiesSums;
}

export interface AllFacilitiesQuestions {
  /** @param credit of the agencies and pools whose files are meant */
  readonly allFacilities: (
    filter: AllFacilitiesFilter,
    credit: readonly CreditBehind[],
    paging?: AllFacilitiesPaging,
  ) => FacilitiesAnywhere;
}

interface Row {
  readonly pool: string;
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly sector: string;
  readonly introducedOn: PlainDate;
  readonly endedOn: PlainDate | '';
  readonly plannedJobs: number;
  readonly payments: number;
  readonly status: FacilityStatus;
  readonly amountText: RialText;
  readonly paidText: RialText;
  readonly pendingText: RialText;
  readonly lastDay: PlainDate;
  readonly daysLeft: number | null;
}

/** After every deadline: no time of the credit is to come. */
const NO_DEADLINE = '9999-12-31';

/** The credit comes as one text, so that one statement does for any number of agencies. */
const CREDIT =
  'WITH credit AS MATERIALIZED (SELECT value ->> 0 AS creditPool, value ->> 1 AS creditAgency, ' +
  'value ->> 2 AS deadline, value ->> 3 AS workingDaysLeft, value ->> 4 AS introducedBy FROM json_each(?))';

/** The files first: there are an agency and a pool for each, and the other way round each pool would be read often. */
function fromOf(filter: AllFacilitiesFilter): string {
  const index = isOfIndex(filter) ? ' INDEXED BY facilitiesPending' : '';
  return `FROM facilities${index} CROSS JOIN credit ON creditPool = pool AND creditAgency = agency`;
}

/** What is pending in all pools is read from its own index, which SQLite would not choose beside one of days. */
function isOfIndex({ pool, pending }: AllFacilitiesFilter): boolean {
  return pool === undefined && pending === true;
}

/** Few texts, whatever is filtered by: only what an index is chosen by is a text of its own. */
function conditions(filter: AllFacilitiesFilter): string {
  const { pool, bank, pending, search } = filter;
  const isBounded = pool !== undefined || pending === true;
  return [
    ...(pool === undefined ? [] : ['pool = ?']),
    ...(bank === undefined ? [] : ['bank = ?']),
    ...(pending === undefined ? [] : [pending ? PENDING : `NOT (${PENDING})`]),
    ...(search === undefined
      ? []
      : [isBounded ? 'instr(searchKey, ?) > 0' : 'searchKey >= ? AND searchKey < ?']),
    "(? = '' OR county = ?)",
    "(? = '' OR sector = ?)",
    `(? = '[]' OR ${STATUS} IN (SELECT value FROM json_each(?)))`,
    'introducedOn >= ?',
    'introducedOn <= ?',
    'introducedOn <= introducedBy',
  ].join(' AND ');
}

function parametersOf(filter: AllFacilitiesFilter): readonly string[] {
  const { pool, bank, pending, search, county = '', sector = '', statuses = [] } = filter;
  const { introducedFrom = '', introducedTo = NO_DEADLINE } = filter;
  const isBounded = pool !== undefined || pending === true;
  const key = search === undefined ? '' : searchKey(search);
  const states = JSON.stringify(statuses);
  return [
    ...(pool === undefined ? [] : [pool]),
    ...(bank === undefined ? [] : [bank]),
    ...(search === undefined ? [] : isBounded ? [key] : [key, `${key}\u{10ffff}`]),
    ...[county, county, sector, sector, states, states, introducedFrom, introducedTo],
  ];
}

const twoSums = (name: string, amount: string): string =>
  `sum((${amount}) / ${String(BILLION)}) AS ${name}High, sum((${amount}) % ${String(BILLION)}) AS ${name}Low`;

const WITHIN = [1, 5, 10] as const;

const BREACHING = WITHIN.map((days) => {
  const isWithin = `${PENDING_RIAL} > 0 AND workingDaysLeft <= ${String(days)}`;
  const name = `within${String(days)}`;
  return (
    `count(CASE WHEN ${isWithin} THEN 1 END) AS ${name}, ` +
    twoSums(name, `CASE WHEN ${isWithin} THEN ${PENDING_RIAL} ELSE 0 END`)
  );
}).join(', ');

const SUMMED =
  `${STATUS} AS status, count(*) AS facilities, sum(plannedJobs) AS plannedJobs, ${twoSums('amount', 'amountRial')}, ` +
  `${twoSums('paid', 'paidRial')}, ${twoSums('pending', PENDING_RIAL)}, ${BREACHING}`;

type SumsRow = Readonly<Record<string, number>> & { readonly status: FacilityStatus };

/** What is added up of a pool, kept until the pool has another event. */
interface KeptCells {
  readonly events: number;
  readonly cells: readonly (SumsRow & Cell)[];
}

interface Cell {
  readonly agency: string;
  readonly bank: string;
}

/** Pools whose sums are kept: some hundreds of cells each. */
const CELLS_KEPT_MAX = 200;

const FILTERED: readonly IdColumn[] = [
  ['paymentSums', 'pool'],
  ['facilities', 'county'],
  ['facilities', 'sector'],
];

export function allFacilitiesQuestions(tables: TableReader): AllFacilitiesQuestions {
  const kept = new Map<string, KeptCells>();

  /** The sums of a pool by agency, bank and status. */
  function cellsOf(pool: string): KeptCells['cells'] {
    const [row] = tables.all<{ events: number }>('SELECT events FROM events WHERE pool = ?', pool);
    const events = row?.events ?? 0;
    const known = kept.get(pool);
    if (known?.events === events) return known.cells;
    const cells = tables.all<SumsRow & Cell>(
      `SELECT agency, bank, ${STATUS} AS status, count(*) AS facilities, sum(plannedJobs) AS plannedJobs, ` +
        `${twoSums('amount', 'amountRial')}, ${twoSums('paid', 'paidRial')}, ${twoSums('pending', PENDING_RIAL)} ` +
        'FROM facilities WHERE pool = ? GROUP BY agency, bank, status',
      pool,
    );
    kept.delete(pool);
    kept.set(pool, { events, cells });
    const [oldest] = kept.keys();
    if (kept.size > CELLS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return cells;
  }

  /** The sums of lists that are filtered by agency, bank and status alone, from what is kept of each pool. */
  function sumsOfCells(
    { pool: only, bank, pending, statuses = [] }: AllFacilitiesFilter,
    credit: readonly CreditBehind[],
  ): readonly SumsRow[] {
    const agencies = new Map<string, Map<string, CreditBehind>>();
    for (const each of credit) {
      if (only !== undefined && each.pool !== only) continue;
      const inPool = agencies.get(each.pool) ?? new Map<string, CreditBehind>();
      agencies.set(each.pool, inPool.set(each.agency, each));
    }
    const isPending = (status: FacilityStatus): boolean => status === 'waiting' || status === 'paid-in-part';
    return [...agencies].flatMap(([pool, wanted]) =>
      cellsOf(pool).flatMap((cell) => {
        const { workingDaysLeft } = wanted.get(cell.agency) ?? {};
        if (
          !wanted.has(cell.agency) ||
          (bank !== undefined && cell.bank !== bank) ||
          (pending !== undefined && isPending(cell.status) !== pending) ||
          (statuses.length > 0 && !statuses.includes(cell.status))
        )
          return [];
        return [isPending(cell.status) ? { ...cell, ...breaching(cell, workingDaysLeft) } : cell];
      }),
    );
  }

  return {
    allFacilities(given, credit, { sort = 'facilityId', descending = false, after, limit = 100 } = {}) {
      const filter = heldFilter(tables, FILTERED, given);
      const parameters = [JSON.stringify(credit.map(creditRow)), ...parametersOf(filter)];
      const { rows, next } = sortedPage<Row>(tables, {
        list:
          `${CREDIT} SELECT facilities.*, ${STATUS} AS status, ${PENDING_RIAL} AS pendingRial, ` +
          `CASE WHEN ${PENDING} THEN coalesce(deadline, '${NO_DEADLINE}') ELSE '${NO_DEADLINE}' END AS lastDay, ` +
          `CASE WHEN ${PENDING} THEN workingDaysLeft END AS daysLeft, CAST(amountRial AS TEXT) AS amountText, ` +
          `CAST(paidRial AS TEXT) AS paidText, CAST(${PENDING_RIAL} AS TEXT) AS pendingText ` +
          `${fromOf(filter)} WHERE ${conditions(filter)}`,
        parameters,
        order: ORDERS[sort],
        backwards: descending,
        key: sort === 'deadline' ? ['introducedOn', 'pool', 'facilityId'] : ['pool', 'facilityId'],
        after,
        limit,
      });
      const sums = isOfCells(filter, credit)
        ? sumsOfCells(filter, credit)
        : tables.all<SumsRow>(
            `${CREDIT} SELECT ${SUMMED} ${fromOf(filter)} WHERE ${conditions(filter)} GROUP BY status`,
            ...parameters,
          );
      return {
        position: tables.position(),
        facilities: rows.map(shown),
        ...(next !== undefined && { next }),
        sums: shownSums(sums),
      };
    },
  };
}

function creditRow({ pool, agency, deadline, workingDaysLeft, introducedBy }: CreditBehind) {
  return [pool, agency, deadline ?? null, workingDaysLeft ?? null, introducedBy ?? NO_DEADLINE];
}

function isOfCells(filter: AllFacilitiesFilter, credit: readonly CreditBehind[]): boolean {
  const { pool: _pool, bank: _bank, pending: _pending, statuses: _statuses, ...others } = filter;
  return (
    Object.values<unknown>(others).every((value) => value === undefined) &&
    credit.every(({ introducedBy }) => introducedBy === undefined)
  );
}

/** Of a cell of what is pending, all in one pool and of one agency: one deadline is behind it. */
function breaching(cell: SumsRow, workingDaysLeft: number | undefined): Record<string, number> {
  return Object.fromEntries(
    WITHIN.flatMap((days) => {
      const isWithin = workingDaysLeft !== undefined && workingDaysLeft <= days;
      const name = `within${String(days)}`;
      return [
        [name, isWithin ? cell.facilities : 0],
        [`${name}High`, isWithin ? cell.pendingHigh : 0],
        [`${name}Low`, isWithin ? cell.pendingLow : 0],
      ] as [string, number][];
    }),
  );
}

function shown(row: Row): FacilityAnywhere {
  const { pool, facilityId, agency, bank, county, sector, introducedOn, status } = row;
  const { amountText, paidText, pendingText, plannedJobs, payments, endedOn, lastDay, daysLeft } = row;
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
    ...(endedOn !== '' && { endedOn }),
    ...(lastDay !== NO_DEADLINE && { deadline: lastDay }),
    ...(daysLeft !== null && { workingDaysLeft: daysLeft }),
  };
}

function shownSums(rows: readonly SumsRow[]): AllFacilitiesSums {
  const count = (of: string, among = rows): number => among.reduce((total, row) => total + (row[of] ?? 0), 0);
  const amount = (of: string): RialText =>
    rialText(sumRial(rows.map((row) => joinRials(row[`${of}High`] ?? 0, row[`${of}Low`] ?? 0))));
  const inStatus = (...statuses: readonly FacilityStatus[]): number =>
    count(
      'facilities',
      rows.filter(({ status }) => statuses.includes(status)),
    );
  const within = (name: string): CountAndRial => ({ facilities: count(name), rial: amount(name) });
  return {
    facilities: count('facilities'),
    amountRial: amount('amount'),
    paidRial: amount('paid'),
    pendingRial: amount('pending'),
    plannedJobs: count('plannedJobs'),
    pending: inStatus('waiting', 'paid-in-part'),
    byStatus: Object.fromEntries(
      FACILITY_STATUSES.map((status) => [status, inStatus(status)]),
    ) as AllFacilitiesSums['byStatus'],
    breaching: { within1: within('within1'), within5: within('within5'), within10: within('within10') },
  };
}
