import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { EventForms } from '@misaq/platform/kernel/event-forms.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import { utf8Bytes } from '@misaq/platform/kernel/text.js';
import type { CreditReallocated, PoolReviewed } from './review-events.js';
import { take } from './review.js';
import type { AgencyTrace, BankReports, LotTrace, Transfer } from './trace.js';

/*
 * How a large review is stored in the log. Events have at most 256 kB. A pool of 300 agencies with 12 lots each needs
 * five times as much in the usual form. Its trace is then stored as tables: column names once, a row for each agency
 * and lot, each clock once. Values that repeat or follow from other columns are left out.
 *
 * The writer of an event calls `storedForm`, and its reader calls `fullForm`. No other code knows the tables. An event
 * that fits is stored unchanged.
 */

/** An event may have 256 kB; this leaves room for the fields beside the trace. */
export const REVIEW_BYTES_MAX = 240 * 1024;

/** Size in bytes of the data of an event as stored. */
export function storedBytes(type: string, data: object): number {
  return utf8Bytes(canonicalJson(storedForm(type, data)));
}

/**
 * The data of an event as stored: in tables if it would otherwise be too large.
 * @param bytesMax above which tables are used
 */
export function storedForm(type: string, data: object, bytesMax = REVIEW_BYTES_MAX): object {
  if (type !== 'PoolReviewed' && type !== 'CreditReallocated') return data;
  const made = bytesMax === REVIEW_BYTES_MAX ? madeForms.get(data) : undefined;
  if (made !== undefined) return made;
  const form = utf8Bytes(canonicalJson(data)) <= bytesMax ? data : inTables(type, data);
  if (bytesMax === REVIEW_BYTES_MAX) madeForms.set(data, form);
  return form;
}

/**
 * Cache: the decision measures the stored form, and the writer asks for it again. A large review is converted once.
 */
const madeForms = new WeakMap<object, object>();

function inTables(type: 'PoolReviewed' | 'CreditReallocated', data: object): object {
  return type === 'PoolReviewed'
    ? reviewInTables(data as PoolReviewed)
    : movesInTables(data as CreditReallocated);
}

/** The data of an event in its usual form, however it was stored. */
export function fullForm(type: string, data: object): object {
  if (type !== 'PoolReviewed' && type !== 'CreditReallocated') return data;
  if (!('form' in data) || data.form !== 'tables') return data;
  return type === 'PoolReviewed'
    ? reviewFromTables(data as ReviewInTables)
    : movesFromTables(data as MovesInTables);
}

/** Conversions to and from the stored form, by type of event. */
export const creditForms = {
  PoolReviewed: {
    write: (data) => storedForm('PoolReviewed', data),
    read: (data) => fullForm('PoolReviewed', data),
  },
  CreditReallocated: {
    write: (data) => storedForm('CreditReallocated', data),
    read: (data) => fullForm('CreditReallocated', data),
  },
} as const satisfies EventForms;

/** Rials in a table: a number when it is a safe integer, which saves quotation marks, else decimal digits. */
type TableRial = number | string;

/** The fields that lots with the same day and clock share. */
type ClockRow = Pick<
  LotTrace,
  | 'startsOn'
  | 'clock'
  | 'otherClocks'
  | 'deadline'
  | 'provisional'
  | 'holidaysSkipped'
  | 'expired'
  | 'protected'
>;

/**
 * Ids of lots are alike: `shared` is the number of leading characters that equal those of the lot before. Lots are in
 * the order of the whole review. `unpaid` is left out where it is the whole amount.
 */
type LotRow = readonly [shared: number, rest: string, clock: number, amount: TableRial, unpaid?: TableRial];
type ReportRow = readonly [bank: number, waiting: TableRial];
/** Agencies are row numbers. `settles` is left out where nothing is settled. */
type TransferRow = readonly [from: number, to: number, amount: TableRial, settles?: TableRial];

interface ReviewInTables extends Omit<PoolReviewed, 'agencies' | 'transfers'> {
  readonly form: 'tables';
  /** Fields of `AgencyTrace`, in the order of the cells. Empty cells at the end of a row are left out. */
  readonly columns: readonly string[];
  readonly agencies: readonly (readonly (TableRial | null)[])[];
  readonly clocks: readonly ClockRow[];
  /** The lots of each agency, in the order of `agencies`. */
  readonly lots: readonly (readonly LotRow[])[];
  /** Each row names its agency by row number. */
  readonly settled: readonly (readonly [agency: number, lots: number, amount: TableRial])[];
  readonly banks: readonly (readonly [bank: string, lastRecordedOn?: string])[];
  readonly reports: readonly (readonly [agency: number, reports: readonly ReportRow[]])[];
  readonly transfers: readonly TransferRow[];
}

/** The cells of an agency. Lots, settled lots and reports have their own tables. */
const COLUMNS = [
  'agency',
  'verdict',
  'thresholdPercent',
  'creditRial',
  'paidRial',
  'deadline',
  'dueRial',
  'paidInTimeRial',
  'introducedInTimeRial',
  'absorptionBasisPoints',
  'agencyShareBasisPoints',
  'bankShareBasisPoints',
  'pendingRial',
  'unmetDemandRial',
  'unpaidExpiredRial',
  'movableRial',
  'cannotReceive',
  'protectedRial',
  'ringFencedRial',
  'overdrawnRial',
  'paidAfterDeadlineRial',
  'reportedAfterDeadlineRial',
  'introducedReportedAfterDeadlineRial',
  'returnedSoonRial',
  'nextDeadline',
  'workingDaysLeft',
  'creditTakenOn',
  'reportsDueUntil',
] as const satisfies readonly (keyof AgencyTrace)[];

/** Fails to compile when a field of an agency is in no table. */
type Untabled = Exclude<keyof AgencyTrace, (typeof COLUMNS)[number] | 'lots' | 'settled' | 'reports'>;
true satisfies Untabled extends never ? true : never;

function reviewInTables({ agencies, transfers, ...rest }: PoolReviewed): ReviewInTables {
  const clocks = new Numbered<ClockRow>();
  const banks = new Numbered<readonly [bank: string, lastRecordedOn?: string]>();
  let before = '';
  const lotRow = (lot: LotTrace): LotRow => {
    const { lotId, amountRial, unpaidRial, ...clock } = lot;
    const shared = sharedLetters(before, lotId);
    before = lotId;
    const row = [shared, lotId.slice(shared), clocks.number(clock), tableRial(amountRial)] as const;
    return unpaidRial === amountRial ? row : [...row, tableRial(unpaidRial)];
  };
  const reportRow = ({ bank, waitingRial, lastRecordedOn }: BankReports): ReportRow => [
    banks.number(lastRecordedOn === undefined ? [bank] : [bank, lastRecordedOn]),
    tableRial(waitingRial),
  ];
  const number = new Map(agencies.map(({ agency }, index) => [agency, index]));
  return {
    ...rest,
    form: 'tables',
    columns: COLUMNS,
    agencies: agencies.map(agencyRow),
    lots: agencies.map(({ lots }) => lots.map(lotRow)),
    settled: agencies.flatMap(({ settled }, index) =>
      settled === undefined ? [] : [[index, settled.lots, tableRial(settled.amountRial)] as const],
    ),
    reports: agencies.flatMap(({ reports }, index) =>
      reports === undefined ? [] : [[index, reports.map(reportRow)] as const],
    ),
    transfers: transfers.map(({ from, to, amountRial, settlesOverdraftRial }): TransferRow => {
      const row = [numberOf(number, from), numberOf(number, to), tableRial(amountRial)] as const;
      return settlesOverdraftRial === undefined ? row : [...row, tableRial(settlesOverdraftRial)];
    }),
    clocks: clocks.values,
    banks: banks.values,
  };
}

function agencyRow(trace: AgencyTrace): (TableRial | null)[] {
  const cells = COLUMNS.map((column) => {
    const value = trace[column];
    if (value === undefined) return null;
    return isRial(column) ? tableRial(String(value)) : value;
  });
  while (cells.at(-1) === null) cells.pop();
  return cells;
}

function reviewFromTables(tables: ReviewInTables): PoolReviewed {
  const {
    form: _form,
    columns,
    agencies,
    clocks,
    lots,
    settled,
    banks,
    reports,
    transfers,
    ...others
  } = tables;
  const settledOf = new Map(settled.map(([agency, count, amount]) => [agency, { lots: count, amount }]));
  const reportsOf = new Map(reports);
  let before = '';
  const lotOf = ([shared, rest, clock, amount, unpaid = amount]: LotRow): LotTrace => {
    before = before.slice(0, shared) + rest;
    return {
      lotId: before,
      ...found(clocks, clock),
      amountRial: String(amount),
      unpaidRial: String(unpaid),
    };
  };
  const traces = agencies.map((cells, index): AgencyTrace => {
    const settledLots = settledOf.get(index);
    const waiting = reportsOf.get(index);
    const fields = columns.flatMap((column, cell) => {
      const value = cells[cell] ?? null;
      if (value === null) return [];
      return [[column, isRial(column) ? String(value) : value] as const];
    });
    return {
      ...(Object.fromEntries(fields) as unknown as Omit<AgencyTrace, 'lots'>),
      ...(waiting && { reports: waiting.map((row) => reportOf(row, banks)) }),
      lots: (lots[index] ?? []).map(lotOf),
      ...(settledLots && { settled: { lots: settledLots.lots, amountRial: String(settledLots.amount) } }),
    };
  });
  return { ...others, agencies: traces, transfers: transfersFrom(transfers, traces) };
}

/** How many leading characters two ids share. Never cuts a surrogate pair. */
function sharedLetters(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  const last = shared === 0 ? 0 : b.charCodeAt(shared - 1);
  return last >= 0xd800 && last <= 0xdbff ? shared - 1 : shared;
}

function reportOf([bank, waiting]: ReportRow, banks: ReviewInTables['banks']): BankReports {
  const [name, lastRecordedOn] = found(banks, bank);
  return {
    bank: name,
    waitingRial: String(waiting),
    ...(lastRecordedOn !== undefined && {
      lastRecordedOn: lastRecordedOn as NonNullable<BankReports['lastRecordedOn']>,
    }),
  };
}

/**
 * Rebuilds the lots that each transfer takes. Their order determines them: earliest deadline first, as in the rule.
 */
function transfersFrom(rows: readonly TransferRow[], agencies: readonly AgencyTrace[]): Transfer[] {
  const giving = new Map<number, { readonly lotId: string; leftRial: bigint }[]>();
  return rows.map(([from, to, amount, settles]) => {
    const donor = found(agencies, from);
    let lots = giving.get(from);
    if (lots === undefined) {
      lots = donor.lots
        .filter((lot) => lot.expired && !lot.protected)
        .map(({ lotId, unpaidRial }) => ({ lotId, leftRial: BigInt(unpaidRial) }));
      giving.set(from, lots);
    }
    if (donor.deadline === undefined)
      throw new Error(`${donor.agency} gives credit although no deadline of it has passed`);
    return {
      from: donor.agency,
      to: found(agencies, to).agency,
      amountRial: String(amount),
      ...(settles !== undefined && { settlesOverdraftRial: String(settles) }),
      missedDeadline: donor.deadline,
      takes: take(lots, BigInt(amount)),
    };
  });
}

type Move = CreditReallocated['transfers'][number];

interface MovesInTables extends Omit<CreditReallocated, 'transfers'> {
  readonly form: 'tables';
  /** Each transfer with its takes as alternating lot and amount. */
  readonly transfers: readonly (readonly [
    move: Omit<Move, 'takes' | 'clock' | 'deadline'>,
    takes: readonly TableRial[],
  ])[];
  /** The clock of all received lots: they start on the same day, under the same policy. */
  readonly clock: Move['clock'];
  readonly deadline: Move['deadline'];
}

function movesInTables({ transfers, ...rest }: CreditReallocated): MovesInTables {
  const { clock, deadline } = found(transfers, 0);
  return {
    ...rest,
    form: 'tables',
    clock,
    deadline,
    transfers: transfers.map(({ takes, clock: _clock, deadline: _deadline, ...move }) => [
      move,
      takes.flatMap(({ lotId, amountRial }) => [lotId, tableRial(amountRial)]),
    ]),
  };
}

function movesFromTables({
  form: _form,
  clock,
  deadline,
  transfers,
  ...rest
}: MovesInTables): CreditReallocated {
  return {
    ...rest,
    transfers: transfers.map(([move, cells]) => ({
      ...move,
      clock,
      deadline,
      takes: cells.flatMap((lotId, index) =>
        index % 2 === 0 ? [{ lotId: String(lotId), amountRial: String(cells[index + 1]) }] : [],
      ),
    })),
  };
}

function isRial(column: string): boolean {
  return column.endsWith('Rial');
}

function tableRial(amount: RialText): TableRial {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount;
}

function found<Row>(rows: readonly Row[], number: number): Row {
  const row = rows[number];
  if (row === undefined) throw new RangeError(`a table of a review has no row ${String(number)}`);
  return row;
}

function numberOf(numbers: ReadonlyMap<string, number>, agency: string): number {
  const number = numbers.get(agency);
  if (number === undefined) throw new Error(`${agency} is in a transfer and not in the review`);
  return number;
}

/** Distinct values in order of arrival, each with its number. */
class Numbered<Value> {
  readonly values: Value[] = [];
  readonly #numbers = new Map<string, number>();

  number(value: Value): number {
    const key = canonicalJson(value);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
