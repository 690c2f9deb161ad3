import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CreditCommand } from '../domain/commands.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { PoolParams, ReviewParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import { refusals } from './refusals.js';
import { DecideReviewDto, RequestReviewDto, ReverseReallocationDto } from './review-commands.dto.js';

/** The rule applied to a pool, and what a person makes of it. */
@ApiTags('reviews')
@Controller('api/v1/pools/:pool/reviews')
export class ReviewCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('', 'request-review', {
    summary: 'Apply the rule to the pool as of a day. Supersedes the open review when anything has changed.',
    refusals: refusals('unknown_pool', 'in_the_future', 'review_before_last', 'review_too_large'),
  })
  requestReview(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Body() body: RequestReviewDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'ReviewPool', ...body });
  }

  @Act(':reviewId/approval', 'decide-reallocation', {
    summary: 'Move the credit that a review proposes to move. Never by whoever requested the review.',
    refusals: refusals(
      'unknown_review',
      'conflicts_with_recorded',
      'review_not_open',
      'own_review',
      'nothing_to_move',
      'review_stale',
    ),
  })
  approve(
    @Req() request: FastifyRequest,
    @Param() { pool, reviewId }: ReviewParams,
    @Body() body: DecideReviewDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'ApproveReallocation', reviewId, ...body });
  }

  @Act(':reviewId/dismissal', 'decide-reallocation', {
    summary: 'Leave the credit where it is.',
    refusals: refusals('unknown_review', 'conflicts_with_recorded', 'review_not_open'),
  })
  dismiss(
    @Req() request: FastifyRequest,
    @Param() { pool, reviewId }: ReviewParams,
    @Body() body: DecideReviewDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'DismissReallocation', reviewId, ...body });
  }

  @Act(':reviewId/reversals', 'decide-reallocation', {
    summary: 'Give credit of an approved reallocation back. Never by whoever approved it.',
    refusals: refusals(
      'unknown_review',
      'conflicts_with_recorded',
      'not_reallocated',
      'own_reallocation',
      'beyond_reallocated',
      'recipient_has_paid',
    ),
  })
  reverse(
    @Req() request: FastifyRequest,
    @Param() { pool, reviewId }: ReviewParams,
    @Body() body: ReverseReallocationDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'ReverseReallocation', reviewId, ...body });
  }

  #record(request: FastifyRequest, pool: string, command: CreditCommand): Promise<Answer> {
    return this.recording.record(request, { pool, command });
  }
}
