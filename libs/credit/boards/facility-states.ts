import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { asRecordedByVersion2 } from '../domain/earlier-events.js';
import type { FacilityEvent, IntroductionCorrected } from '../domain/facility-events.js';
import { rial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import { records, type Records } from '@misaq/platform/projections/records.js';

/**
 * The day of withdrawal of each withdrawn facility. Boards need it to interpret returns that were recorded before
 * version 2 of the rule.
 */
export type Withdrawals = Records<['pool', 'facilityId'], PlainDate>;
export const withdrawalsTable = records<['pool', 'facilityId'], PlainDate>(['pool', 'facilityId']);

/** Converts an event to version 2 of the rule. Stores withdrawals for later events. */
export function readWithWithdrawals(
  event: FacilityEvent,
  pool: string,
  withdrawals: Withdrawals,
): FacilityEvent {
  if (event.type === 'FacilityWithdrawn')
    withdrawals.set([pool, event.data.facilityId], event.data.withdrawnOn);
  return asRecordedByVersion2(event, (facilityId) => withdrawals.get(pool, facilityId));
}

/**
 * How an event changes the counts of facilities. A facility is introduced once. It waits at its bank until it is fully
 * paid, declined, withdrawn or closed. An open one waits again when its money comes back.
 */
export interface FacilityChange {
  readonly agency: string;
  readonly bank: string;
  readonly introducedOn: PlainDate;
  readonly introduced: number;
  readonly waiting: number;
  readonly paidInFull: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly closed: number;
  /** Payments that stand: a reversal subtracts one. */
  readonly payments: number;
  /** Change of the waiting amount. */
  readonly waitingRial: Rial;
}

export function changesOf(event: FacilityEvent): FacilityChange {
  const { agency, bank, introducedOn } = event.data;
  const change = none(agency, bank, introducedOn);
  note(event, change);
  return change;
}

type Change = { -readonly [Field in keyof FacilityChange]: FacilityChange[Field] };

/** In place, because nearly every event of a log calls this twice. */
function note(event: FacilityEvent, change: Change): void {
  switch (event.type) {
    case 'FacilityIntroduced':
      change.introduced = 1;
      change.waiting = 1;
      change.waitingRial = rial(event.data.amountRial);
      return;
    case 'IntroductionCorrected':
      change.waitingRial = rial(event.data.amountRial) - rial(event.data.previousAmountRial);
      notePaidByCorrection(event.data, change);
      return;
    case 'FacilityDeclined':
      change.declined = 1;
      noteEnd(event.data.unpaidRial, change);
      return;
    case 'FacilityWithdrawn':
      change.withdrawn = 1;
      noteEnd(event.data.unpaidRial, change);
      return;
    case 'FacilityClosed':
      change.closed = 1;
      noteEnd(event.data.unpaidRial, change);
      return;
    case 'FacilityPaid':
      change.payments = 1;
      if (event.data.ended !== undefined) return;
      change.waitingRial = -rial(event.data.amountRial);
      if (rial(event.data.remainingRial) === 0n) notePaidInFull(change);
      return;
    case 'FacilityPaymentReversed':
      change.payments = -1;
      if (!event.data.waitsAgain) return;
      change.waitingRial = rial(event.data.amountRial);
      // If the remaining amount equals what came back, nothing was left before.
      if (rial(event.data.remainingRial) === change.waitingRial) noteWaitingAgain(change);
      return;
  }
}

/** A corrected amount can equal what was already paid, or exceed what was fully paid. */
function notePaidByCorrection({ remainingRial }: IntroductionCorrected, change: Change): void {
  if (rial(remainingRial) === 0n) notePaidInFull(change);
  else if (rial(remainingRial) === change.waitingRial) noteWaitingAgain(change);
}

function noteEnd(unpaidRial: RialText, change: Change): void {
  change.waiting = -1;
  change.waitingRial = -rial(unpaidRial);
}

function notePaidInFull(change: Change): void {
  change.waiting = -1;
  change.paidInFull = 1;
}

function noteWaitingAgain(change: Change): void {
  change.waiting = 1;
  change.paidInFull = -1;
}

function none(agency: string, bank: string, introducedOn: PlainDate): Change {
  return {
    agency,
    bank,
    introducedOn,
    introduced: 0,
    waiting: 0,
    paidInFull: 0,
    declined: 0,
    withdrawn: 0,
    closed: 0,
    payments: 0,
    waitingRial: 0n,
  };
}
