import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rial, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import type { FacilityEvent } from './facility-events.js';

/**
 * What an event adds to the daily figures of an agency. The pool's own state and the credit board sum up the same
 * postings. A verdict on a screen therefore cannot differ from the verdict of a review.
 */
export interface Posting {
  readonly agency: string;
  /** The business day on which it counts. */
  readonly on: PlainDate;
  /**
   * The day on which the payment was recorded. For introductions and waiting amounts: the day on which the introduction
   * was recorded. For money that came back it equals `on`: a late report of a return must not lower what was paid and
   * recorded late.
   */
  readonly reportedOn: PlainDate;
  readonly introducedRial: Rial;
  readonly paidRial: Rial;
  /** Amount that still waits at `bank`; counts on the day of introduction. */
  readonly pendingRial: Rial;
  readonly bank: string;
  /** Only for money that came back (`paidRial` is negative): the day on which it had been paid. */
  readonly returnOfPaidOn: PlainDate | undefined;
}

type Reference = Pick<FacilityEvent['data'], 'agency' | 'bank' | 'introducedOn'> & {
  readonly introductionReportedOn?: PlainDate;
};

/**
 * - A declined or closed facility stays introduced: the agency did its part.
 * - A withdrawn facility leaves on the day of its withdrawal, so an earlier deadline still counts it. From that day on
 *   it counts as introduced only as far as it stands paid. Money that comes back later leaves on the day of its return,
 *   and does not count against the bank.
 * - Returned money leaves on the day of its return. A payment recorded in error leaves on its own day, as if it had
 *   never been made.
 */
// Longer than 60 lines: one case for each event.
export function postings(event: FacilityEvent): readonly Posting[] {
  switch (event.type) {
    case 'FacilityIntroduced': {
      const { agency, bank, introducedOn, reportedOn = introducedOn, amountRial } = event.data;
      const amount = rial(amountRial);
      return [
        {
          agency,
          on: introducedOn,
          reportedOn,
          introducedRial: amount,
          paidRial: 0n,
          pendingRial: amount,
          bank,
          returnOfPaidOn: undefined,
        },
      ];
    }
    case 'IntroductionCorrected': {
      const { agency, bank, introducedOn, introductionReportedOn, amountRial, previousAmountRial } =
        event.data;
      // A correction states what had always been true, so it counts as recorded with the introduction.
      const change = rial(amountRial) - rial(previousAmountRial);
      return [
        {
          agency,
          on: introducedOn,
          reportedOn: introductionReportedOn ?? introducedOn,
          introducedRial: change,
          paidRial: 0n,
          pendingRial: change,
          bank,
          returnOfPaidOn: undefined,
        },
      ];
    }
    case 'FacilityDeclined':
    case 'FacilityClosed':
      return [waits(event.data, -rial(event.data.unpaidRial))];
    case 'FacilityWithdrawn': {
      const { withdrawnOn, unpaidRial, returnedLater = [] } = event.data;
      const unpaid = rial(unpaidRial);
      const later = returnedLater.map(({ on, amountRial }) => introduced(event.data, on, -rial(amountRial)));
      const thenPaid = sumRial(returnedLater.map(({ amountRial }) => rial(amountRial)));
      return [introduced(event.data, withdrawnOn, thenPaid - unpaid), ...later, waits(event.data, -unpaid)];
    }
    case 'FacilityPaid': {
      const { paidOn, reportedOn, amountRial, ended } = event.data;
      const amount = rial(amountRial);
      const made = paid(event.data, paidOn, reportedOn, amount);
      // The facility left at its end: it no longer waits, and what was paid by then was not withdrawn.
      if (ended === undefined) return [made, waits(event.data, -amount)];
      return ended.status === 'withdrawn' ? [made, introduced(event.data, ended.on, amount)] : [made];
    }
    case 'FacilityPaymentReversed': {
      const { kind, paidOn, paymentReportedOn, reversedOn, waitsAgain, ended } = event.data;
      const amount = rial(event.data.amountRial);
      const taken =
        kind === 'returned'
          ? paid(event.data, reversedOn, reversedOn, -amount, paidOn)
          : paid(event.data, paidOn, paymentReportedOn, -amount);
      if (waitsAgain) return [taken, waits(event.data, amount)];
      if (ended?.status !== 'withdrawn') return [taken];
      // Paid money counts as withdrawn only when it comes back.
      const leaves = kind === 'returned' && reversedOn > ended.on ? reversedOn : ended.on;
      return [taken, introduced(event.data, leaves, -amount)];
    }
  }
}

function introduced(of: Reference, on: PlainDate, introducedRial: Rial): Posting {
  const { agency, bank, introducedOn, introductionReportedOn: reportedOn = introducedOn } = of;
  return {
    agency,
    on,
    reportedOn,
    introducedRial,
    paidRial: 0n,
    pendingRial: 0n,
    bank,
    returnOfPaidOn: undefined,
  };
}

function waits(of: Reference, pendingRial: Rial): Posting {
  const { agency, bank, introducedOn, introductionReportedOn: reportedOn = introducedOn } = of;
  return {
    agency,
    on: introducedOn,
    reportedOn,
    introducedRial: 0n,
    paidRial: 0n,
    pendingRial,
    bank,
    returnOfPaidOn: undefined,
  };
}

function paid(
  { agency, bank }: Reference,
  on: PlainDate,
  reportedOn: PlainDate,
  paidRial: Rial,
  returnOfPaidOn?: PlainDate,
): Posting {
  return {
    agency,
    on,
    reportedOn,
    introducedRial: 0n,
    paidRial,
    pendingRial: 0n,
    bank,
    returnOfPaidOn,
  };
}

/** A bank that recorded something in the pool, and the day of the record. */
export interface BankReport {
  readonly bank: string;
  readonly on: PlainDate;
}

/**
 * Returns which bank reported by an event, itself or through the labour department: a payment, decline, closing or
 * reversal. An introduction or a withdrawal is not a report of a bank.
 */
export function bankReport(event: FacilityEvent): BankReport | undefined {
  switch (event.type) {
    case 'FacilityPaid':
    case 'FacilityPaymentReversed':
      return { bank: event.data.bank, on: event.data.reportedOn };
    case 'FacilityDeclined':
      return { bank: event.data.bank, on: event.data.reportedOn ?? event.data.declinedOn };
    case 'FacilityClosed':
      return { bank: event.data.bank, on: event.data.reportedOn ?? event.data.closedOn };
    case 'FacilityIntroduced':
    case 'IntroductionCorrected':
    case 'FacilityWithdrawn':
      return undefined;
  }
}
