import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { meItem, ownTokens } from '@misaq/access/boards/principals/wire.js';
import * as principalsQuestions from '@misaq/access/boards/principals/question.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';
import { PrincipalParams } from '@misaq/platform/http/request/params.js';
import { bearerOf } from '@misaq/platform/http/access/principal.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';

@ApiTags('principals')
@Controller('api/v1')
export class PrincipalQuestionsController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    private readonly questions: Questions,
  ) {}

  @Question('principals', 'manage-principals', {
    summary: 'Who may act, and in which roles, in order of id.',
    answer: 'PrincipalPage',
    refusals: ['invalid_cursor'],
  })
  principals(@Req() request: FastifyRequest, @Query() query: PageQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, principalsQuestions.principals, query);
  }

  @Question('principals/:principalId', 'manage-principals', {
    summary: 'One principal, with the roles held and the tokens that were issued.',
    answer: 'Principal',
    refusals: ['principal_unknown'],
  })
  principal(
    @Req() request: FastifyRequest,
    @Param() params: PrincipalParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, principalsQuestions.principal, { ...params, ...query });
  }

  @Question('me', 'signed-in', {
    summary:
      'Who the bearer of the token is, what they may do, and every token that was issued in their name.',
    answer: 'Me',
  })
  me(@Req() request: FastifyRequest): Answer {
    const bearer = bearerOf(request);
    const { access, runner } = this.models;
    const tokens = ownTokens(access.tokensOf(bearer.actor.id), this.questions.today());
    return new Answer(meItem(bearer.actor, { ...bearer, tokens }), runner.reader(ACCESS).position());
  }
}
