import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { listIn, ordinals, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import { choiceField, dayField, flagField, idField, poolField } from '@misaq/platform/questions/fields.js';
import { pageFields, yearFilterField } from '@misaq/platform/questions/common-fields.js';
import type { Asking, Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { actorScope, agencyScope, holdToOwn } from '@misaq/platform/questions/scope.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { REVIEWS } from '../reviews/projection.js';
import type { ReviewOnList } from '../reviews/queries.js';
import type { ReviewParams } from '../reviews/question.js';
import { standingOfReview } from './standing.js';
import { reviewInboxTable } from './table.js';
import {
  hasStatus,
  REVIEW_STATUSES,
  type ReviewInbox,
  reviewInboxItem,
  type ReviewInboxItem,
  type ReviewStandingAnswer,
  type ReviewStandingItem,
  reviewSums,
  type ReviewStatus,
  standingItem,
} from './wire.js';

export interface ReviewInboxParams extends PageParams {
  readonly pool?: string | undefined;
  readonly province?: string | undefined;
  /** Jalali. */
  readonly year?: number | undefined;
  /** Only those with a transfer from or to this agency. */
  readonly agency?: string | undefined;
  readonly status?: ReviewStatus | undefined;
  /** The first and the last day on which it was approved or dismissed. */
  readonly decidedFrom?: string | undefined;
  readonly decidedTo?: string | undefined;
  /** Whether a dry run of the approval of each open review is wanted. */
  readonly standing?: boolean | undefined;
}

/** The reviews of all pools, the latest first; an agency sees those that looked at it, and its own transfers. */
export const reviewInbox: Question<ReviewInboxParams, ReviewInbox> = {
  name: 'review-inbox',
  path: 'reviews',
  fields: {
    ...pageFields,
    pool: poolField({ optional: true }),
    province: idField({ optional: true, example: 'east-azerbaijan' }),
    year: yearFilterField,
    agency: idField({
      optional: true,
      example: 'behzisti',
      description: 'Only those with a transfer from or to this agency.',
    }),
    status: choiceField(REVIEW_STATUSES, {
      optional: true,
      description: 'Only those that stand so. `approved` are those that were reversed too.',
    }),
    decidedFrom: dayField({
      optional: true,
      description: 'The first day on which they were approved or dismissed.',
    }),
    decidedTo: dayField({
      optional: true,
      description: 'The last day on which they were approved or dismissed.',
    }),
    standing: flagField({
      optional: true,
      description: 'Whether a dry run of the approval of each open review is wanted.',
    }),
  },
  needs: 'read',
  scope(asker, params) {
    const scope = agencyScope(asker);
    holdToOwn(asker, scope, { agency: params.agency });
    // Only a dry run depends on who asks.
    return params.standing === true ? { ...scope, ...actorScope(asker) } : scope;
  },
  from: [REVIEWS, CREDIT_BOARD, REGISTER],
  async find(asking) {
    const { params, scope, positions } = asking;
    const { seen, found } = reviewsIn(asking);
    const placeOf = ordinals(seen);
    const list = listIn(reviewInbox, params);
    const page = pageOf(list, params, found, (each) => [placeOf(each)], { falling: true });
    const items: ReviewInboxItem[] = [];
    for (const review of page.items) {
      const standing = params.standing === true ? await standingIn(asking, review) : null;
      items.push(reviewInboxItem(review, scope.agency, positions.ofEvent, standing));
    }
    return { ...page, items, sums: reviewSums(found, scope.agency) };
  },
  table: {
    file: ({ pool }) => ['reviews', ...(pool === undefined ? [] : [pool])],
    of(asking) {
      const { scope, positions } = asking;
      return reviewInboxTable(
        reviewsIn(asking).found.map((review) =>
          reviewInboxItem(review, scope.agency, positions.ofEvent, null),
        ),
      );
    },
  },
};

/** A dry run of the approval of a review, as the asker: by the same guards, and nothing is recorded. */
export const reviewStanding: Question<ReviewParams, ReviewStandingAnswer> = {
  name: 'review-standing',
  path: 'pools/:pool/reviews/:reviewId/standing',
  fields: {
    pool: poolField(),
    reviewId: idField({ example: 'east-azerbaijan-1401-note16-review-1' }),
  },
  needs: 'read',
  scope: (asker) => ({ ...agencyScope(asker), ...actorScope(asker) }),
  from: [REVIEWS, CREDIT_BOARD, REGISTER],
  dear: true,
  async find(asking) {
    const { models, params, scope } = asking;
    const { pool, reviewId } = params;
    const { agency } = scope;
    const found = models.reviews.review(reviewId, agency === undefined ? {} : { agency });
    if (found === undefined || !isSameText(found.pool, pool))
      throw new QuestionRefusedError({ name: 'unknown_review', figures: { reviewId } });
    return { pool: found.pool, reviewId, standing: await standingIn(asking, found) };
  },
};

async function standingIn(
  { models, scope, today, slice }: Asking<object>,
  { reviewId, outcome }: ReviewOnList,
): Promise<ReviewStandingItem | null> {
  const { actor: signer, agency } = scope;
  if (outcome.status !== 'open' || signer === undefined) return null;
  const review = models.reviews.review(reviewId);
  if (review === undefined) return null;
  const standing = await standingOfReview(review, { models, today, signer, ...(slice && { slice }) });
  return standing === undefined ? null : standingItem(standing, agency);
}

/** What the asker may see, and what of it the filter leaves; the latest first. */
function reviewsIn({ models, params, scope }: Asking<ReviewInboxParams>): {
  readonly seen: readonly ReviewOnList[];
  readonly found: readonly ReviewOnList[];
} {
  const { pool, province, year, agency, status, decidedFrom, decidedTo } = params;
  const seen = models.reviews
    .reviews()
    .reviews.filter(
      (each) =>
        (scope.agency === undefined || each.agencies.includes(scope.agency)) &&
        (scope.province === undefined || parsePool(each.pool)?.province === scope.province),
    );
  const found = seen.filter((each) => {
    const { outcome } = each;
    const name = parsePool(each.pool);
    const decidedOn = 'on' in outcome ? outcome.on : undefined;
    return (
      (pool === undefined || isSameText(each.pool, pool)) &&
      (province === undefined || isSameText(name?.province ?? '', province)) &&
      (year === undefined || name?.year === year) &&
      (agency === undefined || each.transfers.some(({ from, to }) => from === agency || to === agency)) &&
      (status === undefined || hasStatus(each, status)) &&
      (decidedFrom === undefined || (decidedOn !== undefined && decidedOn >= decidedFrom)) &&
      (decidedTo === undefined || (decidedOn !== undefined && decidedOn <= decidedTo))
    );
  });
  return { seen, found };
}
