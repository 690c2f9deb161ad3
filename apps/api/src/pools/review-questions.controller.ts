import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isSameText } from '@misaq/domain/kernel/spelling.js';
import { CREDIT_BOARD } from '@misaq/read-models/credit-board/projection.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import { REVIEWS } from '@misaq/read-models/reviews/projection.js';
import { reviewDetailItem, reviewSummaryItem } from '@misaq/wire/reviews.js';
import type { ReadyAnswer } from '../http/answer.js';
import { FreshQuery } from '../http/freshness.js';
import { namesOfPool } from '../http/names.js';
import { listOf, ordinals, pageOf } from '../http/paging.js';
import { PoolParams, ReviewParams } from '../http/params.js';
import { Questions } from '../http/questions.js';
import { RefusedError } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { agencyScopeOf } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { ReviewsQuery } from './review-questions.dto.js';

@ApiTags('reviews')
@Controller('api/v1/pools/:pool/reviews')
export class ReviewQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
  ) {}

  @Question('', 'read', {
    summary: 'The reviews of a pool, the latest first, and what became of each.',
    description: 'An agency sees those that looked at it, without the sums of all.',
    answer: 'ReviewPage',
    refusals: ['unknown_pool', 'invalid_cursor'],
  })
  reviews(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Query() query: ReviewsQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [REVIEWS, CREDIT_BOARD] }, () => {
      const { reviews, credit } = this.service.models;
      const of = scope.agency === undefined ? {} : { agency: scope.agency };
      if (!credit.pools(of).pools.some((each) => isSameText(each.pool, pool)))
        throw new RefusedError({ name: 'unknown_pool', figures: { pool } });
      const { agency } = scope;
      const seen = reviews
        .reviews({ pool })
        .reviews.filter(({ agencies }) => agency === undefined || agencies.includes(agency));
      const placeOf = ordinals(seen);
      const found = seen.filter(
        ({ outcome }) => query.status === undefined || outcome.status === query.status,
      );
      const list = listOf('reviews', { pool }, query);
      const page = pageOf(list, query, found, (each) => [placeOf(each)], { falling: true });
      return { ...page, items: page.items.map((review) => reviewSummaryItem(review, agency)) };
    });
  }

  @Question(':reviewId', 'read', {
    summary: 'A review with everything it was decided on, in figures and in words.',
    description: 'An agency sees its own row and its own transfers.',
    answer: 'Review',
    refusals: ['unknown_review'],
  })
  review(
    @Req() request: FastifyRequest,
    @Param() { pool, reviewId }: ReviewParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [REVIEWS, REGISTER] }, () => {
      const { reviews, register } = this.service.models;
      const found = reviews.review(reviewId);
      const { agency } = scope;
      if (
        found === undefined ||
        !isSameText(found.pool, pool) ||
        (agency !== undefined && !found.agencies.includes(agency))
      )
        throw new RefusedError({ name: 'unknown_review', figures: { reviewId } });
      return reviewDetailItem(found, namesOfPool(register, pool, 'agency', found.asOf), agency);
    });
  }
}
