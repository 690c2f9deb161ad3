import { daysBetween, type PlainDate } from '@misaq/calendar/plain-date.js';
import { type CreditEvent } from '@misaq/domain/credit/events.js';
import { rial } from '@misaq/domain/kernel/money.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { sums } from '@misaq/projections/sums.js';
import { type Tables } from '@misaq/projections/table.js';
import { poolOf } from '../credit-board/projection.js';
import { changesOf, type FacilityChange } from '../facility-states.js';

export const BANK_BOARD = 'bank-board';

const tables = {
  banks: sums({
    key: ['pool', 'bank'],
    counts: ['introduced', 'waiting', 'paidInFull', 'payments', 'declined', 'withdrawn', 'closed'],
    rials: ['introducedRial', 'paidRial', 'declinedRial', 'withdrawnRial', 'closedRial'],
  }),
  /** How many facilities wait, by the day they were introduced. */
  waiting: sums({ key: ['pool', 'bank', 'introducedOn'], counts: ['facilities'], rials: ['waitingRial'] }),
  /** How many payments came so many days after the introduction. */
  paymentDays: sums({ key: ['pool', 'bank', 'days'], counts: ['payments'] }),
  /** How many payments were recorded so many days after they had been made. */
  reportingDays: sums({ key: ['pool', 'bank', 'days'], counts: ['payments'] }),
};

export const bankBoardProjection = defineProjection({
  name: BANK_BOARD,
  schemaVersion: 1,
  tables,
  types: new Set<CreditEvent['type']>([
    'FacilityIntroduced',
    'IntroductionCorrected',
    'FacilityDeclined',
    'FacilityWithdrawn',
    'FacilityPaid',
    'FacilityPaymentReversed',
    'FacilityClosed',
  ]),
  apply(stored, work) {
    const event = stored as unknown as CreditEvent;
    const change = changesOf(event);
    if (change === undefined) return;
    const pool = poolOf(stored.stream);
    count(change, pool, work);
    addRials(event, pool, work);
    addDays(event, pool, work);
  },
});

function count(change: FacilityChange, pool: string, { banks, waiting }: Tables<typeof tables>): void {
  const row = banks.row(pool, change.bank);
  row.introduced += change.introduced;
  row.waiting += change.waiting;
  row.paidInFull += change.paidInFull;
  row.payments += change.payments;
  row.declined += change.declined;
  row.withdrawn += change.withdrawn;
  row.closed += change.closed;
  if (change.waiting === 0 && change.waitingRial === 0n) return;
  const day = waiting.row(pool, change.bank, change.introducedOn);
  day.facilities += change.waiting;
  day.waitingRial += change.waitingRial;
}

function addRials(event: CreditEvent, pool: string, { banks }: Tables<typeof tables>): void {
  switch (event.type) {
    case 'FacilityIntroduced':
      banks.row(pool, event.data.bank).introducedRial += rial(event.data.amountRial);
      return;
    case 'IntroductionCorrected':
      banks.row(pool, event.data.bank).introducedRial +=
        rial(event.data.amountRial) - rial(event.data.previousAmountRial);
      return;
    case 'FacilityPaid':
      banks.row(pool, event.data.bank).paidRial += rial(event.data.amountRial);
      return;
    case 'FacilityPaymentReversed':
      banks.row(pool, event.data.bank).paidRial -= rial(event.data.amountRial);
      return;
    case 'FacilityDeclined':
      banks.row(pool, event.data.bank).declinedRial += rial(event.data.unpaidRial);
      return;
    case 'FacilityWithdrawn':
      banks.row(pool, event.data.bank).withdrawnRial += rial(event.data.unpaidRial);
      return;
    case 'FacilityClosed':
      banks.row(pool, event.data.bank).closedRial += rial(event.data.unpaidRial);
      return;
    case 'PoolOpened':
    case 'PolicyAdopted':
    case 'CreditAllocated':
    case 'AllocationCorrected':
    case 'PoolReviewed':
    case 'ReviewSuperseded':
    case 'CreditReallocated':
    case 'ReallocationDismissed':
    case 'ReallocationReversed':
      return;
  }
}

function addDays(event: CreditEvent, pool: string, { paymentDays, reportingDays }: Tables<typeof tables>): void {
  const add = (
    bank: string,
    { introducedOn, paidOn, reportedOn }: Readonly<Record<'introducedOn' | 'paidOn' | 'reportedOn', PlainDate>>,
    payments: number,
  ) => {
    paymentDays.row(pool, bank, daysBetween(introducedOn, paidOn)).payments += payments;
    reportingDays.row(pool, bank, daysBetween(paidOn, reportedOn)).payments += payments;
  };
  if (event.type === 'FacilityPaid') add(event.data.bank, event.data, 1);
  // Money that came back had been paid, after so many days; a payment recorded in error never was.
  if (event.type === 'FacilityPaymentReversed' && event.data.kind === 'recorded-in-error')
    add(event.data.bank, { ...event.data, reportedOn: event.data.paymentReportedOn }, -1);
}
