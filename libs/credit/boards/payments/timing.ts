import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rial, rialText, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import { BILLION, joinRials } from '@misaq/platform/projections/rials.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';

/**
 * How a payment stands to the deadline of its agency's verdict. `not-counted`: it came back, or was recorded in error,
 * so that the verdict does not know it. `no-deadline`: no time is up yet.
 */
export const PAYMENT_TIMINGS = ['in-time', 'late', 'not-counted', 'no-deadline'] as const;
export type PaymentTiming = (typeof PAYMENT_TIMINGS)[number];

/** The verdict of an agency in the pool of the list: by its deadline a payment is in time or late. */
export interface VerdictOfPayments {
  readonly agency: string;
  readonly deadline?: PlainDate;
  readonly dueRial?: RialText;
  /** At most what was due. */
  readonly paidInTimeRial?: RialText;
}

/** A deadline, and the last payment that counts at it with what of it counts. */
export type VerdictRow = readonly [
  agency: string,
  deadline: PlainDate,
  lastOn: string,
  lastFacility: string,
  lastReference: string,
  lastRial: string,
];

/** After every day: all payments in time count. */
const NO_LAST = ['9999-12-31', '', '', '0'] as const;

const IN_TIME = "paidOn <= ? AND (reversal = '' OR (reversal = 'returned' AND reversedOn > ?))";

const BY_DAY =
  `SELECT paidOn, sum(amountRial / ${String(BILLION)}) AS high, sum(amountRial % ${String(BILLION)}) AS low ` +
  `FROM payments WHERE pool = ? AND agency = ? AND ${IN_TIME} GROUP BY paidOn ORDER BY paidOn`;

const OF_DAY =
  'SELECT facilityId, bankReference, CAST(amountRial AS TEXT) AS amount FROM payments ' +
  `WHERE pool = ? AND agency = ? AND ${IN_TIME} AND paidOn = ? ORDER BY facilityId, bankReference`;

/** The deadlines of a pool, with the place up to which payments count at each. */
export function verdictRows(
  tables: TableReader,
  pool: string,
  verdicts: readonly VerdictOfPayments[],
): readonly VerdictRow[] {
  return verdicts.flatMap(({ agency, deadline, dueRial, paidInTimeRial }) => {
    if (deadline === undefined || dueRial === undefined) return [];
    // Less was paid in time than was due, so all of it counts.
    const isBelow = paidInTimeRial !== undefined && rial(paidInTimeRial) < rial(dueRial);
    const last = isBelow ? NO_LAST : lastCounted(tables, [pool, agency, deadline, deadline], rial(dueRial));
    return [[agency, deadline, ...last] as const];
  });
}

function lastCounted(
  tables: TableReader,
  place: readonly [pool: string, agency: string, deadline: string, deadline: string],
  dueRial: Rial,
): readonly [on: string, facility: string, reference: string, amount: string] {
  let left = dueRial;
  const days = tables.all<{ paidOn: string; high: number; low: number }>(BY_DAY, ...place);
  for (const { paidOn, high, low } of days) {
    const paid = joinRials(high, low);
    if (paid <= left) {
      left -= paid;
      continue;
    }
    const payments = tables.all<{ facilityId: string; bankReference: string; amount: string }>(
      OF_DAY,
      ...place,
      paidOn,
    );
    for (const { facilityId, bankReference, amount } of payments) {
      if (rial(amount) > left) return [paidOn, facilityId, bankReference, rialText(left)];
      left -= rial(amount);
    }
  }
  return NO_LAST;
}
