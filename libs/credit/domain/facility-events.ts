import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { RialText } from '@misaq/platform/kernel/money.js';

/**
 * The events of one facility.
 *
 * Each event repeats agency, bank and day of introduction, and states the amount that remains. A reader of the log (a
 * board, an inspector) understands each event without looking up another.
 */
export type FacilityEvent =
  | { readonly type: 'FacilityIntroduced'; readonly data: FacilityIntroduced }
  | { readonly type: 'IntroductionCorrected'; readonly data: IntroductionCorrected }
  | { readonly type: 'FacilityDeclined'; readonly data: FacilityDeclined }
  | { readonly type: 'FacilityWithdrawn'; readonly data: FacilityWithdrawn }
  | { readonly type: 'FacilityPaid'; readonly data: FacilityPaid }
  | { readonly type: 'FacilityPaymentReversed'; readonly data: FacilityPaymentReversed }
  | { readonly type: 'FacilityClosed'; readonly data: FacilityClosed };

export const FACILITY_EVENTS = eventTypes<FacilityEvent>({
  FacilityIntroduced: true,
  IntroductionCorrected: true,
  FacilityDeclined: true,
  FacilityWithdrawn: true,
  FacilityPaid: true,
  FacilityPaymentReversed: true,
  FacilityClosed: true,
});

/** An agency introduced (معرفی) an applicant to an agent bank. */
export interface FacilityIntroduced {
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly amountRial: RialText;
  readonly introducedOn: PlainDate;
  /**
   * The day on which the introduction was recorded here. Absent when it equals `introducedOn`, and in events before
   * rule version 2.
   */
  readonly reportedOn?: PlainDate;
  readonly county: string;
  readonly sector: string;
  readonly plannedJobs: number;
  /** A pseudonym of the applicant, never a national ID. */
  readonly applicant?: string;
}

/** The fields of the introduction that every later event of the facility repeats. */
interface FacilityReference {
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly introducedOn: PlainDate;
  /** The day on which the introduction was recorded here; absent when that is `introducedOn` or is not known. */
  readonly introductionReportedOn?: PlainDate;
}

/** Money that was still paid on the day its facility ended, and came back on a later day. */
export interface ReturnedLater {
  readonly on: PlainDate;
  readonly amountRial: RialText;
}

export interface IntroductionCorrected extends FacilityReference {
  readonly previousAmountRial: RialText;
  readonly amountRial: RialText;
  /** What the facility still waits for, at the corrected amount. */
  readonly remainingRial: RialText;
  readonly reason: string;
}

/** The bank refuses to pay. */
export interface FacilityDeclined extends FacilityReference {
  readonly declinedOn: PlainDate;
  /**
   * The day on which the refusal was recorded here. Absent when it equals `declinedOn`, and in events before rule
   * version 2.
   */
  readonly reportedOn?: PlainDate;
  readonly unpaidRial: RialText;
  readonly reason: string;
}

/** The applicant or the agency withdrew the facility. */
export interface FacilityWithdrawn extends FacilityReference {
  readonly withdrawnOn: PlainDate;
  readonly by: 'applicant' | 'agency';
  readonly unpaidRial: RialText;
  /** The part of `unpaidRial` that came back only after that day; absent when nothing did. */
  readonly returnedLater?: readonly ReturnedLater[];
  readonly reason: string;
}

export interface FacilityEnded {
  readonly status: 'withdrawn' | 'closed';
  readonly on: PlainDate;
}

export interface FacilityPaid extends FacilityReference {
  readonly bankReference: string;
  readonly amountRial: RialText;
  readonly paidOn: PlainDate;
  /** The day on which it was recorded here. */
  readonly reportedOn: PlainDate;
  /** What the facility still waits for after this payment. */
  readonly remainingRial: RialText;
  /**
   * Present when the payment was reported only after its facility had ended. The facility then no longer waited for
   * money.
   */
  readonly ended?: FacilityEnded;
  /** Present when the payment is true but the credit behind it had been moved: how far the agency is now overdrawn. */
  readonly overdrawnRial?: RialText;
}

/** `returned`: the money came back on `reversedOn`. `recorded-in-error`: it was never paid. */
export type ReversalKind = 'returned' | 'recorded-in-error';

export interface FacilityPaymentReversed extends FacilityReference {
  readonly bankReference: string;
  readonly amountRial: RialText;
  readonly kind: ReversalKind;
  readonly paidOn: PlainDate;
  /** The day on which the payment was recorded here. */
  readonly paymentReportedOn: PlainDate;
  readonly reversedOn: PlainDate;
  /** The day on which the reversal was recorded here. */
  readonly reportedOn: PlainDate;
  /** Whether the facility waits for this money again. False when it has been withdrawn or closed. */
  readonly waitsAgain: boolean;
  readonly remainingRial: RialText;
  /**
   * Present when the facility has ended and this money counts as unpaid in it. That is always so for a withdrawn
   * facility, which counts as introduced only as far as it stands paid. For a closed facility it is so when the money
   * was not paid on the day of the end.
   */
  readonly ended?: FacilityEnded;
  readonly reason: string;
}

/** The bank finished the facility and will pay no more. */
export interface FacilityClosed extends FacilityReference {
  readonly closedOn: PlainDate;
  /**
   * The day on which the closing was recorded here. Absent when it equals `closedOn`, and in events before rule version
   * 2.
   */
  readonly reportedOn?: PlainDate;
  readonly unpaidRial: RialText;
  /** The part of `unpaidRial` that came back only after that day; absent when nothing did. */
  readonly returnedLater?: readonly ReturnedLater[];
  readonly reason: string;
}
