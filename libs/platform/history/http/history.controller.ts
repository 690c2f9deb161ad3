import { Controller, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as historyQuestions from '../question.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { HistoryQuery } from './history.dto.js';

@ApiTags('history')
@Controller('api/v1/history')
export class HistoryController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary:
      'Every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what.',
    description:
      'In order of the log. An officer of an agency or a bank sees what concerns it, without the figures of others.',
    answer: 'HistoryPage',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor', 'not_own', 'unknown_subject'],
  })
  history(@Req() request: FastifyRequest, @Query() query: HistoryQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, historyQuestions.history, query);
  }
}
