import { daysBetween } from '@misaq/platform/calendar/plain-date.js';
import {
  FACILITY_EVENTS,
  type FacilityEnded,
  type FacilityEvent,
  type ReturnedLater,
} from '../../domain/facility-events.js';
import { rial, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { sums } from '@misaq/platform/projections/sums.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { changesOf, readWithWithdrawals, withdrawalsTable, type FacilityChange } from '../facility-states.js';
import { poolOf } from '../../domain/pool-stream.js';

export const BANK_BOARD = 'bank-board';

const tables = {
  banks: sums({
    key: ['pool', 'bank'],
    counts: ['introduced', 'waiting', 'paidInFull', 'payments', 'declined', 'withdrawn', 'closed'],
    rials: ['introducedRial', 'paidRial', 'declinedRial', 'withdrawnRial', 'closedRial'],
  }),
  // Over all pools there are tens of thousands of days: too many to sum up in a question.
  /** Number of waiting facilities by day of introduction. */
  waiting: sums({
    key: ['pool', 'bank', 'introducedOn'],
    counts: ['facilities'],
    rials: ['waitingRial'],
    over: 'pool',
  }),
  /** Number of payments by days since the introduction, and by days until they were recorded. */
  delays: sums({ key: ['pool', 'bank', 'days'], counts: ['paid', 'reported'], over: 'pool' }),
  withdrawals: withdrawalsTable,
};

export const bankBoardProjection = defineProjection({
  name: BANK_BOARD,
  schemaVersion: 3,
  tables,
  types: FACILITY_EVENTS,
  apply(stored, work) {
    const pool = poolOf(stored.stream);
    const event = readWithWithdrawals(stored, pool, work.withdrawals);
    const change = changesOf(event);
    const bank = work.banks.row(pool, change.bank);
    countStates(bank, change);
    addRials(bank, event, change.waitingRial);
    addWaiting(change, pool, work);
    addDelays(event, pool, work);
  },
});

type BankRow = ReturnType<Tables<typeof tables>['banks']['row']>;

function countStates(bank: BankRow, change: FacilityChange): void {
  bank.introduced += change.introduced;
  bank.waiting += change.waiting;
  bank.paidInFull += change.paidInFull;
  bank.payments += change.payments;
  bank.declined += change.declined;
  bank.withdrawn += change.withdrawn;
  bank.closed += change.closed;
}

/** `waitingRial` is the change of the waiting amount: introduced money waits; ended facilities do not. */
function addRials(bank: BankRow, event: FacilityEvent, waitingRial: Rial): void {
  switch (event.type) {
    case 'FacilityIntroduced':
    case 'IntroductionCorrected':
      bank.introducedRial += waitingRial;
      return;
    case 'FacilityPaid':
      addPaid(bank, rial(event.data.amountRial), event.data.ended);
      return;
    case 'FacilityPaymentReversed':
      // An ended facility does not wait for the money again.
      addPaid(bank, -rial(event.data.amountRial), event.data.ended);
      return;
    case 'FacilityDeclined':
      bank.declinedRial -= waitingRial;
      return;
    case 'FacilityWithdrawn':
      bank.withdrawnRial -= waitingRial;
      return;
    case 'FacilityClosed':
      // Money that came back only after that day still counted as paid when the facility was closed.
      bank.closedRial -= waitingRial + thenPaid(event.data.returnedLater);
      return;
  }
}

function thenPaid(returnedLater: readonly ReturnedLater[] = []): Rial {
  return sumRial(returnedLater.map(({ amountRial }) => rial(amountRial)));
}

/** Corrects the unpaid amount of an ended facility, by payments and errors that are reported only after its end. */
function addPaid(bank: BankRow, amount: Rial, ended: FacilityEnded | undefined): void {
  bank.paidRial += amount;
  if (ended?.status === 'closed') bank.closedRial -= amount;
  if (ended?.status === 'withdrawn') bank.withdrawnRial -= amount;
}

function addWaiting(change: FacilityChange, pool: string, { waiting }: Tables<typeof tables>): void {
  if (change.waiting === 0 && change.waitingRial === 0n) return;
  const day = waiting.row(pool, change.bank, change.introducedOn);
  day.facilities += change.waiting;
  day.waitingRial += change.waitingRial;
}

function addDelays(event: FacilityEvent, pool: string, { delays }: Tables<typeof tables>): void {
  if (event.type === 'FacilityPaid') {
    const { bank, introducedOn, paidOn, reportedOn } = event.data;
    delays.row(pool, bank, daysBetween(introducedOn, paidOn)).paid += 1;
    delays.row(pool, bank, daysBetween(paidOn, reportedOn)).reported += 1;
  }
  // Returned money had been paid, after this many days. A payment recorded in error never was.
  if (event.type === 'FacilityPaymentReversed' && event.data.kind === 'recorded-in-error') {
    const { bank, introducedOn, paidOn, paymentReportedOn } = event.data;
    delays.row(pool, bank, daysBetween(introducedOn, paidOn)).paid -= 1;
    delays.row(pool, bank, daysBetween(paidOn, paymentReportedOn)).reported -= 1;
  }
}
