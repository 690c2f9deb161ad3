import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import type { Clock, Policy } from './policy.js';
import type { AgencyTrace, Transfer } from './trace.js';
import type { DueBecause } from './due-because.js';

/** A review of a pool and the decisions on it. */
export type ReviewEvent =
  | { readonly type: 'PoolReviewed'; readonly data: PoolReviewed }
  | { readonly type: 'ReviewSuperseded'; readonly data: ReviewSuperseded }
  | { readonly type: 'CreditReallocated'; readonly data: CreditReallocated }
  | { readonly type: 'ReallocationDismissed'; readonly data: ReallocationDismissed }
  | { readonly type: 'ReallocationReversed'; readonly data: ReallocationReversed };

export const REVIEW_EVENTS = eventTypes<ReviewEvent>({
  PoolReviewed: true,
  ReviewSuperseded: true,
  CreditReallocated: true,
  ReallocationDismissed: true,
  ReallocationReversed: true,
});

/**
 * The rule was applied to the pool. The event carries all inputs, so that the result can be explained without this
 * program.
 */
export interface PoolReviewed {
  readonly reviewId: string;
  /** Version of the rule (docs/RULE.md); absent in reviews by version 1. */
  readonly ruleVersion?: number;
  readonly asOf: PlainDate;
  /** Id of the actor who requested the review; `system` for Misaq itself. */
  readonly requestedBy: string;
  /** Why the review was due; absent when a person requested it. */
  readonly because?: DueBecause;
  readonly policy: Policy;
  readonly calendarRevision: number;
  /** Names of the holidays that clocks of this review skipped. */
  readonly holidays: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
  readonly agencies: readonly AgencyTrace[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: RialText;
}

export interface ReviewSuperseded {
  readonly reviewId: string;
  readonly supersededBy: string;
}

/** A person approved the transfers of a review. Each transfer gives the recipient its own lot. */
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
  /** The recipient's lot, which shrinks. */
  readonly lotId: string;
  /** The donor's lots, which grow again. */
  readonly returns: readonly { readonly lotId: string; readonly amountRial: RialText }[];
  readonly reason: string;
}
