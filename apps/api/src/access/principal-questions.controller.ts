import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as principalsQuestions from '@misaq/access/boards/principals/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('principals')
@Controller('api/v1')
export class PrincipalQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(principalsQuestions.principals, {
    summary: 'Who may act, and in which roles, in order of id.',
    answer: 'PrincipalPage',
    refusals: ['invalid_cursor'],
  })
  principals(
    request: FastifyRequest,
    params: ParamsOf<typeof principalsQuestions.principals>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, principalsQuestions.principals, params);
  }

  @Asks(principalsQuestions.principal, {
    summary: 'One principal, with the roles held and the tokens that were issued.',
    answer: 'Principal',
    refusals: ['principal_unknown'],
  })
  principal(
    request: FastifyRequest,
    params: ParamsOf<typeof principalsQuestions.principal>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, principalsQuestions.principal, params);
  }

  @Asks(principalsQuestions.me, {
    summary:
      'Who the bearer of the token is, what they may do, and every token that was issued in their name.',
    answer: 'Me',
  })
  me(request: FastifyRequest, params: ParamsOf<typeof principalsQuestions.me>): Promise<QuestionAnswer> {
    return this.questions.ask(request, principalsQuestions.me, params);
  }
}
