import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { isKnownPool } from '../known-pool.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { REVIEWS } from './projection.js';
import type { Page } from '@misaq/platform/questions/page.js';
import {
  type ReviewDetailItem,
  reviewDetailItem,
  type ReviewSummaryItem,
  reviewSummaryItem,
} from './wire.js';
import { namesOfPool } from '@misaq/platform/questions/names.js';
import { listIn, ordinals, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import { choiceField, idField, poolField } from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError, unknownPool } from '@misaq/platform/questions/refused.js';
import { agencyScope } from '@misaq/platform/questions/scope.js';

const STATUSES = ['open', 'superseded', 'approved', 'dismissed'] as const;

export interface ReviewsParams extends PageParams {
  readonly pool: string;
  readonly status?: string | undefined;
}

/** The reviews of a pool, the latest first. An agency sees those that examined it, without the totals. */
export const reviews: Question<ReviewsParams, Page<ReviewSummaryItem>> = {
  name: 'reviews',
  path: 'pools/:pool/reviews',
  fields: {
    pool: poolField(),
    ...pageFields,
    status: choiceField(STATUSES, { optional: true, description: 'Only those that ended so.' }),
  },
  needs: 'read',
  scope: agencyScope,
  from: [REVIEWS, CREDIT_BOARD],
  find({ models, params, scope }) {
    const { pool, status } = params;
    const { agency } = scope;
    if (!isKnownPool(models, pool, scope)) throw unknownPool(pool);
    const seen = models.reviews
      .reviews({ pool })
      .reviews.filter(({ agencies }) => agency === undefined || agencies.includes(agency));
    const placeOf = ordinals(seen);
    const found = seen.filter(({ outcome }) => status === undefined || outcome.status === status);
    const page = pageOf(listIn(reviews, params), params, found, (each) => [placeOf(each)], { falling: true });
    return { ...page, items: page.items.map((review) => reviewSummaryItem(review, agency)) };
  },
};

export interface ReviewParams {
  readonly pool: string;
  readonly reviewId: string;
}

/** A review with all its inputs. An agency sees its own row and its own transfers. */
export const review: Question<ReviewParams, ReviewDetailItem> = {
  name: 'review',
  path: 'pools/:pool/reviews/:reviewId',
  fields: {
    pool: poolField(),
    reviewId: idField({ example: 'east-azerbaijan-1401-note16-review-1' }),
  },
  needs: 'read',
  scope: agencyScope,
  from: [REVIEWS, REGISTER],
  find({ models, params: { pool, reviewId }, scope: { agency }, language }) {
    const found = models.reviews.review(reviewId, agency === undefined ? {} : { agency });
    if (found === undefined || !isSameText(found.pool, pool))
      throw new QuestionRefusedError({ name: 'unknown_review', figures: { reviewId } });
    const names = namesOfPool(models.register, pool, 'agency', found.asOf);
    return reviewDetailItem(found, names, { language, ...(agency !== undefined && { own: agency }) });
  },
};
