import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { RialText } from '../kernel/money.js';
import type { Clock } from './policy.js';

/**
 * `running`: no time is up yet. `passed`, `fell-short`: what was paid in time against what was due.
 * `emptied`: fell short, and nothing is left that could move.
 */
export type Verdict = 'running' | 'passed' | 'fell-short' | 'emptied';

/** Why an agency cannot receive, in the order they are tried. */
export type NoRecipient = 'fell_short' | 'below_threshold' | 'lost_credit' | 'no_unmet_demand';

/** One agency in a review: the figures and how they came about. Stored in the event, so JSON only. */
export interface AgencyTrace {
  readonly agency: string;
  readonly verdict: Verdict;
  /** The latest deadline that had passed; absent while running. */
  readonly deadline?: PlainDate;
  /** The next deadline still to come, and the working days up to and including it. */
  readonly nextDeadline?: PlainDate;
  readonly workingDaysLeft?: number;
  /** Threshold (percent) in force on the deadline. */
  readonly thresholdPercent: number;
  /** Credit and payments as they stand now. */
  readonly creditRial: RialText;
  readonly paidRial: RialText;
  /** The base of the verdict, fixed by the deadline. Absent while running. */
  readonly dueRial?: RialText;
  readonly paidInTimeRial?: RialText;
  readonly introducedInTimeRial?: RialText;
  /** Paid ÷ due (while running: paid ÷ credit), truncated; absent when there is nothing to divide by. */
  readonly absorptionBasisPoints?: number;
  /** introduced ÷ due and paid ÷ introduced, in time: whose fault it is. */
  readonly agencyShareBasisPoints?: number;
  readonly bankShareBasisPoints?: number;
  /** Paid after the deadline, and paid in time but recorded here only after it. */
  readonly paidAfterDeadlineRial?: RialText;
  readonly reportedAfterDeadlineRial?: RialText;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly unpaidExpiredRial: RialText;
  readonly protectedRial: RialText;
  readonly ringFencedRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Absent when the agency can receive. */
  readonly cannotReceive?: NoRecipient;
  readonly lots: readonly LotTrace[];
}

export interface LotTrace {
  readonly lotId: string;
  readonly startsOn: PlainDate;
  readonly clock: Clock;
  readonly deadline: PlainDate;
  readonly provisional: boolean;
  readonly holidaysSkipped: readonly PlainDate[];
  readonly expired: boolean;
  /** Covered by an earlier deadline at which the agency passed: stays whatever comes later. */
  readonly protected: boolean;
  readonly amountRial: RialText;
  readonly unpaidRial: RialText;
}

/** Credit that is to move, and the lots it is taken from. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountRial: RialText;
  /** The deadline at which the donor fell short: it cannot receive until it passes at a later one. */
  readonly missedDeadline: PlainDate;
  readonly takes: readonly { readonly lotId: string; readonly amountRial: RialText }[];
}
