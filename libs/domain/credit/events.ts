import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { RialText } from '../kernel/money.js';
import type { DueBecause } from './due-review.js';
import type { Clock, Policy } from './policy.js';
import type { AgencyTrace, Transfer } from './trace.js';

/**
 * The events of one credit pool, `creditPool-<province>-<year>-<programme>`, exactly as they are stored.
 *
 * Events about a facility repeat its agency, bank and day of introduction, and say what was left afterwards: whoever
 * reads the log (a board, an inspector) understands each line without looking up another.
 */
export type CreditEvent =
  | { readonly type: 'PoolOpened'; readonly data: PoolOpened }
  | { readonly type: 'PolicyAdopted'; readonly data: PolicyAdopted }
  | { readonly type: 'CreditAllocated'; readonly data: CreditAllocated }
  | { readonly type: 'AllocationCorrected'; readonly data: AllocationCorrected }
  | { readonly type: 'FacilityIntroduced'; readonly data: FacilityIntroduced }
  | { readonly type: 'IntroductionCorrected'; readonly data: IntroductionCorrected }
  | { readonly type: 'FacilityDeclined'; readonly data: FacilityDeclined }
  | { readonly type: 'FacilityWithdrawn'; readonly data: FacilityWithdrawn }
  | { readonly type: 'FacilityPaid'; readonly data: FacilityPaid }
  | { readonly type: 'FacilityPaymentReversed'; readonly data: FacilityPaymentReversed }
  | { readonly type: 'FacilityClosed'; readonly data: FacilityClosed }
  | { readonly type: 'PoolReviewed'; readonly data: PoolReviewed }
  | { readonly type: 'ReviewSuperseded'; readonly data: ReviewSuperseded }
  | { readonly type: 'CreditReallocated'; readonly data: CreditReallocated }
  | { readonly type: 'ReallocationDismissed'; readonly data: ReallocationDismissed }
  | { readonly type: 'ReallocationReversed'; readonly data: ReallocationReversed };

export interface PoolOpened {
  readonly pool: string;
  readonly province: string;
  /** Jalali year. */
  readonly year: number;
  readonly programme: string;
}

export interface PolicyAdopted extends Policy {
  /** Lots that the policy gives more time. Others keep the clock they were notified with. */
  readonly extendedLots: readonly {
    readonly lotId: string;
    readonly clock: Clock;
    readonly deadline: PlainDate;
  }[];
  readonly reason: string;
}

/** An agency was notified (ابلاغ) of credit. The allocation is a lot of the same id. */
export interface CreditAllocated {
  readonly allocationId: string;
  readonly agency: string;
  readonly amountRial: RialText;
  readonly notifiedOn: PlainDate;
  readonly clock: Clock;
  /** As the calendar of `calendarRevision` counted it; a later closure can move it, and reviews count anew. */
  readonly deadline: PlainDate;
  readonly calendarRevision: number;
}

export interface AllocationCorrected {
  readonly allocationId: string;
  readonly agency: string;
  readonly previousAmountRial: RialText;
  readonly amountRial: RialText;
  readonly reason: string;
}

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

/** The rule was applied. Carries everything it was decided on, so that it can be explained without this program. */
export interface PoolReviewed {
  readonly reviewId: string;
  /** Version of the rule (docs/adr/0006); absent in reviews by version 1. */
  readonly ruleVersion?: number;
  readonly asOf: PlainDate;
  /** Id of the actor who asked; `system` for Misaq itself. */
  readonly requestedBy: string;
  /** Why it was due; absent when a person wanted it. */
  readonly because?: DueBecause;
  readonly policy: Policy;
  readonly calendarRevision: number;
  /** Names of the holidays that clocks of this review passed over. */
  readonly holidays: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
  readonly agencies: readonly AgencyTrace[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: RialText;
}

export interface ReviewSuperseded {
  readonly reviewId: string;
  readonly supersededBy: string;
}

/** A person approved the transfers of a review. Each transfer gives the recipient a lot of its own. */
export interface CreditReallocated {
  readonly reviewId: string;
  readonly approvedOn: PlainDate;
  readonly approvedBy: string;
  readonly reason: string;
  readonly calendarRevision: number;
  readonly transfers: readonly (Transfer & {
    readonly lotId: string;
    readonly clock: Clock;
    readonly deadline: PlainDate;
  })[];
}

export interface ReallocationDismissed {
  readonly reviewId: string;
  readonly dismissedOn: PlainDate;
  readonly dismissedBy: string;
  readonly reason: string;
}

/** Credit went back from the recipient of a reallocation to its donor. */
export interface ReallocationReversed {
  readonly reversalId: string;
  readonly reviewId: string;
  readonly reversedOn: PlainDate;
  readonly reversedBy: string;
  /** The donor of the reallocation, who gets the credit back. */
  readonly from: string;
  /** The recipient of the reallocation, who gives it back. */
  readonly to: string;
  readonly amountRial: RialText;
  /** The recipient's lot that shrinks. */
  readonly lotId: string;
  /** The donor's lots that grow again. */
  readonly returns: readonly { readonly lotId: string; readonly amountRial: RialText }[];
  readonly reason: string;
}
