import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import type { Clock, Policy } from './policy.js';
import type { CreditReallocated, ReallocationReversed } from './review-events.js';

/** Events that make or change lots of credit. A reallocation and its reversal are also events of a review. */
export type LotEvent =
  | { readonly type: 'PolicyAdopted'; readonly data: PolicyAdopted }
  | { readonly type: 'CreditAllocated'; readonly data: CreditAllocated }
  | { readonly type: 'AllocationCorrected'; readonly data: AllocationCorrected }
  | { readonly type: 'CreditReallocated'; readonly data: CreditReallocated }
  | { readonly type: 'ReallocationReversed'; readonly data: ReallocationReversed };

export const LOT_EVENTS = eventTypes<LotEvent>({
  PolicyAdopted: true,
  CreditAllocated: true,
  AllocationCorrected: true,
  CreditReallocated: true,
  ReallocationReversed: true,
});

export interface PolicyAdopted extends Policy {
  /** Lots to which the policy gives more time. Other lots keep the clock with which they were notified. */
  readonly extendedLots: readonly {
    readonly lotId: string;
    readonly clock: Clock;
    readonly deadline: PlainDate;
  }[];
  readonly reason: string;
}

/** An agency was notified (ابلاغ) of credit. The allocation makes a lot with the same id. */
export interface CreditAllocated {
  readonly allocationId: string;
  readonly agency: string;
  readonly amountRial: RialText;
  readonly notifiedOn: PlainDate;
  readonly clock: Clock;
  /** As counted by the calendar of `calendarRevision`. A later closure can move it, and reviews count it again. */
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
