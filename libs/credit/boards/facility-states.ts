import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { asRecordedByVersion2 } from '../domain/earlier-events.js';
import type { FacilityEvent, IntroductionCorrected } from '../domain/facility-events.js';
import { rial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import { records, type Records } from '@misaq/platform/projections/records.js';

/**
 * The day on which each withdrawn facility was withdrawn. Boards need it to read returns that were recorded before
 * version 2 of the rule.
 */
export type Withdrawals = Records<['pool', 'facilityId'], PlainDate>;
export const withdrawalsTable = records<['pool', 'facilityId'], PlainDate>(['pool', 'facilityId']);

/** An event of a facility as version 2 of the rule records it; a withdrawal is kept for the events that follow it. */
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
 * What an event changes in the count of facilities. A facility is introduced once; it waits at its bank until it is
 * paid in full, declined, withdrawn or closed, and waits again when money of an open one comes back.
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
  /** Payments that stand: a reversed one is taken away again. */
  readonly payments: number;
  /** Change of what is waited for. */
  readonly waitingRial: Rial;
}

export function changesOf(event: FacilityEvent): FacilityChange {
  const { agency, bank, introducedOn } = event.data;
  const change = none(agency, bank, introducedOn);
  note(event, change);
  return change;
}

type Change = { -readonly [Field in keyof FacilityChange]: FacilityChange[Field] };

/** In place: this is done for nearly every event of a log, twice. */
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
      // Nothing was left before when what is left now is just what came back.
      if (rial(event.data.remainingRial) === change.waitingRial) noteWaitingAgain(change);
      return;
  }
}

/** A corrected amount can be just what was paid already, or more than what had been paid in full. */
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
