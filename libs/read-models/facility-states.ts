import { type PlainDate } from '@misaq/calendar/plain-date.js';
import { type CreditEvent, type IntroductionCorrected } from '@misaq/domain/credit/events.js';
import { rial, type Rial, type RialText } from '@misaq/domain/kernel/money.js';

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

/** Undefined for events that are not about a facility. */
export function changesOf(event: CreditEvent): FacilityChange | undefined {
  switch (event.type) {
    case 'FacilityIntroduced':
      return { ...none(event.data), introduced: 1, waiting: 1, waitingRial: rial(event.data.amountRial) };
    case 'IntroductionCorrected': {
      const change = rial(event.data.amountRial) - rial(event.data.previousAmountRial);
      return { ...none(event.data), ...paidByCorrection(event.data, change), waitingRial: change };
    }
    case 'FacilityDeclined':
      return { ...none(event.data), waiting: -1, declined: 1, waitingRial: -rial(event.data.unpaidRial) };
    case 'FacilityWithdrawn':
      return { ...none(event.data), waiting: -1, withdrawn: 1, waitingRial: -rial(event.data.unpaidRial) };
    case 'FacilityClosed':
      return { ...none(event.data), waiting: -1, closed: 1, waitingRial: -rial(event.data.unpaidRial) };
    case 'FacilityPaid': {
      const inFull = event.data.remainingRial === '0' ? 1 : 0;
      const waitingRial = -rial(event.data.amountRial);
      return { ...none(event.data), payments: 1, paidInFull: inFull, waiting: -inFull, waitingRial };
    }
    case 'FacilityPaymentReversed': {
      const { amountRial, remainingRial, waitsAgain } = event.data;
      if (!waitsAgain) return { ...none(event.data), payments: -1 };
      // Nothing was left before when what is left now is just what came back.
      const wasInFull = rial(remainingRial) === rial(amountRial) ? 1 : 0;
      const waitingRial = rial(amountRial);
      return { ...none(event.data), payments: -1, paidInFull: -wasInFull, waiting: wasInFull, waitingRial };
    }
    case 'PoolOpened':
    case 'PolicyAdopted':
    case 'CreditAllocated':
    case 'AllocationCorrected':
    case 'PoolReviewed':
    case 'ReviewSuperseded':
    case 'CreditReallocated':
    case 'ReallocationDismissed':
    case 'ReallocationReversed':
      return undefined;
  }
}

/** A corrected amount can be just what was paid already, or more than what had been paid in full. */
function paidByCorrection(
  { remainingRial }: IntroductionCorrected & { readonly remainingRial?: RialText },
  change: Rial,
): Pick<FacilityChange, 'waiting' | 'paidInFull'> {
  if (remainingRial === undefined) return { waiting: 0, paidInFull: 0 };
  const remaining = rial(remainingRial);
  if (remaining === 0n) return { waiting: -1, paidInFull: 1 };
  return remaining === change ? { waiting: 1, paidInFull: -1 } : { waiting: 0, paidInFull: 0 };
}

function none({
  agency,
  bank,
  introducedOn,
}: Pick<FacilityChange, 'agency' | 'bank' | 'introducedOn'>): FacilityChange {
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
