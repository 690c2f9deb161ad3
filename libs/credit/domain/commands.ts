import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import type { ReversalKind } from './facility-events.js';
import type { Policy } from './policy.js';

/** The commands of a credit pool. Each has a natural key, named beside it, that stays taken in the pool for ever. */
export type CreditCommand =
  | AdoptPolicy
  | AllocateCredit
  | CorrectAllocation
  | IntroduceFacility
  | CorrectIntroduction
  | DeclineFacility
  | WithdrawFacility
  | PayFacility
  | ReversePayment
  | CloseFacility
  | ReviewPool
  | ApproveReallocation
  | DismissReallocation
  | ReverseReallocation;

/**
 * Key: its whole content. Adopting a policy that is already in force changes nothing. Opens the pool when there is
 * none.
 */
export interface AdoptPolicy extends Omit<Policy, 'version'> {
  readonly type: 'AdoptPolicy';
  /** Ids of the lots that get the new clock. The new clock may only give them more time. */
  readonly extendLots: readonly string[];
  readonly reason: string;
}

/** Key: allocation id. Opens the pool with the province's default policy when there is none. */
export interface AllocateCredit {
  readonly type: 'AllocateCredit';
  readonly allocationId: string;
  readonly agency: string;
  readonly amountRial: Rial;
  readonly notifiedOn: PlainDate;
}

/** Key: allocation id + amount. */
export interface CorrectAllocation {
  readonly type: 'CorrectAllocation';
  readonly allocationId: string;
  readonly amountRial: Rial;
  readonly reason: string;
}

/** Key: facility id. */
export interface IntroduceFacility {
  readonly type: 'IntroduceFacility';
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly amountRial: Rial;
  readonly introducedOn: PlainDate;
  readonly county: string;
  readonly sector: string;
  readonly plannedJobs: number;
  /** Pseudonym of the applicant, made before the command reaches the domain. */
  readonly applicant?: string;
}

/** Key: facility id + amount. */
export interface CorrectIntroduction {
  readonly type: 'CorrectIntroduction';
  readonly facilityId: string;
  readonly amountRial: Rial;
  readonly reason: string;
}

/** Key: facility id. */
export interface DeclineFacility {
  readonly type: 'DeclineFacility';
  readonly facilityId: string;
  readonly bank: string;
  readonly declinedOn: PlainDate;
  readonly reason: string;
}

/** Key: facility id. */
export interface WithdrawFacility {
  readonly type: 'WithdrawFacility';
  readonly facilityId: string;
  readonly withdrawnOn: PlainDate;
  readonly by: 'applicant' | 'agency';
  readonly reason: string;
}

/** Key: facility id + bank + bank reference. */
export interface PayFacility {
  readonly type: 'PayFacility';
  readonly facilityId: string;
  readonly bank: string;
  readonly amountRial: Rial;
  readonly paidOn: PlainDate;
  readonly bankReference: string;
}

/** Key: facility id + bank + bank reference. A payment is always reversed in full. */
export interface ReversePayment {
  readonly type: 'ReversePayment';
  readonly facilityId: string;
  readonly bank: string;
  readonly bankReference: string;
  readonly kind: ReversalKind;
  readonly reversedOn: PlainDate;
  readonly reason: string;
}

/** Key: facility id. */
export interface CloseFacility {
  readonly type: 'CloseFacility';
  readonly facilityId: string;
  readonly bank: string;
  readonly closedOn: PlainDate;
  readonly reason: string;
}

/** Key: review id, which the pool assigns: `<pool>-review-<n>`. */
export interface ReviewPool {
  readonly type: 'ReviewPool';
  readonly asOf: PlainDate;
  /** Set by the scheduler: the command changes nothing unless a review is due on that day. */
  readonly onlyWhenDue?: true;
}

/** Key: review id. */
export interface ApproveReallocation {
  readonly type: 'ApproveReallocation';
  readonly reviewId: string;
  readonly reason: string;
}

/** Key: review id. */
export interface DismissReallocation {
  readonly type: 'DismissReallocation';
  readonly reviewId: string;
  readonly reason: string;
}

/**
 * Key: reversal id. Gives credit of an approved reallocation back to the donor, at most what the recipient has unpaid.
 */
export interface ReverseReallocation {
  readonly type: 'ReverseReallocation';
  readonly reversalId: string;
  readonly reviewId: string;
  /** The donor of the reallocation. */
  readonly from: string;
  /** The recipient of the reallocation, who gives the credit back. */
  readonly to: string;
  readonly amountRial: Rial;
  readonly reason: string;
}
