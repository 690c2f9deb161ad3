import type { JsonValue, Refusal } from '@misaq/platform/kernel/decision.js';
import { rial, rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { ProposedTransfer } from '../reviews/projection.js';
import type { ReviewOnList } from '../reviews/queries.js';
import { reviewSummaryItem, type ReviewSummaryItem } from '../reviews/wire.js';
import type { ReviewStanding } from './standing.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    ReviewInbox: ReviewInbox;
    ReviewStanding: ReviewStandingAnswer;
  }
}

/** `reversed`: approved, and some of it was given back. */
export const REVIEW_STATUSES = ['open', 'superseded', 'approved', 'dismissed', 'reversed'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** Why an approval would be refused. */
export interface RefusalItem {
  readonly name: string;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

/** A dry run of the approval of an open review. Nothing is recorded. */
export interface ReviewStandingItem {
  /** Whether the asker's approval would be accepted now. */
  readonly mayApprove: boolean;
  /** Why it would be refused, as the approval itself says it; null when it would be accepted. */
  readonly refusal: RefusalItem | null;
  /**
   * Why nobody could approve it now, such as `review_stale` with what has changed. Null while it is sound, and to an
   * officer of an agency, because it names figures of others.
   */
  readonly fault: RefusalItem | null;
}

export interface ReviewStandingAnswer {
  readonly pool: string;
  readonly reviewId: string;
  /** Null when the review is not open. */
  readonly standing: ReviewStandingItem | null;
}

/** A review of any pool. An officer of an agency sees the transfers of the agency. */
export interface ReviewInboxItem extends ReviewSummaryItem {
  readonly status: ReviewStatus;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** What it proposes, or what it moved once it was approved. */
  readonly transfers: readonly ProposedTransfer[];
  /** Given back since. */
  readonly returnedRial: RialText;
  /** Of the event of the review; to an officer of an agency a token that stands for it. */
  readonly position: ShownPosition;
  /** Of the event by which it was approved or dismissed; null while it was not. */
  readonly decidedPosition: ShownPosition | null;
  /** Null when it was not asked for, and for a review that is not open. */
  readonly standing: ReviewStandingItem | null;
}

/** Of all that the filter leaves. */
export interface ReviewSums {
  readonly reviews: number;
  /** `approved` counts those that were reversed too. */
  readonly byStatus: Readonly<Record<ReviewStatus, number>>;
  /** Proposed by all, moved by those that were approved, and given back since. */
  readonly transferredRial: RialText;
  readonly movedRial: RialText;
  readonly returnedRial: RialText;
}

export interface ReviewInbox extends Page<ReviewInboxItem> {
  readonly sums: ReviewSums;
}

export function statusOf({ outcome }: Pick<ReviewOnList, 'outcome'>): ReviewStatus {
  if (outcome.status !== 'approved') return outcome.status;
  return outcome.reversals.length > 0 ? 'reversed' : 'approved';
}

export function hasStatus(review: Pick<ReviewOnList, 'outcome'>, status: ReviewStatus): boolean {
  return statusOf(review) === status || review.outcome.status === status;
}

function transfersOf({ transfers }: ReviewOnList, own: string | undefined): readonly ProposedTransfer[] {
  return own === undefined ? transfers : transfers.filter(({ from, to }) => from === own || to === own);
}

function amountOf(some: readonly Pick<ProposedTransfer, 'amountRial'>[]): bigint {
  return sumRial(some.map(({ amountRial }) => rial(amountRial)));
}

function returnedOf({ outcome }: ReviewSummaryItem): bigint {
  return outcome.status === 'approved' ? amountOf(outcome.reversals) : 0n;
}

export function reviewInboxItem(
  review: ReviewOnList,
  own: string | undefined,
  placeOf: (position: bigint) => ShownPosition,
  standing: ReviewStandingItem | null,
): ReviewInboxItem {
  const summary = reviewSummaryItem(review, own);
  const { at, decidedAt, recordedAt } = review;
  return {
    ...summary,
    status: statusOf(review),
    recordedAt,
    transfers: transfersOf(review, own),
    returnedRial: rialText(returnedOf(summary)),
    position: placeOf(BigInt(at)),
    decidedPosition: decidedAt === undefined ? null : placeOf(BigInt(decidedAt)),
    standing,
  };
}

export function reviewSums(reviews: readonly ReviewOnList[], own: string | undefined): ReviewSums {
  const count = (status: ReviewStatus): number => reviews.filter((each) => hasStatus(each, status)).length;
  const sum = (of: (review: ReviewOnList) => bigint): RialText => rialText(sumRial(reviews.map(of)));
  return {
    reviews: reviews.length,
    byStatus: {
      open: count('open'),
      superseded: count('superseded'),
      approved: count('approved'),
      dismissed: count('dismissed'),
      reversed: count('reversed'),
    },
    transferredRial: sum((review) => amountOf(transfersOf(review, own))),
    movedRial: sum((review) =>
      review.outcome.status === 'approved' ? amountOf(transfersOf(review, own)) : 0n,
    ),
    returnedRial: sum((review) => returnedOf(reviewSummaryItem(review, own))),
  };
}

/** @param own the only agency that the reader sees */
export function standingItem(
  { refusal, fault }: ReviewStanding,
  own: string | undefined,
): ReviewStandingItem {
  return {
    mayApprove: refusal === undefined,
    refusal: refusalItem(refusal),
    fault: own === undefined ? refusalItem(fault) : null,
  };
}

function refusalItem(refusal: Refusal | undefined): RefusalItem | null {
  return refusal === undefined ? null : { name: refusal.name, figures: refusal.figures };
}
