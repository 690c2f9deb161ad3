import { type CreditEvent, type PoolReviewed } from '@misaq/domain/credit/events.js';
import { type JsonValue } from '@misaq/domain/kernel/decision.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { records } from '@misaq/projections/records.js';
import { poolOf } from '../credit-board/projection.js';

export const REVIEWS = 'reviews';

/** What became of a review after it. */
export type ReviewOutcome =
  | { readonly status: 'open' }
  | { readonly status: 'superseded'; readonly supersededBy: string }
  | {
      readonly status: 'approved';
      readonly on: string;
      readonly by: string;
      readonly reason: string;
      readonly reversals: readonly ReversalOfReview[];
    }
  | { readonly status: 'dismissed'; readonly on: string; readonly by: string; readonly reason: string };

export interface ReversalOfReview {
  readonly reversalId: string;
  readonly on: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly amountRial: string;
  readonly reason: string;
}

/** A review as its table keeps it. */
export interface KeptReview {
  readonly pool: string;
  /** Order in which reviews were recorded. */
  readonly position: number;
  readonly trace: PoolReviewed;
  readonly outcome: ReviewOutcome;
}

export const reviewsProjection = defineProjection({
  name: REVIEWS,
  schemaVersion: 1,
  tables: { reviews: records<['reviewId'], JsonValue>(['reviewId']) },
  types: new Set<CreditEvent['type']>([
    'PoolReviewed',
    'ReviewSuperseded',
    'CreditReallocated',
    'ReallocationDismissed',
    'ReallocationReversed',
  ]),
  apply(stored, { reviews }) {
    const event = stored as unknown as CreditEvent;
    const keep = (review: KeptReview) => {
      reviews.set([review.trace.reviewId], review as unknown as JsonValue);
    };
    const close = (reviewId: string, outcomeOf: (before: KeptReview) => ReviewOutcome) => {
      const review = reviews.get(reviewId) as unknown as KeptReview | undefined;
      if (review === undefined) throw new Error(`no review ${reviewId}`);
      keep({ ...review, outcome: outcomeOf(review) });
    };
    switch (event.type) {
      case 'PoolReviewed':
        keep({
          pool: poolOf(stored.stream),
          position: Number(stored.position),
          trace: event.data,
          outcome: { status: 'open' },
        });
        return;
      case 'ReviewSuperseded': {
        const { reviewId, supersededBy } = event.data;
        close(reviewId, () => ({ status: 'superseded', supersededBy }));
        return;
      }
      case 'CreditReallocated': {
        const { reviewId, approvedOn: on, approvedBy: by, reason } = event.data;
        close(reviewId, () => ({ status: 'approved', on, by, reason, reversals: [] }));
        return;
      }
      case 'ReallocationDismissed': {
        const { reviewId, dismissedOn: on, dismissedBy: by, reason } = event.data;
        close(reviewId, () => ({ status: 'dismissed', on, by, reason }));
        return;
      }
      case 'ReallocationReversed': {
        const { reviewId, reversalId, reversedOn: on, reversedBy: by, from, to, amountRial, reason } = event.data;
        close(reviewId, ({ outcome }) => {
          if (outcome.status !== 'approved') throw new Error(`review ${reviewId} was never approved`);
          const reversal = { reversalId, on, by, from, to, amountRial, reason };
          return { ...outcome, reversals: [...outcome.reversals, reversal] };
        });
        return;
      }
      case 'PoolOpened':
      case 'PolicyAdopted':
      case 'CreditAllocated':
      case 'AllocationCorrected':
      case 'FacilityIntroduced':
      case 'IntroductionCorrected':
      case 'FacilityDeclined':
      case 'FacilityWithdrawn':
      case 'FacilityPaid':
      case 'FacilityPaymentReversed':
      case 'FacilityClosed':
        return;
    }
  },
});
