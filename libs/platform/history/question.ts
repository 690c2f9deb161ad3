import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { HISTORY } from './projection.js';
import { HISTORY_SUBJECTS, type HistoryFilter, type HistorySubject } from './queries.js';
import type { HistoryEvent, HistoryScope } from './shown-event.js';
import { redactedFor } from './redaction.js';
import { historyTable } from './table.js';
import type { LinkedEvents } from './one-event.js';
import {
  type ActorNow,
  type EventItem,
  type HistoryItem,
  historyItem,
  type LinkedEventsItem,
  type ShownEvent,
} from './wire.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import type { PrincipalAnswer } from '@misaq/access/boards/principals/queries.js';
import type { Page } from '@misaq/platform/questions/page.js';
import {
  type Direction,
  DIRECTIONS,
  everyPage,
  listIn,
  nextOf,
  PAGE_DEFAULT,
  type PageParams,
  placeIn,
  ROWS_A_PAGE,
} from '@misaq/platform/questions/pages.js';
import { type GivenPosition, placeAfter, type Positions } from '@misaq/platform/questions/positions.js';
import {
  choiceField,
  dayField,
  idField,
  poolField,
  positionField,
  textField,
} from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { notUnderstood, refused } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, type Scope } from '@misaq/platform/questions/scope.js';

/** At least one of the subjects must be given; of several only the events that concern all of them are listed. */
export type HistoryParams = PageParams &
  Partial<Readonly<Record<HistorySubject['by'], string | undefined>>> & {
    /** Only events after this position of the log; with `order: 'falling'` only those before it. */
    readonly after?: GivenPosition | undefined;
    readonly order?: Direction | undefined;
    /** Only events of this type. */
    readonly type?: string | undefined;
    /** The first and the last day in Tehran on which they were recorded. */
    readonly recordedFrom?: string | undefined;
    readonly recordedTo?: string | undefined;
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
    after: positionField({
      optional: true,
      description: 'Only events after this position of the log; in falling order only those before it.',
    }),
    order: choiceField(DIRECTIONS, {
      optional: true,
      description: 'Rising, in order of the log, when left out.',
    }),
    type: idField({ optional: true, example: 'CreditReallocated', description: 'Only events of this type.' }),
    recordedFrom: dayField({
      optional: true,
      description: 'The first day on which they were recorded, in Tehran.',
    }),
    recordedTo: dayField({
      optional: true,
      description: 'The last day on which they were recorded, in Tehran.',
    }),
  },
  needs: 'read',
  scope(asker, params) {
    subjectsOf(params);
    const scope = concernedScope(asker);
    holdToOwn(asker, scope, params);
    return scope;
  },
  from: [HISTORY],
  dear: true,
  async find({ models, params, scope, positions, slice, language }) {
    const subjects = subjectsOf(params);
    const held = historyScope(scope);
    const list = listIn(history, params);
    const limit = params.limit ?? PAGE_DEFAULT;
    const place = placeIn(list, params, [positions.areHidden ? 'text' : 'whole'])?.[0];
    const after = place ?? params.after;
    const { total, events } = await models.history.history(subjects, {
      ...filterOf(params),
      ...(after !== undefined && { after: positions.read('after', after) }),
      // One more than shown, to know whether there is another page.
      limit: limit + 1,
      ...(slice !== undefined && { slice }),
      ...(held !== undefined && { scope: held }),
    });
    // An unknown subject and one of other organisations get the same answer, so that nobody learns what exists
    // elsewhere.
    if (total === 0) await holdToKnown(models, subjects, held);
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
      return ['history', ...subjectsOf(params).flatMap(({ by, id }) => [by, id])];
    },
    async of({ models, params, scope, positions, language }) {
      const subjects = subjectsOf(params);
      const held = historyScope(scope);
      const of = { ...filterOf(params), ...(held !== undefined && { scope: held }) };
      const { total: all } = await models.history.history(subjects, { ...of, limit: 0 });
      if (all === 0) await holdToKnown(models, subjects, held);
      const rows = everyPage<HistoryItem, bigint>(async (after) => {
        const page = { ...of, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const { events, total } = await models.history.history(subjects, page);
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

function filterOf({ order, type, recordedFrom, recordedTo }: HistoryParams): HistoryFilter {
  return {
    falling: order === 'falling',
    ...(type !== undefined && { type }),
    ...(recordedFrom !== undefined && { recordedFrom: recordedFrom as PlainDate }),
    ...(recordedTo !== undefined && { recordedTo: recordedTo as PlainDate }),
  };
}

/**
 * Refuses a subject of which the reader sees nothing. One of which only the filter leaves nothing has an empty list.
 * @throws QuestionRefusedError `unknown_subject`
 */
async function holdToKnown(
  { history: questions }: Pick<ReadModels, 'history'>,
  subjects: readonly HistorySubject[],
  scope: HistoryScope | undefined,
): Promise<void> {
  for (const subject of subjects) {
    const { total } = await questions.history([subject], { limit: 0, ...(scope !== undefined && { scope }) });
    if (total === 0) throw unknownSubject(subject);
  }
}

export interface EventParams {
  readonly position: GivenPosition;
}

/** One event. An officer who may not see it gets the answer of a position that has none. */
export const event: Question<EventParams, EventItem> = {
  name: 'event',
  path: 'events/:position',
  fields: { position: positionField({ example: 3 }) },
  needs: 'read',
  scope: concernedScope,
  from: [HISTORY, ACCESS],
  async find({ models, params: { position: given }, scope, positions, slice, language }) {
    const held = historyScope(scope);
    const isTold = !positions.areHidden || typeof given === 'string';
    const found = isTold
      ? await models.history.event(positions.read('position', given), {
          ...(held !== undefined && { scope: held }),
          ...(slice !== undefined && { slice }),
        })
      : undefined;
    if (found === undefined) throw refused('unknown_event', { position: String(given) });
    const { metadata, hash } = found;
    const item = (each: HistoryEvent) => historyItem(shownEvent(each, held, positions), language);
    const linked = ({ total, events }: LinkedEvents): LinkedEventsItem => ({
      total,
      items: events.map(item),
    });
    return {
      event: item(found.event),
      actorNow: positions.areHidden ? null : actorNow(models.access.principal(found.event.actor.id)),
      eventId: metadata.eventId,
      commandId: metadata.commandId,
      causationId: metadata.causationId,
      correlationId: metadata.correlationId,
      hash: positions.areHidden ? null : hash,
      previousHash: positions.areHidden ? null : metadata.prevHash,
      causes: linked(found.causes),
      together: linked(found.together),
      effects: linked(found.effects),
    };
  },
};

function actorNow(principal: PrincipalAnswer | undefined): ActorNow | null {
  if (principal === undefined) return null;
  const held = principal.grants.filter(({ revoked }) => revoked === undefined);
  return {
    name: principal.name,
    roles: held.map(({ role, organisation }) => ({ role, organisation: organisation ?? null })),
  };
}

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

/** @throws QuestionRefusedError when no subject is given */
function subjectsOf(params: HistoryParams): readonly HistorySubject[] {
  const named = HISTORY_SUBJECTS.flatMap((by) => {
    const id = params[by];
    return id === undefined ? [] : [{ by, id }];
  });
  if (named.length === 0)
    throw notUnderstood({
      field: HISTORY_SUBJECTS[0],
      code: 'one_subject_needed',
      message: `Give one of ${HISTORY_SUBJECTS.join(', ')}.`,
    });
  return named;
}
