import { LOG_START } from '@misaq/platform/event-store/port.js';
import { HISTORY } from './projection.js';
import { HISTORY_SUBJECTS, type HistoryEvent, type HistoryScope, type HistorySubject } from './queries.js';
import { redactedFor } from './redaction.js';
import { historyTable } from './table.js';
import { type HistoryItem, historyItem, type ShownEvent } from './wire.js';
import type { Page } from '@misaq/platform/questions/page.js';
import {
  everyPage,
  listIn,
  nextOf,
  PAGE_DEFAULT,
  type PageParams,
  placeIn,
  ROWS_A_PAGE,
} from '@misaq/platform/questions/pages.js';
import { type GivenPosition, placeAfter, type Positions } from '@misaq/platform/questions/positions.js';
import { idField, poolField, positionField, textField } from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { notUnderstood, refused } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, type Scope } from '@misaq/platform/questions/scope.js';

/** Exactly one of the subjects must be given. */
export type HistoryParams = PageParams &
  Partial<Readonly<Record<HistorySubject['by'], string | undefined>>> & {
    /** Only events after this position of the log. */
    readonly after?: GivenPosition | undefined;
  };

/** The history of a subject in order of the log. An officer sees the events that concern the organisation. */
export const history: Question<HistoryParams, Page<HistoryItem>> = {
  name: 'history',
  path: 'history',
  fields: {
    ...pageFields,
    pool: poolField({ optional: true }),
    agency: idField({ optional: true, example: 'behzisti' }),
    bank: idField({ optional: true, example: 'bank-refah' }),
    facility: idField({ optional: true, example: 'N16-00001' }),
    actor: idField({ optional: true, example: 'labour-1', description: 'The principal who acted.' }),
    verifier: idField({
      optional: true,
      example: 'inspector-1',
      description: 'A verifier of jobs: the rounds that somebody else recorded for them.',
    }),
    stream: textField({ optional: true, example: 'job-EA1401-00001', description: 'A stream of the log.' }),
    after: positionField({ optional: true, description: 'Only events after this position of the log.' }),
  },
  needs: 'read',
  scope(asker, params) {
    subjectOf(params);
    const scope = concernedScope(asker);
    holdToOwn(asker, scope, params);
    return scope;
  },
  from: [HISTORY],
  dear: true,
  async find({ models, params, scope, positions, slice, language }) {
    const subject = subjectOf(params);
    const held = historyScope(scope);
    const list = listIn(history, params);
    const limit = params.limit ?? PAGE_DEFAULT;
    const place = placeIn(list, params, [positions.areHidden ? 'text' : 'whole'])?.[0];
    const after = place ?? params.after;
    const { total, events } = await models.history.history(subject, {
      after: after === undefined ? LOG_START : positions.read('after', after),
      // One more than shown, to know whether there is another page.
      limit: limit + 1,
      ...(slice !== undefined && { slice }),
      ...(held !== undefined && { scope: held }),
    });
    // An unknown subject and one of other organisations get the same answer, so that nobody learns what exists
    // elsewhere.
    if (total === 0) throw unknownSubject(subject);
    const shown = events.slice(0, limit);
    const last = shown.at(-1);
    const more = events.length > limit && last !== undefined;
    return {
      items: shown.map((event) => historyItem(shownEvent(event, held, positions), language)),
      next: nextOf(list, more ? placeAfter(positions, last.position) : undefined),
      total,
    };
  },
  table: {
    file(params) {
      const { by, id } = subjectOf(params);
      return ['history', by, id];
    },
    async of({ models, params, scope, positions, language }) {
      const subject = subjectOf(params);
      const held = historyScope(scope);
      const of = held === undefined ? {} : { scope: held };
      const { total: all } = await models.history.history(subject, { ...of, limit: 0 });
      if (all === 0) throw unknownSubject(subject);
      const rows = everyPage<HistoryItem, bigint>(async (after) => {
        const page = { ...of, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const { events, total } = await models.history.history(subject, page);
        return {
          rows: events.map((event) => historyItem(shownEvent(event, held, positions), language)),
          next: events.length < ROWS_A_PAGE ? undefined : events.at(-1)?.position,
          total,
        };
      });
      return historyTable(rows);
    },
  },
};

/** An event as the client may see it. */
function shownEvent(event: HistoryEvent, held: HistoryScope | undefined, positions: Positions): ShownEvent {
  const seen = held === undefined ? event : redactedFor(event, held);
  const position = positions.ofEvent(event.position);
  return { ...seen, position, revision: positions.areHidden ? null : seen.revision };
}

function unknownSubject({ by, id }: HistorySubject) {
  return refused('unknown_subject', { by, id });
}

function historyScope({ agency, bank, province }: Scope): HistoryScope | undefined {
  const held = province === undefined ? {} : { province };
  if (agency !== undefined) return { agency, ...held };
  return bank === undefined ? undefined : { bank, ...held };
}

/** @throws QuestionRefusedError unless exactly one subject is given */
function subjectOf(params: HistoryParams): HistorySubject {
  const named = HISTORY_SUBJECTS.flatMap((by) => {
    const id = params[by];
    return id === undefined ? [] : [{ by, id }];
  });
  const [subject, another] = named;
  if (subject === undefined || another !== undefined)
    throw notUnderstood({
      field: another?.by ?? HISTORY_SUBJECTS[0],
      code: 'one_subject_needed',
      message: `Give one of ${HISTORY_SUBJECTS.join(', ')}.`,
    });
  return subject;
}
