import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { BILLION, joinRials } from '@misaq/platform/projections/rials.js';
import { type Order, type Place, sortedPage } from '@misaq/platform/projections/sorted-page.js';
import { heldFilter, type IdColumn } from '@misaq/platform/projections/spellings.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { ReversalKind } from '../../domain/facility-events.js';
import { recordedFacilityId } from '../facilities/recorded-id.js';
import { type PaymentTiming, type VerdictOfPayments, verdictRows, type VerdictRow } from './timing.js';

export interface PaymentFilter {
  readonly pool?: string;
  /** Of these pools only; of all when left out. */
  readonly pools?: readonly string[];
  /** The only province that an officer sees; `pools` are those of it. */
  readonly province?: string;
  readonly agency?: string;
  readonly bank?: string;
  /** Only with a pool. */
  readonly county?: string;
  readonly facility?: string;
  readonly paidFrom?: string;
  readonly paidTo?: string;
  /** The first and the last day on which the payment was recorded. */
  readonly reportedFrom?: string;
  readonly reportedTo?: string;
  /** Only with a pool. */
  readonly timing?: PaymentTiming;
  /** Paid by the deadline of the verdict and recorded only after it. Only with a pool. */
  readonly reportedAfterDeadline?: boolean;
  readonly reversed?: boolean;
  readonly contested?: boolean;
}

const ORDERS = {
  paidOn: { by: 'paidOn' },
  reportedOn: { by: 'reportedOn' },
  amount: { by: 'amountRial', whole: true },
} as const satisfies Readonly<Record<string, Order>>;

export type PaymentSort = keyof typeof ORDERS;
export const PAYMENT_SORTS = Object.keys(ORDERS) as readonly PaymentSort[];

export interface PaymentPaging {
  /** By the day of payment when left out; ties by pool, facility and reference. */
  readonly sort?: PaymentSort;
  readonly descending?: boolean;
  readonly after?: Place;
  /** 100 by default. */
  readonly limit?: number;
}

export interface PaymentOnList {
  readonly pool: string;
  readonly facilityId: string;
  readonly bankReference: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly introducedOn: PlainDate;
  readonly paidOn: PlainDate;
  readonly reportedOn: PlainDate;
  readonly amountRial: RialText;
  /** Nothing when it was not contested. */
  readonly overdrawnRial: RialText;
  readonly timing: PaymentTiming;
  readonly deadline: PlainDate | null;
  readonly isReportedAfterDeadline: boolean;
  /** What of it counts as paid in time: payments count in order of day, facility and reference, up to what was due. */
  readonly countedInTimeRial: RialText;
  readonly position: number;
  readonly reversal?: {
    readonly kind: ReversalKind;
    readonly reversedOn: PlainDate;
    readonly reportedOn: PlainDate;
    readonly position: number;
  };
}

interface CountAndRial {
  readonly payments: number;
  readonly rial: RialText;
}

/** Of all that the filter leaves. */
export interface PaymentSums {
  readonly payments: number;
  /** Of all payments, those that came back or were recorded in error included. */
  readonly amountRial: RialText;
  /** Of the payments that stand: what the board calls paid. */
  readonly paidRial: RialText;
  readonly reversed: CountAndRial;
  /** Payments that were contested when they were recorded. */
  readonly contested: CountAndRial;
  /** By the deadlines of the verdicts; absent without a pool. */
  readonly atDeadlines?: {
    /** Paid in time, and more than was due included. */
    readonly inTimeRial: RialText;
    /** Paid in time up to what was due: what the board calls paid in time. */
    readonly countedInTimeRial: RialText;
    /** Paid after the deadline and not come back. */
    readonly lateRial: RialText;
    readonly reportedAfterDeadlineRial: RialText;
  };
}

export interface PaymentList extends Fresh {
  readonly payments: readonly PaymentOnList[];
  readonly next?: Place;
  readonly sums: PaymentSums;
}

export interface PaymentQuestions {
  /** @param verdicts of the agencies of the pool that is filtered by; none without one */
  readonly payments: (
    filter: PaymentFilter,
    verdicts: readonly VerdictOfPayments[],
    paging?: PaymentPaging,
  ) => PaymentList;
}

interface Row {
  readonly pool: string;
  readonly agency: string;
  readonly paidOn: PlainDate;
  readonly facilityId: string;
  readonly bankReference: string;
  readonly bank: string;
  readonly introducedOn: PlainDate;
  readonly reportedOn: PlainDate;
  readonly reversal: ReversalKind | '';
  readonly reversedOn: PlainDate;
  readonly reversalReportedOn: PlainDate;
  readonly amountText: RialText;
  readonly overdrawnText: RialText;
  readonly countedText: RialText;
  readonly position: number;
  readonly reversalPosition: number;
  readonly timing: PaymentTiming;
  readonly deadline: PlainDate | null;
  readonly reportedLate: number;
}

const IN_TIME = "paidOn <= deadline AND (reversal = '' OR (reversal = 'returned' AND reversedOn > deadline))";
const REPORTED_LATE = "paidOn <= deadline AND reportedOn > deadline AND reversal <> 'recorded-in-error'";

/** What of a payment in time counts: all of it before the last one that counts, and of that one a part. */
const COUNTED =
  `CASE WHEN deadline IS NULL OR NOT (${IN_TIME}) THEN 0 ` +
  'WHEN (paidOn, facilityId, bankReference) < (lastOn, lastFacility, lastReference) THEN amountRial ' +
  'WHEN (paidOn, facilityId, bankReference) = (lastOn, lastFacility, lastReference) THEN lastRial ELSE 0 END';

const TIMING =
  `CASE WHEN deadline IS NULL THEN 'no-deadline' WHEN ${IN_TIME} THEN 'in-time' ` +
  "WHEN paidOn > deadline AND reversal = '' THEN 'late' ELSE 'not-counted' END";

/** The verdicts come as one text, so that one statement does for any number of agencies. */
const VERDICTS =
  'WITH verdicts AS MATERIALIZED (SELECT value ->> 0 AS verdictOf, value ->> 1 AS deadline, value ->> 2 AS lastOn, ' +
  'value ->> 3 AS lastFacility, value ->> 4 AS lastReference, CAST(value ->> 5 AS INTEGER) AS lastRial ' +
  'FROM json_each(?))';

/** What is rare has an index of its own, which SQLite would not choose beside one that is in the order asked for. */
function tableOf({ contested, reversed }: PaymentFilter): string {
  if (contested === true) return 'payments INDEXED BY paymentsContested';
  return reversed === true ? 'payments INDEXED BY paymentsReversed' : 'payments';
}

/** What a verdict of one agency is called in SQL. */
const VERDICT =
  "SELECT nullif(?, '') AS deadline, ? AS lastOn, ? AS lastFacility, ? AS lastReference, CAST(? AS INTEGER) AS lastRial";

/** Few texts, whatever is filtered by: only what an index is chosen by is a text of its own. */
function conditions(filter: PaymentFilter): string {
  const { pool, reportedFrom, reportedTo, contested, reversed } = filter;
  const byReport = reportedFrom !== undefined || reportedTo !== undefined;
  return [
    pool === undefined ? "'' = ?" : 'pool = ?',
    // Without the sign the day of payment would be looked up first, and everything ever reported be read.
    ...(byReport ? ['reportedOn >= ?', 'reportedOn <= ?'] : []),
    `${byReport ? '+' : ''}paidOn >= ?`,
    `${byReport ? '+' : ''}paidOn <= ?`,
    "(? = '' OR pool IN (SELECT value FROM json_each(?)))",
    "(? = '' OR agency = ?)",
    "(? = '' OR bank = ?)",
    "(? = '' OR facilityId = ?)",
    "(? = '' OR facilityId IN (SELECT facilityId FROM facilities AS f WHERE f.pool = ? AND f.county = ?))",
    `(? = '' OR ${TIMING} = ?)`,
    `(? = '' OR coalesce(${REPORTED_LATE}, 0) = ?)`,
    ...(contested === undefined ? [] : [contested ? 'overdrawnRial > 0' : 'overdrawnRial = 0']),
    ...(reversed === undefined ? [] : [reversed ? "reversal <> ''" : "reversal = ''"]),
  ].join(' AND ');
}

const LAST_DAY = '9999-12-31';

function parametersOf(filter: PaymentFilter): readonly (string | number)[] {
  const { pool = '', agency = '', bank = '', facility = '', county = '', timing = '' } = filter;
  const { paidFrom = '', paidTo = LAST_DAY, reportedFrom, reportedTo, reportedAfterDeadline } = filter;
  const late = reportedAfterDeadline === undefined ? '' : 'asked';
  return [
    pool,
    ...(reportedFrom === undefined && reportedTo === undefined
      ? []
      : [reportedFrom ?? '', reportedTo ?? LAST_DAY]),
    paidFrom,
    paidTo,
    ...poolsOf(filter),
    ...[agency, bank, facility].flatMap((value) => [value, value]),
    ...[county, pool, county],
    ...[timing, timing],
    ...[late, reportedAfterDeadline === true ? 1 : 0],
  ];
}

/** Whether there is a choice of pools, and which. */
function poolsOf({ pools }: PaymentFilter): readonly [string, string] {
  return pools === undefined ? ['', '[]'] : ['some', JSON.stringify(pools)];
}

const twoSums = (name: string, amount: string): string =>
  `coalesce(sum((${amount}) / ${String(BILLION)}), 0) AS ${name}High, ` +
  `coalesce(sum((${amount}) % ${String(BILLION)}), 0) AS ${name}Low`;

const only = (condition: string): string => `CASE WHEN ${condition} THEN amountRial ELSE 0 END`;

const SUMMED = [
  'count(*) AS payments',
  "count(CASE WHEN reversal <> '' THEN 1 END) AS reversed",
  'count(CASE WHEN overdrawnRial > 0 THEN 1 END) AS contested',
  twoSums('amount', 'amountRial'),
  twoSums('reversed', only("reversal <> ''")),
  twoSums('contested', only('overdrawnRial > 0')),
].join(', ');

const SUMMED_AT_DEADLINES = [
  twoSums('inTime', only(IN_TIME)),
  twoSums('counted', COUNTED),
  twoSums('late', only("paidOn > deadline AND reversal = ''")),
  twoSums('reportedLate', only(REPORTED_LATE)),
].join(', ');

type SumsRow = Readonly<Record<string, number>>;

const FILTERED: readonly IdColumn[] = [
  ['paymentSums', 'pool'],
  ['paymentSums', 'agency'],
  ['paymentSums', 'bank'],
  ['facilities', 'county'],
];

export function paymentQuestions(tables: TableReader): PaymentQuestions {
  return {
    payments(given, verdicts, { sort = 'paidOn', descending = false, after, limit = 100 } = {}) {
      const filter = heldIn(tables, given);
      const { pool } = filter;
      const rows = pool === undefined ? [] : verdictRows(tables, pool, verdicts);
      const page = sortedPage<Key>(tables, {
        list:
          `${VERDICTS} SELECT pool, agency, paidOn, facilityId, bankReference, reportedOn, amountRial ` +
          `FROM ${tableOf(filter)} ${joinOf(filter)} WHERE ${conditions(filter)}`,
        parameters: [JSON.stringify(rows), ...parametersOf(filter)],
        order: ORDERS[sort],
        backwards: descending,
        key: ['pool', 'facilityId', 'bankReference'],
        after,
        limit,
      });
      const shown = rowsOf(tables, page.rows, rows);
      const counties = countiesOf(tables, shown);
      return {
        position: tables.position(),
        payments: shown.map((row) => onList(row, counties)),
        ...(page.next !== undefined && { next: page.next }),
        sums: sumsOf(tables, filter, rows),
      };
    },
  };
}

type Key = Pick<Row, 'pool' | 'agency' | 'paidOn' | 'facilityId' | 'bankReference'>;

/** Verdicts are looked up row by row only where rows are chosen by them. */
function joinOf({ timing, reportedAfterDeadline }: PaymentFilter): string {
  const asked = timing !== undefined || reportedAfterDeadline !== undefined;
  return asked ? 'LEFT JOIN verdicts ON verdictOf = agency' : 'LEFT JOIN (SELECT NULL AS deadline)';
}

/** The rows of a page: what is worked out of each is worked out for these alone. */
function rowsOf(tables: TableReader, keys: readonly Key[], verdicts: readonly VerdictRow[]): readonly Row[] {
  return tables.all<Row>(
    `${VERDICTS} SELECT payments.*, deadline, ${TIMING} AS timing, ${REPORTED_LATE} AS reportedLate, ` +
      'CAST(amountRial AS TEXT) AS amountText, CAST(overdrawnRial AS TEXT) AS overdrawnText, ' +
      `CAST(${COUNTED} AS TEXT) AS countedText FROM json_each(?) AS asked CROSS JOIN payments ON ` +
      'pool = asked.value ->> 0 AND agency = asked.value ->> 1 AND paidOn = asked.value ->> 2 AND ' +
      'facilityId = asked.value ->> 3 AND bankReference = asked.value ->> 4 ' +
      'LEFT JOIN verdicts ON verdictOf = agency ORDER BY asked.key',
    JSON.stringify(verdicts),
    JSON.stringify(
      keys.map(({ pool, agency, paidOn, facilityId, bankReference }) => [
        pool,
        agency,
        paidOn,
        facilityId,
        bankReference,
      ]),
    ),
  );
}

/** The filter in the spellings that the tables hold. */
function heldIn(tables: TableReader, filter: PaymentFilter): PaymentFilter {
  const held = heldFilter(tables, FILTERED, filter);
  const { facility, agency, bank, province } = held;
  if (facility === undefined) return held;
  // Only among the owner's: an id of somebody else costs the same as one that nothing bears.
  return { ...held, facility: recordedFacilityId(tables, facility, { agency, bank, province }) ?? facility };
}

function countiesOf(tables: TableReader, rows: readonly Row[]): ReadonlyMap<string, string> {
  const found = tables.all<{ key: string; county: string }>(
    'SELECT f.pool || char(10) || f.facilityId AS key, f.county FROM json_each(?) AS asked CROSS JOIN facilities AS f ' +
      'ON f.pool = asked.value ->> 0 AND f.facilityId = asked.value ->> 1',
    JSON.stringify(rows.map(({ pool, facilityId }) => [pool, facilityId])),
  );
  return new Map(found.map(({ key, county }) => [key, county]));
}

function onList(row: Row, counties: ReadonlyMap<string, string>): PaymentOnList {
  const { pool, facilityId, bankReference, agency, bank, introducedOn, paidOn, reportedOn } = row;
  const { timing, deadline, position, reversal, reversedOn, reversalReportedOn, reversalPosition } = row;
  return {
    pool,
    facilityId,
    bankReference,
    agency,
    bank,
    county: counties.get(`${pool}\n${facilityId}`) ?? '',
    introducedOn,
    paidOn,
    reportedOn,
    amountRial: row.amountText,
    overdrawnRial: row.overdrawnText,
    timing,
    deadline,
    isReportedAfterDeadline: row.reportedLate === 1,
    countedInTimeRial: row.countedText,
    position,
    ...(reversal !== '' && {
      reversal: { kind: reversal, reversedOn, reportedOn: reversalReportedOn, position: reversalPosition },
    }),
  };
}

function sumsOf(tables: TableReader, filter: PaymentFilter, verdicts: readonly VerdictRow[]): PaymentSums {
  const { pool, agency } = filter;
  if (pool === undefined) {
    const found = isOfSums(filter) ? addedUp(tables, filter) : summed(tables, filter, SUMMED, NO_VERDICT);
    return shownSums([found], false);
  }
  // Agency by agency: looking the verdict of each row up takes three times as long (measured).
  const agencies = tables
    .all<{ agency: string }>('SELECT DISTINCT agency FROM paymentSums WHERE pool = ? ORDER BY agency', pool)
    .filter((each) => agency === undefined || each.agency === agency);
  const sums = agencies.map((each) => {
    const [, ...verdict] = verdicts.find(([of]) => of === each.agency) ?? ['', ...NO_VERDICT];
    return summed(tables, { ...filter, agency: each.agency }, `${SUMMED}, ${SUMMED_AT_DEADLINES}`, verdict);
  });
  return shownSums(sums, true);
}

type Verdict = readonly [deadline: string | null, ...string[]];
const NO_VERDICT: Verdict = [null, '', '', '', '0'];

function summed(tables: TableReader, filter: PaymentFilter, columns: string, verdict: Verdict): SumsRow {
  const [deadline, ...last] = verdict;
  const [row] = tables.all<SumsRow>(
    `SELECT ${columns} FROM (${VERDICT}) CROSS JOIN ${tableOf(filter)} WHERE ` +
      `${filter.pool === undefined ? '' : 'agency = ? AND '}${conditions(filter)}`,
    // A parameter is never null.
    deadline ?? '',
    ...last,
    ...(filter.pool === undefined ? [] : [filter.agency ?? '']),
    ...parametersOf(filter),
  );
  if (row === undefined) throw new Error('SQLite gave no sums');
  return row;
}

/** Whether the sums of a filter stand in the table of sums. */
function isOfSums({
  pool: _pool,
  pools: _pools,
  agency: _agency,
  bank: _bank,
  ...others
}: PaymentFilter): boolean {
  return Object.values<unknown>(others).every((value) => value === undefined);
}

function addedUp(tables: TableReader, filter: PaymentFilter): SumsRow {
  const { agency = '', bank = '' } = filter;
  const rials = (name: string): string =>
    `coalesce(sum(${name}RialHigh), 0) AS ${name}High, coalesce(sum(${name}RialLow), 0) AS ${name}Low`;
  const [row] = tables.all<SumsRow>(
    'SELECT coalesce(sum(payments), 0) AS payments, coalesce(sum(reversed), 0) AS reversed, ' +
      `coalesce(sum(contested), 0) AS contested, ${rials('amount')}, ${rials('reversed')}, ${rials('contested')} ` +
      "FROM paymentSums WHERE (? = '' OR pool IN (SELECT value FROM json_each(?))) AND (? = '' OR agency = ?) " +
      "AND (? = '' OR bank = ?)",
    ...poolsOf(filter),
    agency,
    agency,
    bank,
    bank,
  );
  if (row === undefined) throw new Error('SQLite gave no sums');
  return row;
}

function shownSums(rows: readonly SumsRow[], atDeadlines: boolean): PaymentSums {
  const count = (name: string): number => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
  const amount = (name: string): Rial =>
    sumRial(rows.map((row) => joinRials(row[`${name}High`] ?? 0, row[`${name}Low`] ?? 0)));
  const text = (name: string): RialText => rialText(amount(name));
  return {
    payments: count('payments'),
    amountRial: text('amount'),
    paidRial: rialText(amount('amount') - amount('reversed')),
    reversed: { payments: count('reversed'), rial: text('reversed') },
    contested: { payments: count('contested'), rial: text('contested') },
    ...(atDeadlines && {
      atDeadlines: {
        inTimeRial: text('inTime'),
        countedInTimeRial: text('counted'),
        lateRial: text('late'),
        reportedAfterDeadlineRial: text('reportedLate'),
      },
    }),
  };
}
