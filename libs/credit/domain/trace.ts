import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rial, rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Clock } from './policy.js';

/**
 * `running`: no time is up yet. `passed`, `fell-short`: what was paid in time against what was due.
 * `emptied`: fell short, and nothing is left that could move.
 */
export type Verdict = 'running' | 'passed' | 'fell-short' | 'emptied';

/** The verdict without regard to what is left to move. Later payments change what is left; they do not change this. */
export function outcome(verdict: Verdict): Exclude<Verdict, 'emptied'> {
  return verdict === 'emptied' ? 'fell-short' : verdict;
}

interface OverdraftClaim {
  readonly agency: string;
  readonly creditTakenOn?: PlainDate | undefined;
}

/**
 * The order in which overdrafts are settled: by the day on which credit was taken, then by id. An agency whose taken
 * credit has fully come back comes last.
 */
export function compareClaims(a: OverdraftClaim, b: OverdraftClaim): number {
  if (a.creditTakenOn !== b.creditTakenOn) {
    if (a.creditTakenOn === undefined) return 1;
    if (b.creditTakenOn === undefined) return -1;
    return a.creditTakenOn < b.creditTakenOn ? -1 : 1;
  }
  return a.agency < b.agency ? -1 : 1;
}

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
  /**
   * Paid after the deadline and not come back; and paid by the deadline but recorded here only after it, whether or not
   * that money came back. A payment recorded in error is in neither.
   */
  readonly paidAfterDeadlineRial?: RialText;
  readonly reportedAfterDeadlineRial?: RialText;
  /** Introduced in time but recorded here only after the deadline. */
  readonly introducedReportedAfterDeadlineRial?: RialText;
  /** Of `paidInTimeRial`, what went back within 10 working days after the deadline; absent when nothing did. */
  readonly returnedSoonRial?: RialText;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly unpaidExpiredRial: RialText;
  readonly protectedRial: RialText;
  readonly ringFencedRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Only of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
  readonly creditTakenOn?: PlainDate;
  /** Absent when the agency can receive. */
  readonly cannotReceive?: NoRecipient;
  /** Only of a donor: what was introduced in time and still waits, at which bank. In order of bank. */
  readonly reports?: readonly BankReports[];
  /**
   * Only of a donor, when the policy gives banks days to report: the last of them. Transfers from the donor can be
   * approved from the day after.
   */
  readonly reportsDueUntil?: PlainDate;
  /** Lots that are traced one by one. */
  readonly lots: readonly LotTrace[];
  /** The other lots: their time is up and nothing in them is unpaid. Absent when there are none. */
  readonly settled?: SettledLots;
}

/** What still waits at a bank for a donor, and when that bank last recorded anything. */
export interface BankReports {
  readonly bank: string;
  readonly waitingRial: RialText;
  /** The last day on which the bank recorded anything in the pool; absent when it never did. */
  readonly lastRecordedOn?: PlainDate;
}

/** Settled lots of an agency in one line. Their deadline is the verdict's, or it no longer matters. */
export interface SettledLots {
  readonly lots: number;
  readonly amountRial: RialText;
}

export interface LotTrace {
  readonly lotId: string;
  readonly startsOn: PlainDate;
  /** The clock that decides the deadline. */
  readonly clock: Clock;
  /** Only of a lot that was given more time: its other clocks, which end no later. */
  readonly otherClocks?: readonly Clock[];
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
  /** How much of it settles an overdraft of the recipient; absent when nothing does. */
  readonly settlesOverdraftRial?: RialText;
  /** The deadline at which the donor fell short: it cannot receive until it passes at a later one. */
  readonly missedDeadline: PlainDate;
  readonly takes: readonly { readonly lotId: string; readonly amountRial: RialText }[];
}

/**
 * The trace of an agency as a review records it. All settled lots (expired, with nothing unpaid) become one line, so
 * that a pool of thousands of lots can be reviewed.
 */
export function withSettledInOneLine(trace: AgencyTrace): AgencyTrace {
  const isSettled = ({ expired, unpaidRial }: LotTrace): boolean => expired && unpaidRial === '0';
  const settled = trace.lots.filter(isSettled);
  if (settled.length === 0) return trace;
  return {
    ...trace,
    lots: trace.lots.filter((lot) => !isSettled(lot)),
    settled: {
      lots: settled.length,
      amountRial: rialText(sumRial(settled.map(({ amountRial }) => rial(amountRial)))),
    },
  };
}
