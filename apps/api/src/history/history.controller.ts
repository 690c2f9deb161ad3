import { Controller, Inject, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { HISTORY } from '@misaq/read-models/history/projection.js';
import type { HistoryEvent, HistoryScope, HistorySubject } from '@misaq/read-models/history/queries.js';
import { seenBy } from '@misaq/read-models/history/seen-by.js';
import { historyTable } from '@misaq/wire/exports/history.js';
import { historyItem } from '@misaq/wire/history.js';
import type { ReadyAnswer } from '../http/answer.js';
import { everyPage, Files, ROWS_A_PAGE, type TableAnswer } from '../http/files.js';
import { TABLE_FORMS } from '../http/negotiation.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '../http/paging.js';
import { Questions } from '../http/questions.js';
import { invalidRequest, refuse, type RefusedError } from '../http/refused.js';
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
    private readonly files: Files,
  ) {}

  @Question('', 'read', {
    summary: 'Every event of a pool, agency, bank, facility, actor or stream: who, when, why, what.',
    description:
      'In order of the log. An officer of an agency or a bank sees what concerns it, without the figures of others.',
    answer: 'HistoryPage',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor', 'not_own', 'unknown_subject'],
  })
  history(@Req() request: FastifyRequest, @Query() query: HistoryQuery): Promise<ReadyAnswer | TableAnswer> {
    const subject = subjectOf(query);
    const scope = concernedScopeOf(request);
    within(request, scope, ownersIn(query));
    const held = historyScope(scope);
    if (request.form !== 'json')
      return this.files.table(
        request,
        { query, from: [HISTORY] },
        ['history', subject.by, subject.id],
        async () => {
          const page = { limit: 0, ...(held !== undefined && { scope: held }) };
          const { total } = await this.service.models.history.history(subject, page);
          if (total === 0) throw unknownSubject(subject);
          return historyTable(this.allEvents(subject, held));
        },
      );
    return this.questions.answer(request, { query, scope, from: [HISTORY], dear: true }, async (slice) => {
      const list = listOf('history', {}, query);
      const limit = query.limit ?? PAGE_DEFAULT;
      const { total, events } = await this.service.models.history.history(subject, {
        after: BigInt(placeIn(list, query, ['whole'])?.[0] ?? query.after ?? -1),
        // One more than is shown says whether there is another page.
        limit: limit + 1,
        slice,
        ...(held !== undefined && { scope: held }),
      });
      // What is not the asker's and what is not at all look alike: nobody is to find out who there is elsewhere.
      if (total === 0) throw unknownSubject(subject);
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

  private allEvents(subject: HistorySubject, held: HistoryScope | undefined): AsyncIterable<HistoryEvent> {
    const scope = held === undefined ? {} : { scope: held };
    return everyPage<HistoryEvent, bigint>(async (after) => {
      const page = { ...scope, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
      const { events, total } = await this.service.models.history.history(subject, page);
      return {
        rows: held === undefined ? events : events.map((event) => seenBy(event, held)),
        next: events.length < ROWS_A_PAGE ? undefined : events.at(-1)?.position,
        total,
      };
    });
  }
}

function unknownSubject({ by, id }: HistorySubject): RefusedError {
  return refuse('unknown_subject', { by, id });
}

function historyScope({ agency, bank, province }: Scope): HistoryScope | undefined {
  const held = province === undefined ? {} : { province };
  if (agency !== undefined) return { agency, ...held };
  return bank === undefined ? undefined : { bank, ...held };
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
