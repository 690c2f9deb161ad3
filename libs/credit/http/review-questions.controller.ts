import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as reviewsQuestions from '../boards/reviews/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import * as inboxQuestions from '../boards/review-inbox/question.js';

@ApiTags('reviews')
@Controller('api/v1')
export class ReviewQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(reviewsQuestions.reviews, {
    summary: 'The reviews of a pool, the latest first, with the outcome of each.',
    description: 'An agency sees those that looked at it, without the sums of all.',
    answer: 'ReviewPage',
    refusals: ['unknown_pool', 'invalid_cursor'],
  })
  reviews(
    request: FastifyRequest,
    params: ParamsOf<typeof reviewsQuestions.reviews>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, reviewsQuestions.reviews, params);
  }

  @Asks(reviewsQuestions.review, {
    summary: 'A review with everything it was decided on, in figures and in words.',
    description: 'An agency sees its own row and its own transfers.',
    answer: 'Review',
    refusals: ['unknown_review'],
  })
  review(request: FastifyRequest, params: ParamsOf<typeof reviewsQuestions.review>): Promise<QuestionAnswer> {
    return this.questions.ask(request, reviewsQuestions.review, params);
  }

  @Asks(inboxQuestions.reviewStanding, {
    summary: 'Whether a review could be approved now, as the asker: a dry run that records nothing.',
    description:
      'The dry run passes the guards of the approval. `refusal` is what the approval would be refused by, with the ' +
      'same figures; `fault` is what it would be refused by for anybody who may approve.',
    answer: 'ReviewStanding',
    refusals: ['unknown_review'],
  })
  standing(
    request: FastifyRequest,
    params: ParamsOf<typeof inboxQuestions.reviewStanding>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, inboxQuestions.reviewStanding, params);
  }
}

@ApiTags('reviews')
@Controller('api/v1')
export class ReviewInboxController {
  constructor(private readonly questions: Questions) {}

  @Asks(inboxQuestions.reviewInbox, {
    summary: 'The reviews of all pools, the latest first, with what each moves and who decided; with sums.',
    description:
      'With `standing=true` each open review says whether the asker could approve it now. An agency sees those that ' +
      'looked at it, and its own transfers.',
    answer: 'ReviewInbox',
    refusals: ['invalid_cursor', 'not_own'],
  })
  inbox(
    request: FastifyRequest,
    params: ParamsOf<typeof inboxQuestions.reviewInbox>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, inboxQuestions.reviewInbox, params);
  }
}
