import { Controller, Inject, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { HISTORY } from '@misaq/read-models/history/projection.js';
import type { HistoryScope, HistorySubject } from '@misaq/read-models/history/queries.js';
import { seenBy } from '@misaq/read-models/history/seen-by.js';
import { historyItem } from '@misaq/wire/history.js';
import type { ReadyAnswer } from '../http/answer.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '../http/paging.js';
import { Questions } from '../http/questions.js';
import { invalidRequest } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { concernedScopeOf, ownersIn, type Scope, within } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { HistoryQuery } from './history.dto.js';

const SUBJECTS = ['pool', 'agency', 'bank', 'facility', 'actor', 'stream'] as const;

@ApiTags('history')
@Controller('api/v1/history')
export class HistoryController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
  ) {}

  @Question('', 'read', {
    summary: 'Every event of a pool, agency, bank, facility, actor or stream: who, when, why, what.',
    description:
      'In order of the log. An officer of an agency or a bank sees what concerns it, without the figures of others.',
    answer: 'HistoryPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  history(@Req() request: FastifyRequest, @Query() query: HistoryQuery): Promise<ReadyAnswer> {
    const subject = subjectOf(query);
    const scope = concernedScopeOf(request);
    within(request, scope, ownersIn(query));
    return this.questions.answer(request, { query, scope, from: [HISTORY] }, async () => {
      const list = listOf('history', {}, query);
      const limit = query.limit ?? PAGE_DEFAULT;
      const held = historyScope(scope);
      const { total, events } = await this.service.models.history.history(subject, {
        after: BigInt(placeIn(list, query, ['whole'])?.[0] ?? query.after ?? -1),
        // One more than is shown says whether there is another page.
        limit: limit + 1,
        ...(held !== undefined && { scope: held }),
      });
      const shown = events.slice(0, limit);
      const last = shown.at(-1);
      const more = events.length > limit && last !== undefined;
      return {
        items: shown.map((event) => historyItem(held === undefined ? event : seenBy(event, held))),
        next: nextOf(list, more ? [Number(last.position)] : undefined),
        total,
      };
    });
  }
}

function historyScope({ agency, bank }: Scope): HistoryScope | undefined {
  if (agency !== undefined) return { agency };
  return bank === undefined ? undefined : { bank };
}

/** @throws RefusedError unless it is exactly one */
function subjectOf(query: HistoryQuery): HistorySubject {
  const named = SUBJECTS.flatMap((by) => {
    const id = query[by];
    return id === undefined ? [] : [{ by, id }];
  });
  const [subject, another] = named;
  if (subject === undefined || another !== undefined)
    throw invalidRequest({
      field: another?.by ?? SUBJECTS[0],
      code: 'one_subject_needed',
      message: `Give one of ${SUBJECTS.join(', ')}.`,
    });
  return subject;
}
