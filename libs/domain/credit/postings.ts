import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { rial, type Rial } from '../kernel/money.js';
import type { CreditEvent } from './events.js';

/**
 * What an event adds to the daily figures of an agency. The pool's own state and the credit board add up the same
 * postings, so a verdict on a screen cannot differ from the one of a review.
 */
export interface Posting {
  readonly agency: string;
  /** The business day it counts on. */
  readonly on: PlainDate;
  /** The day it was recorded; differs from `on` only for payments, where a late report must be seen. */
  readonly reportedOn: PlainDate;
  readonly introducedRial: Rial;
  readonly paidRial: Rial;
  /** Still waiting at a bank; stands on the day of introduction. */
  readonly pendingRial: Rial;
}

const NOTHING: readonly Posting[] = [];

/**
 * - A declined or closed facility stays introduced: the agency did its part. A withdrawn one leaves on the day of
 *   its withdrawal, so an earlier deadline still counts it.
 * - Money returned leaves on the day of its return; a payment recorded in error leaves on its own day, as if it had
 *   never been made.
 */
export function postings(event: CreditEvent): readonly Posting[] {
  switch (event.type) {
    case 'FacilityIntroduced': {
      const { agency, introducedOn, amountRial } = event.data;
      const amount = rial(amountRial);
      return [
        {
          agency,
          on: introducedOn,
          reportedOn: introducedOn,
          introducedRial: amount,
          paidRial: 0n,
          pendingRial: amount,
        },
      ];
    }
    case 'IntroductionCorrected': {
      const { agency, introducedOn, amountRial, previousAmountRial } = event.data;
      const change = rial(amountRial) - rial(previousAmountRial);
      return [
        {
          agency,
          on: introducedOn,
          reportedOn: introducedOn,
          introducedRial: change,
          paidRial: 0n,
          pendingRial: change,
        },
      ];
    }
    case 'FacilityDeclined':
    case 'FacilityClosed': {
      const { agency, introducedOn, unpaidRial } = event.data;
      return [waits(agency, introducedOn, -rial(unpaidRial))];
    }
    case 'FacilityWithdrawn': {
      const { agency, introducedOn, withdrawnOn, unpaidRial } = event.data;
      const unpaid = rial(unpaidRial);
      return [introduced(agency, withdrawnOn, -unpaid), waits(agency, introducedOn, -unpaid)];
    }
    case 'FacilityPaid': {
      const { agency, introducedOn, paidOn, reportedOn, amountRial, ended } = event.data;
      const amount = rial(amountRial);
      // It left with its end: it waits no more, and what was paid of it was not taken back.
      if (ended !== undefined) {
        const made = paid(agency, paidOn, reportedOn, amount);
        return ended.status === 'withdrawn' ? [made, introduced(agency, ended.on, amount)] : [made];
      }
      return [paid(agency, paidOn, reportedOn, amount), waits(agency, introducedOn, -amount)];
    }
    case 'FacilityPaymentReversed': {
      const { agency, introducedOn, kind, waitsAgain, ended } = event.data;
      const amount = rial(event.data.amountRial);
      const taken =
        kind === 'returned'
          ? paid(agency, event.data.reversedOn, event.data.reportedOn, -amount)
          : paid(agency, event.data.paidOn, event.data.paymentReportedOn, -amount);
      if (waitsAgain) return [taken, waits(agency, introducedOn, amount)];
      // What was not paid when it was taken back was taken back.
      return ended?.status === 'withdrawn' ? [taken, introduced(agency, ended.on, -amount)] : [taken];
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
      return NOTHING;
  }
}

function introduced(agency: string, on: PlainDate, introducedRial: Rial): Posting {
  return { agency, on, reportedOn: on, introducedRial, paidRial: 0n, pendingRial: 0n };
}

function waits(agency: string, introducedOn: PlainDate, pendingRial: Rial): Posting {
  return {
    agency,
    on: introducedOn,
    reportedOn: introducedOn,
    introducedRial: 0n,
    paidRial: 0n,
    pendingRial,
  };
}

function paid(agency: string, on: PlainDate, reportedOn: PlainDate, paidRial: Rial): Posting {
  return { agency, on, reportedOn, introducedRial: 0n, paidRial, pendingRial: 0n };
}
