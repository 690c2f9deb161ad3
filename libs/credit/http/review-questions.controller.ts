import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as reviewsQuestions from '../boards/reviews/question.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PoolParams, ReviewParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import * as inboxQuestions from '../boards/review-inbox/question.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { ReviewInboxQuery, ReviewsQuery } from './review-questions.dto.js';

@ApiTags('reviews')
@Controller('api/v1/pools/:pool/reviews')
export class ReviewQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary: 'The reviews of a pool, the latest first, and what became of each.',
    description: 'An agency sees those that looked at it, without the sums of all.',
    answer: 'ReviewPage',
    refusals: ['unknown_pool', 'invalid_cursor'],
  })
  reviews(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: ReviewsQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, reviewsQuestions.reviews, { ...params, ...query });
  }

  @Question(':reviewId', 'read', {
    summary: 'A review with everything it was decided on, in figures and in words.',
    description: 'An agency sees its own row and its own transfers.',
    answer: 'Review',
    refusals: ['unknown_review'],
  })
  review(
    @Req() request: FastifyRequest,
    @Param() params: ReviewParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, reviewsQuestions.review, { ...params, ...query });
  }

  @Question(':reviewId/standing', 'read', {
    summary: 'Whether a review could be approved now, as the asker: a dry run that records nothing.',
    description:
      'The dry run passes the guards of the approval. `refusal` is what the approval would be refused by, with the ' +
      'same figures; `fault` is what it would be refused by for anybody who may approve.',
    answer: 'ReviewStanding',
    refusals: ['unknown_review'],
  })
  standing(
    @Req() request: FastifyRequest,
    @Param() params: ReviewParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, inboxQuestions.reviewStanding, { ...params, ...query });
  }
}

@ApiTags('reviews')
@Controller('api/v1/reviews')
export class ReviewInboxController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary: 'The reviews of all pools, the latest first, with what each moves and who decided; with sums.',
    description:
      'With `standing=true` each open review says whether the asker could approve it now. An agency sees those that ' +
      'looked at it, and its own transfers.',
    answer: 'ReviewInbox',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor', 'not_own'],
  })
  inbox(@Req() request: FastifyRequest, @Query() query: ReviewInboxQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, inboxQuestions.reviewInbox, query);
  }
}
