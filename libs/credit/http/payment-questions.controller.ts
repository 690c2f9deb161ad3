import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as paymentsQuestions from '../boards/payments/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('payments')
@Controller('api/v1')
export class PaymentQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(paymentsQuestions.payments, {
    summary:
      'The payments of a pool or of all pools, and whether each was in time; with sums over all of them.',
    description:
      'With a pool each payment is compared with the deadline of its agency, and the sums are those of the credit board: ' +
      '`paidRial`, and `atDeadlines.countedInTimeRial` for `paidInTimeRial`. An officer of an agency or a bank sees ' +
      'the payments of its own.',
    answer: 'PaymentPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  payments(
    request: FastifyRequest,
    params: ParamsOf<typeof paymentsQuestions.payments>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, paymentsQuestions.payments, params);
  }
}
