import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/read-models/access/projection.js';
import { meItem, ownTokens, principalDetailItem, principalItem } from '@misaq/wire/principals.js';
import { Answer, type ReadyAnswer } from '../http/answer.js';
import { FreshQuery } from '../http/freshness.js';
import { listOf, nextOf, PAGE_DEFAULT, PageQuery, placeIn } from '../http/paging.js';
import { PrincipalParams } from '../http/params.js';
import { bearerOf } from '../http/principal.js';
import { Questions } from '../http/questions.js';
import { RefusedError } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { SERVICE, type Service } from '../service.js';

@ApiTags('principals')
@Controller('api/v1')
export class PrincipalQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
  ) {}

  @Question('principals', 'manage-principals', {
    summary: 'Who may act, and in which roles, in order of id.',
    answer: 'PrincipalPage',
    refusals: ['invalid_cursor'],
  })
  principals(@Req() request: FastifyRequest, @Query() query: PageQuery): Promise<ReadyAnswer> {
    return this.questions.answer(request, { query, scope: {}, from: [ACCESS] }, () => {
      const list = listOf('principals', {}, query);
      const { limit = PAGE_DEFAULT } = query;
      const place = placeIn(list, query, ['text']);
      const { total, principals } = this.service.models.access.principals({
        after: String(place?.[0] ?? ''),
        limit: limit + 1,
      });
      const shown = principals.slice(0, limit);
      const last = shown.at(-1);
      const more = principals.length > limit && last !== undefined;
      return {
        items: shown.map(principalItem),
        next: nextOf(list, more ? [last.principalId] : undefined),
        total,
      };
    });
  }

  @Question('principals/:principalId', 'manage-principals', {
    summary: 'One principal, with the roles held and the tokens that were issued.',
    answer: 'Principal',
    refusals: ['principal_unknown'],
  })
  principal(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    return this.questions.answer(request, { query, scope: {}, from: [ACCESS] }, () => {
      const found = this.service.models.access.principal(principalId);
      if (found === undefined)
        throw new RefusedError({ name: 'principal_unknown', figures: { principalId } });
      return principalDetailItem(found, this.questions.today());
    });
  }

  @Question('me', 'signed-in', {
    summary:
      'Who the bearer of the token is, what they may do, and every token that was issued in their name.',
    answer: 'Me',
  })
  me(@Req() request: FastifyRequest): Answer {
    const bearer = bearerOf(request);
    const { access, runner } = this.service.models;
    const tokens = ownTokens(access.tokensOf(bearer.actor.id), this.questions.today());
    return new Answer(meItem(bearer.actor, { ...bearer, tokens }), runner.reader(ACCESS).position());
  }
}
