import { daysBetween, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import { joinRials } from '@misaq/platform/projections/rials.js';
import { ALL } from '@misaq/platform/projections/sums.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { heldSpelling, spellingAmong } from '@misaq/platform/projections/spellings.js';
import { percentile, type Histogram } from './histogram.js';

export interface CountAndRials {
  readonly facilities: number;
  readonly rial: RialText;
}

export interface BankOnBoard {
  readonly bank: string;
  /** Facilities introduced to it, with their amounts as corrected. */
  readonly introduced: CountAndRials;
  /** Payments that stand, and what was paid less what came back. */
  readonly paid: { readonly payments: number; readonly facilitiesInFull: number; readonly rial: RialText };
  readonly declined: CountAndRials;
  /** Taken back by the applicant or the agency; the amount is what was not paid. */
  readonly withdrawn: CountAndRials;
  /** Finished by the bank before all was paid; the amount is what was not paid. */
  readonly closed: CountAndRials;
  /** Median days from introduction to payment; absent when nothing was paid. */
  readonly medianDaysToPayment?: number;
  readonly ninetiethPercentileDaysToPayment?: number;
  /** Days from payment to its recording here. */
  readonly medianDaysToReport?: number;
  /** What waits now and was introduced by the day asked for; ages in days on that day. */
  readonly waiting: CountAndRials & { readonly medianDays?: number; readonly oldestDays?: number };
}

export interface BankBoard extends Fresh {
  readonly asOf: PlainDate;
  /** Absent when the board covers all pools. */
  readonly pool?: string;
  /** In order of id. */
  readonly banks: readonly BankOnBoard[];
}

/** A bank's figures in one pool. */
export interface BankInPool {
  readonly pool: string;
  readonly facilities: {
    readonly introduced: number;
    readonly waiting: number;
    readonly paidInFull: number;
    readonly declined: number;
    readonly withdrawn: number;
    readonly closed: number;
    readonly payments: number;
  };
  /** Introduced to the bank less withdrawn. */
  readonly introducedRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
}

export interface BankQuestions {
  /** The pools with facilities introduced to a bank, by name. */
  readonly poolsOf: (bank: string) => readonly BankInPool[];
  /** Whether a pool, in any spelling, has facilities introduced to a bank. */
  readonly isPoolOf: (bank: string, pool: string) => boolean;
  /** Covers all pools when none is named; with `province`, those of the province. */
  readonly bankBoard: (
    asOf: PlainDate,
    options?: { readonly pool?: string; readonly bank?: string; readonly province?: string },
  ) => BankBoard;
}

interface SumsRow {
  readonly bank: string;
  readonly introduced: number;
  readonly waiting: number;
  readonly paidInFull: number;
  readonly payments: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly closed: number;
  readonly introducedRialHigh: number;
  readonly introducedRialLow: number;
  readonly paidRialHigh: number;
  readonly paidRialLow: number;
  readonly declinedRialHigh: number;
  readonly declinedRialLow: number;
  readonly withdrawnRialHigh: number;
  readonly withdrawnRialLow: number;
  readonly closedRialHigh: number;
  readonly closedRialLow: number;
}

/** Facilities that wait at a bank, by day of introduction. */
type WaitingDay = readonly [introducedOn: PlainDate, facilities: number, rialHigh: number, rialLow: number];

/** Payments of a bank, by number of days. */
type Delay = readonly [days: number, paid: number, reported: number];

/** One JSON text for each bank: thousands of days as separate rows take four times as long to transfer (measured). */
interface Listed {
  readonly bank: string;
  readonly list: string;
}

const WAITING =
  'SELECT bank, json_group_array(json_array(introducedOn, facilities, waitingRialHigh, waitingRialLow)) AS list ' +
  'FROM waiting WHERE pool = ? AND introducedOn <= ? AND facilities > 0 GROUP BY bank';

const DELAYS =
  'SELECT bank, json_group_array(json_array(days, paid, reported)) AS list FROM delays WHERE pool = ? GROUP BY bank';

export function bankQuestions(tables: TableReader): BankQuestions {
  return {
    poolsOf: (bank) =>
      tables
        .all<SumsRow & { pool: string }>('SELECT * FROM banks WHERE bank = ? ORDER BY pool', bank)
        .map(inPool),
    isPoolOf: (bank, pool) => spellingAmong(tables, ['banks', 'pool'], pool, { bank }) !== undefined,
    bankBoard(asOf, { pool: given, bank, province } = {}) {
      const pool = given === undefined ? undefined : heldSpelling(tables, ['banks', 'pool'], given);
      const sums = (
        pool === undefined
          ? tables.all<SumsRow & { pool: string }>('SELECT * FROM banks ORDER BY bank, pool')
          : tables.all<SumsRow & { pool: string }>('SELECT * FROM banks WHERE pool = ? ORDER BY bank', pool)
      ).filter((row) => province === undefined || parsePool(row.pool)?.province === province);
      const scopes =
        pool === undefined && province !== undefined
          ? [...new Set(sums.map((row) => row.pool))]
          : [pool ?? ALL];
      const waiting = lists<WaitingDay>(scopes.flatMap((each) => tables.all<Listed>(WAITING, each, asOf)));
      const delays = lists<Delay>(scopes.flatMap((each) => tables.all<Listed>(DELAYS, each)));
      const banks = [...byBank(sums)].filter(([id]) => bank === undefined || id === bank);
      return {
        position: tables.position(),
        asOf,
        ...(pool !== undefined && { pool }),
        banks: banks.map(([id, rows]) =>
          onBoard(id, rows, waiting.get(id) ?? [], delays.get(id) ?? [], asOf),
        ),
      };
    },
  };
}

function inPool(row: SumsRow & { readonly pool: string }): BankInPool {
  const { pool, introduced, waiting, paidInFull, declined, withdrawn, closed, payments } = row;
  const introducedRial = joinRials(row.introducedRialHigh, row.introducedRialLow);
  const withdrawnRial = joinRials(row.withdrawnRialHigh, row.withdrawnRialLow);
  return {
    pool,
    facilities: { introduced, waiting, paidInFull, declined, withdrawn, closed, payments },
    introducedRial: rialText(introducedRial - withdrawnRial),
    paidRial: rialText(joinRials(row.paidRialHigh, row.paidRialLow)),
  };
}

function onBoard(
  bank: string,
  rows: readonly SumsRow[],
  waiting: readonly WaitingDay[],
  delays: readonly Delay[],
  asOf: PlainDate,
): BankOnBoard {
  const count = (of: (row: SumsRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const rials = (of: (row: SumsRow) => Rial) => rialText(sumRial(rows.map(of)));
  const toPayment: Histogram = delays.map(([days, paid]) => [days, paid]);
  const toReport: Histogram = delays.map(([days, , reported]) => [days, reported]);
  const medianDaysToPayment = percentile(toPayment, 50);
  const ninetiethPercentileDaysToPayment = percentile(toPayment, 90);
  const medianDaysToReport = percentile(toReport, 50);
  return {
    bank,
    introduced: {
      facilities: count((row) => row.introduced),
      rial: rials((row) => joinRials(row.introducedRialHigh, row.introducedRialLow)),
    },
    paid: {
      payments: count((row) => row.payments),
      facilitiesInFull: count((row) => row.paidInFull),
      rial: rials((row) => joinRials(row.paidRialHigh, row.paidRialLow)),
    },
    declined: {
      facilities: count((row) => row.declined),
      rial: rials((row) => joinRials(row.declinedRialHigh, row.declinedRialLow)),
    },
    withdrawn: {
      facilities: count((row) => row.withdrawn),
      rial: rials((row) => joinRials(row.withdrawnRialHigh, row.withdrawnRialLow)),
    },
    closed: {
      facilities: count((row) => row.closed),
      rial: rials((row) => joinRials(row.closedRialHigh, row.closedRialLow)),
    },
    ...(medianDaysToPayment !== undefined && { medianDaysToPayment }),
    ...(ninetiethPercentileDaysToPayment !== undefined && { ninetiethPercentileDaysToPayment }),
    ...(medianDaysToReport !== undefined && { medianDaysToReport }),
    waiting: whatWaits(waiting, asOf),
  };
}

function whatWaits(waiting: readonly WaitingDay[], asOf: PlainDate): BankOnBoard['waiting'] {
  const ages: Histogram = waiting.map(([introducedOn, facilities]) => [
    daysBetween(introducedOn, asOf),
    facilities,
  ]);
  const medianDays = percentile(ages, 50);
  const oldestDays = percentile(ages, 100);
  return {
    facilities: waiting.reduce((total, [, facilities]) => total + facilities, 0),
    rial: rialText(sumRial(waiting.map(([, , high, low]) => joinRials(high, low)))),
    ...(medianDays !== undefined && { medianDays }),
    ...(oldestDays !== undefined && { oldestDays }),
  };
}

function lists<Item>(rows: readonly Listed[]): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, readonly Item[]>();
  for (const { bank, list } of rows)
    found.set(bank, [...(found.get(bank) ?? []), ...(JSON.parse(list) as Item[])]);
  return found;
}

function byBank(rows: readonly SumsRow[]): ReadonlyMap<string, readonly SumsRow[]> {
  const grouped = new Map<string, SumsRow[]>();
  for (const row of rows) {
    const group = grouped.get(row.bank);
    if (group === undefined) grouped.set(row.bank, [row]);
    else group.push(row);
  }
  return grouped;
}
