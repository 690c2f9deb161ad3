import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { RialText } from '@misaq/platform/kernel/money.js';

/**
 * What happens to one facility.
 *
 * Each event repeats agency, bank and day of introduction, and says what was left afterwards. A reader of the log (a board,
 * an inspector) understands each line without looking up another.
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
  /** The day on which it was recorded here; absent when that is `introducedOn`, and in events before rule version 2. */
  readonly reportedOn?: PlainDate;
  readonly county: string;
  readonly sector: string;
  readonly plannedJobs: number;
  /** A pseudonym of the applicant, never a national ID. */
  readonly applicant?: string;
}

/** What every later event about a facility repeats of its introduction. */
interface FacilityReference {
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly introducedOn: PlainDate;
  /** The day on which the introduction was recorded here; absent when that is `introducedOn` or is not known. */
  readonly introductionReportedOn?: PlainDate;
}

/** Money of a facility that was still paid on the day its file ended, and came back on a later day. */
export interface ReturnedLater {
  readonly on: PlainDate;
  readonly amountRial: RialText;
}

export interface IntroductionCorrected extends FacilityReference {
  readonly previousAmountRial: RialText;
  readonly amountRial: RialText;
  /** What the facility waits for at the corrected amount. */
  readonly remainingRial: RialText;
  readonly reason: string;
}

/** The bank will not pay. */
export interface FacilityDeclined extends FacilityReference {
  readonly declinedOn: PlainDate;
  /** The day on which it was recorded here; absent when that is `declinedOn`, and in events before rule version 2. */
  readonly reportedOn?: PlainDate;
  readonly unpaidRial: RialText;
  readonly reason: string;
}

/** The applicant or the agency took the file back. */
export interface FacilityWithdrawn extends FacilityReference {
  readonly withdrawnOn: PlainDate;
  readonly by: 'applicant' | 'agency';
  readonly unpaidRial: RialText;
  /** What of `unpaidRial` came back only after that day; absent when nothing did. */
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
  /** Present when it was reported only after its facility had ended, on this day: it waited for nothing any more. */
  readonly ended?: FacilityEnded;
  /** Present when the payment is true but the credit behind it had been moved: how far the agency is overdrawn now. */
  readonly overdrawnRial?: RialText;
}

/** `returned`: the money came back on `reversedOn`. `recorded-in-error`: it was never paid. */
export type ReversalKind = 'returned' | 'recorded-in-error';

export interface FacilityPaymentReversed extends FacilityReference {
  readonly bankReference: string;
  readonly amountRial: RialText;
  readonly kind: ReversalKind;
  readonly paidOn: PlainDate;
  /** The day on which the payment had been recorded here. */
  readonly paymentReportedOn: PlainDate;
  readonly reversedOn: PlainDate;
  /** The day on which the reversal was recorded here. */
  readonly reportedOn: PlainDate;
  /** Whether the facility waits for this money again; not when it has been withdrawn or closed. */
  readonly waitsAgain: boolean;
  readonly remainingRial: RialText;
  /**
   * Present when the facility has ended and this money counts as unpaid in its file: always of a withdrawn one (of which
   * only what stands paid counts as introduced), and of a closed one when the money was not paid on the day of the end.
   */
  readonly ended?: FacilityEnded;
  readonly reason: string;
}

/** The bank's file is finished; what was not paid will not be. */
export interface FacilityClosed extends FacilityReference {
  readonly closedOn: PlainDate;
  /** The day on which it was recorded here; absent when that is `closedOn`, and in events before rule version 2. */
  readonly reportedOn?: PlainDate;
  readonly unpaidRial: RialText;
  /** What of `unpaidRial` came back only after that day; absent when nothing did. */
  readonly returnedLater?: readonly ReturnedLater[];
  readonly reason: string;
}
