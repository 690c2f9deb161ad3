import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { ReversalKind } from '../../domain/facility-events.js';
import type { PaymentOnList, PaymentSums } from './queries.js';
import type { PaymentTiming } from './timing.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    PaymentPage: PaymentPage;
  }
}

/** A payment, with its reversal if it has one. */
export interface PaymentItem {
  readonly pool: string;
  readonly facilityId: string;
  /** Given by the bank; the key of the payment in the facility. */
  readonly bankReference: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly introducedOn: PlainDate;
  readonly paidOn: PlainDate;
  /** The day on which it was recorded here. */
  readonly reportedOn: PlainDate;
  readonly amountRial: RialText;
  /** The amount while it stands, 0 once it came back or was found to be recorded in error. */
  readonly standsRial: RialText;
  /** Against the deadline of the agency's verdict; null without a pool. */
  readonly timing: PaymentTiming | null;
  /** The latest deadline of the agency that has passed; null without a pool, and while none has. */
  readonly deadline: PlainDate | null;
  /** Paid by the deadline and recorded only after it; null without a pool. */
  readonly reportedAfterDeadline: boolean | null;
  /** What of it the verdict counts as paid in time; null without a pool, and for banks. */
  readonly countedInTimeRial: RialText | null;
  /** Whether it is true but the credit behind it had been moved. */
  readonly contested: boolean;
  /** How far the agency was overdrawn by a contested payment; null for any other, and for banks. */
  readonly overdrawnRial: RialText | null;
  readonly reversal: {
    readonly kind: ReversalKind;
    readonly reversedOn: PlainDate;
    readonly reportedOn: PlainDate;
    /** Of the event that records it. */
    readonly position: ShownPosition;
  } | null;
  /** Of the event that records it in the log; to an officer of an organisation a token that stands for it. */
  readonly position: ShownPosition;
}

export interface PaymentSumsItem extends Omit<PaymentSums, 'atDeadlines'> {
  /** By the deadlines of the verdicts; null without a pool. */
  readonly atDeadlines: {
    readonly inTimeRial: RialText;
    /** At most what was due, as the board counts it; null for banks. */
    readonly countedInTimeRial: RialText | null;
    readonly lateRial: RialText;
    readonly reportedAfterDeadlineRial: RialText;
  } | null;
}

/** A page of payments, with sums over all pages. */
export interface PaymentPage extends Page<PaymentItem> {
  readonly sums: PaymentSumsItem;
}

export interface PaymentReader {
  /** An event's place in the log, as the reader is shown it. */
  readonly placeOf: (position: bigint) => ShownPosition;
  /** An officer of a bank does not see what an agency has. */
  readonly isBank: boolean;
  /** Whether a pool was asked for, so that there are verdicts to compare with. */
  readonly inPool: boolean;
}

export function paymentItem(payment: PaymentOnList, { placeOf, isBank, inPool }: PaymentReader): PaymentItem {
  const { countedInTimeRial, overdrawnRial, reversal, position, isReportedAfterDeadline, ...shown } = payment;
  const contested = overdrawnRial !== '0';
  return {
    ...shown,
    standsRial: reversal === undefined ? payment.amountRial : '0',
    timing: inPool ? payment.timing : null,
    deadline: inPool ? payment.deadline : null,
    reportedAfterDeadline: inPool ? isReportedAfterDeadline : null,
    countedInTimeRial: inPool && !isBank ? countedInTimeRial : null,
    contested,
    overdrawnRial: contested && !isBank ? overdrawnRial : null,
    reversal: reversal === undefined ? null : { ...reversal, position: placeOf(BigInt(reversal.position)) },
    position: placeOf(BigInt(position)),
  };
}

export function paymentSumsItem(
  { atDeadlines, ...sums }: PaymentSums,
  { isBank }: Pick<PaymentReader, 'isBank'>,
): PaymentSumsItem {
  if (atDeadlines === undefined) return { ...sums, atDeadlines: null };
  const { countedInTimeRial, ...others } = atDeadlines;
  return { ...sums, atDeadlines: { ...others, countedInTimeRial: isBank ? null : countedInTimeRial } };
}
