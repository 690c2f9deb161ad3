import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as historyQuestions from '../question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('history')
@Controller('api/v1')
export class HistoryController {
  constructor(private readonly questions: Questions) {}

  @Asks(historyQuestions.history, {
    summary:
      'Every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what.',
    description:
      'In order of the log, or newest first. Of several subjects, what concerns all of them. An officer of an agency or a ' +
      'bank sees what concerns it, without the figures of others.',
    answer: 'HistoryPage',
    refusals: ['invalid_cursor', 'not_own', 'unknown_subject'],
  })
  history(
    request: FastifyRequest,
    params: ParamsOf<typeof historyQuestions.history>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, historyQuestions.history, params);
  }

  @Asks(historyQuestions.event, {
    summary: 'One event of the log: who, when, why, what, what caused it and what it caused.',
    description:
      'An event that the asker may not see is answered like a position that has none. Its actor is shown as it was then, ' +
      'and as it is now.',
    answer: 'Event',
    refusals: ['unknown_event'],
  })
  event(request: FastifyRequest, params: ParamsOf<typeof historyQuestions.event>): Promise<QuestionAnswer> {
    return this.questions.ask(request, historyQuestions.event, params);
  }
}
