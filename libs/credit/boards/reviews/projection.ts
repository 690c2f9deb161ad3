import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { type PoolReviewed, REVIEW_EVENTS, type ReviewEvent } from '../../domain/review-events.js';
import { rial, rialText, sumRial, type RialText } from '@misaq/platform/kernel/money.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { poolOf } from '../../domain/pool-stream.js';

export const REVIEWS = 'reviews';

/** The outcome of a review. */
export type ReviewOutcome =
  | { readonly status: 'open' }
  | { readonly status: 'superseded'; readonly supersededBy: string }
  | {
      readonly status: 'approved';
      readonly on: PlainDate;
      readonly by: string;
      readonly reason: string;
      readonly reversals: readonly ReversalOfReview[];
    }
  | { readonly status: 'dismissed'; readonly on: PlainDate; readonly by: string; readonly reason: string };

export interface ReversalOfReview {
  readonly reversalId: string;
  readonly on: PlainDate;
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly amountRial: RialText;
  readonly reason: string;
}

/** A review in a list. The trace is stored separately, because it can be long. */
export interface ReviewSummary {
  readonly reviewId: string;
  readonly asOf: PlainDate;
  readonly requestedBy: string;
  readonly policyVersion: number;
  readonly transferredRial: RialText;
  readonly unplacedRial: RialText;
  /** The examined agencies, whose officers may see the review. */
  readonly agencies: readonly string[];
  readonly outcome: ReviewOutcome;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** What it proposes. */
  readonly transfers: readonly ProposedTransfer[];
  /** Position of the event that approved or dismissed it; absent while nobody did. */
  readonly decidedAt?: number;
}

export interface ProposedTransfer {
  readonly from: string;
  readonly to: string;
  readonly amountRial: RialText;
}

/** A review's trace, and the position of its summary. */
export interface KeptTrace {
  readonly position: number;
  readonly trace: PoolReviewed;
}

const tables = {
  traces: records<['reviewId', 'pool'], KeptTrace>(['reviewId', 'pool']),
  /** By position of the review, so in order of recording. */
  summaries: records<['pool', 'position'], ReviewSummary>(['pool', 'position']),
  /** The reviews that examined an agency. */
  examined: records<['agency', 'reviewId', 'pool'], true>(['agency', 'reviewId', 'pool']),
};

export const reviewsProjection = defineProjection({
  name: REVIEWS,
  schemaVersion: 4,
  tables,
  types: REVIEW_EVENTS,
  apply(event, work) {
    const pool = poolOf(event.stream);
    const position = Number(event.position);
    if (event.type === 'PoolReviewed')
      record(event.data, pool, { position, recordedAt: event.metadata.recordedAt }, work);
    else followReview(event, pool, position, work);
  },
});

function record(
  trace: PoolReviewed,
  pool: string,
  { position, recordedAt }: { readonly position: number; readonly recordedAt: string },
  work: Tables<typeof tables>,
): void {
  const { reviewId, asOf, requestedBy, policy, agencies, transfers, unplacedRial } = trace;
  work.traces.set([reviewId, pool], { position, trace });
  const summary: ReviewSummary = {
    reviewId,
    asOf,
    requestedBy,
    policyVersion: policy.version,
    transferredRial: rialText(sumRial(transfers.map(({ amountRial }) => rial(amountRial)))),
    unplacedRial,
    agencies: agencies.map(({ agency }) => agency),
    outcome: { status: 'open' },
    recordedAt,
    transfers: transfers.map(({ from, to, amountRial }) => ({ from, to, amountRial })),
  };
  work.summaries.set([pool, position], summary);
  for (const { agency } of agencies) work.examined.set([agency, reviewId, pool], true);
}

function followReview(
  event: Exclude<ReviewEvent, { type: 'PoolReviewed' }>,
  pool: string,
  position: number,
  { traces, summaries }: Tables<typeof tables>,
): void {
  const change = (
    reviewId: string,
    outcomeOf: (before: ReviewOutcome) => ReviewOutcome,
    decided?: { readonly decidedAt: number },
  ) => {
    const kept = traces.get(reviewId, pool);
    if (kept === undefined) throw new Error(`no review ${reviewId} in ${pool}`);
    const summary = summaries.get(pool, kept.position);
    if (summary === undefined) throw new Error(`no summary of review ${reviewId} in ${pool}`);
    const changed: ReviewSummary = { ...summary, outcome: outcomeOf(summary.outcome), ...decided };
    summaries.set([pool, kept.position], changed);
  };
  switch (event.type) {
    case 'ReviewSuperseded': {
      const { reviewId, supersededBy } = event.data;
      change(reviewId, () => ({ status: 'superseded', supersededBy }));
      return;
    }
    case 'CreditReallocated': {
      const { reviewId, approvedOn: on, approvedBy: by, reason } = event.data;
      change(reviewId, () => ({ status: 'approved', on, by, reason, reversals: [] }), {
        decidedAt: position,
      });
      return;
    }
    case 'ReallocationDismissed': {
      const { reviewId, dismissedOn: on, dismissedBy: by, reason } = event.data;
      change(reviewId, () => ({ status: 'dismissed', on, by, reason }), { decidedAt: position });
      return;
    }
    case 'ReallocationReversed': {
      const {
        reviewId,
        reversalId,
        reversedOn: on,
        reversedBy: by,
        from,
        to,
        amountRial,
        reason,
      } = event.data;
      change(reviewId, (before) => {
        if (before.status !== 'approved') throw new Error(`review ${reviewId} was never approved`);
        const reversal = { reversalId, on, by, from, to, amountRial, reason };
        return { ...before, reversals: [...before.reversals, reversal] };
      });
      return;
    }
  }
}
