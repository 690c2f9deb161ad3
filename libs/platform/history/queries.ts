import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { concernedBy } from '@misaq/platform/kernel/catalogue.js';
import { streamKey } from '@misaq/platform/kernel/streams.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import { AT_MOST_POSITIONS } from '@misaq/platform/event-store/port.js';
import { candidatePositions } from '@misaq/platform/projections/position-index.js';
import {
  countAllPositions,
  countPositions,
  pagesOfPositions,
  positionsAfter,
  positionsBefore,
} from '@misaq/platform/projections/position-lists.js';
import type { BoardParts } from '@misaq/platform/questions/board.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { createSlice, type Slice, stepByStep } from '@misaq/platform/scheduling/slices.js';
import { type Common, commonSteps, type Pages, type Wanted } from './common-positions.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { poolOfStream } from '@misaq/credit/domain/pool-stream.js';
import { isShortStream, jobsNaming, type HistoryList } from './projection.js';
import { concerns, type HistoryEvent, type HistoryScope, shown } from './shown-event.js';

/** `verifier`: verifications of jobs that another officer recorded for this verifier. */
export const HISTORY_SUBJECTS = [
  'pool',
  'agency',
  'bank',
  'facility',
  'actor',
  'verifier',
  'stream',
] as const;

/** The subject of a history. */
export interface HistorySubject {
  readonly by: (typeof HISTORY_SUBJECTS)[number];
  readonly id: string;
}

/** What a history is held to beside its subjects, and its order. */
export interface HistoryFilter {
  /** The name of an event type. */
  readonly type?: string;
  /** The first and the last day in Tehran on which they were recorded. */
  readonly recordedFrom?: PlainDate;
  readonly recordedTo?: PlainDate;
  /** Latest first. */
  readonly falling?: boolean;
}

export interface HistoryPaging extends HistoryFilter {
  readonly scope?: HistoryScope;
  /** Only events after this position, in falling order before it; all when left out. */
  readonly after?: bigint;
  /** At most this many, up to 1,000; 100 by default. */
  readonly limit?: number;
  /** Cuts and counts the work. */
  readonly slice?: Slice;
}

export interface History extends Fresh {
  /**
   * The total number of events, on every page. For a facility that more than 1,000 events name, it can very seldom be
   * one too high: not all entries with the same hash are read then.
   */
  readonly total: number;
  /** In order of the log. */
  readonly events: readonly HistoryEvent[];
}

export interface HistoryQuestions {
  /**
   * The history of a subject, or what concerns several at once, page by page: the next page begins after the position of
   * the last event.
   */
  readonly history: (
    subject: HistorySubject | readonly HistorySubject[],
    paging?: HistoryPaging,
  ) => Promise<History>;
  /** All events of a facility itself, without the jobs that name it. */
  readonly file: (facilityId: string) => Promise<History>;
  /**
   * Number of events in the log, as far as the tables show it. Positions give that number only in logs without gaps.
   */
  readonly events: () => number;
}

interface Page {
  readonly after: number;
  readonly limit: number;
  readonly scope: HistoryScope | undefined;
  readonly slice: Slice;
}

/** Number of events that are read and converted before other work runs. */
const EVENTS_A_STEP = 100;

interface Found {
  readonly total: number;
  readonly events: readonly StoredEvent[];
}

/** Subjects with ids that people type. */
type Named = 'pool' | 'organisation' | 'facility';

/**
 * @param store contains the events; the tables hold only positions
 * @param held returns the recorded spelling of an id
 */
export function historyQuestions(
  tables: TableReader,
  { store, held, isOfOthers }: Pick<BoardParts, 'store' | 'held' | 'isOfOthers'>,
): HistoryQuestions {
  async function eventsAt(positions: readonly number[], slice: Slice): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let from = 0; from < positions.length; from += EVENTS_A_STEP) {
      const some = positions.slice(from, from + EVENTS_A_STEP).map(BigInt);
      slice.read(some.length);
      events.push(...(await store.at(some)).map(logEvent));
      await slice.pauseWhenOver();
    }
    return events;
  }

  async function listed(list: HistoryList, id: string, { after, limit, scope, slice }: Page): Promise<Found> {
    const all: List = [list, id];
    if (scope === undefined || isAllOf(scope, all)) {
      const page = positionsAfter(tables, list, id, after, limit);
      return { total: countPositions(tables, list, id), events: await eventsAt(page, slice) };
    }
    const { total, page } = await inAll([all, ...visibleTo(scope)], { after, limit }, slice);
    return { total, events: await eventsAt(page, slice) };
  }

  /** Positions that are in all lists, up to the position that the tables show at the start. */
  async function inAll(
    lists: readonly List[],
    part: Pick<Page, 'after' | 'limit'>,
    slice: Slice,
  ): Promise<Common> {
    for (;;) {
      const upTo = Number(tables.position());
      const pages = lists.map(([list, id]) => pagesOfPositions(tables, list, id));
      const found = await stepByStep(commonSteps(pages, { ...part, upTo }), slice);
      // Otherwise a file that is behind has replaced the one that was read.
      if (Number(tables.position()) >= upTo) return found;
    }
  }

  /** Most facilities have few events: all are read, and the page is cut from them. */
  async function ofFacility(id: string, page: Page): Promise<Found> {
    const all = [id, jobsNaming(id)]
      .flatMap((subject) => candidatePositions(tables, 'facilities', subject))
      .sort((a, b) => a - b);
    const { scope, after, limit, slice } = page;
    if (all.length <= AT_MOST_POSITIONS) return pageOf(await namingFacility(id, all, slice), page);
    const lists = scope === undefined ? [] : visibleTo(scope);
    const pages = lists.map(([list, of]) => pagesOfPositions(tables, list, of));
    const everything = { after: -1, limit: Infinity, upTo: Infinity };
    const seen =
      scope === undefined ? all : (await stepByStep(commonSteps([[all], ...pages], everything), slice)).page;
    const events: StoredEvent[] = [];
    for (let from = seen.findIndex((position) => position > after); from >= 0;) {
      const some = seen.slice(from, from + limit - events.length);
      if (some.length === 0) break;
      events.push(...(await namingFacility(id, some, slice)));
      from += some.length;
    }
    return { total: seen.length, events };
  }

  /**
   * The events at these positions that are about the facility, without those of other facilities with the same hash.
   */
  async function namingFacility(
    id: string,
    positions: readonly number[],
    slice: Slice,
  ): Promise<StoredEvent[]> {
    return (await eventsAt(positions, slice)).filter((event) => facilityOf(event) === id);
  }

  /** A short stream, read completely. */
  async function ofShortStream(stream: string, page: Page): Promise<Found> {
    const upTo = tables.position();
    const events: StoredEvent[] = [];
    for await (const batch of store.read(stream))
      events.push(...batch.filter(({ position }) => position <= upTo).map(logEvent));
    return pageOf(events, page);
  }

  /** A stream with exactly this name, or else with its key. */
  async function ofStream(id: string, page: Page): Promise<Found> {
    const named = (stream: string): Promise<Found> =>
      isShortStream(stream) ? ofShortStream(stream, page) : listed('streams', stream, page);
    const exact = await named(id);
    const key = streamKey(id);
    return exact.total > 0 || key === id ? exact : named(key);
  }

  /** Looks up exactly this id, or else its recorded spelling. */
  async function inAnySpelling(of: Named, id: string, under: (id: string) => Promise<Found>): Promise<Found> {
    const exact = await under(id);
    if (exact.total > 0) return exact;
    const recorded = held(of, id);
    return recorded === id ? exact : under(recorded);
  }

  /** Whether the subject is a pool or a facility of other organisations than the one that is asked for. */
  function isHidden({ by, id }: HistorySubject, scope: HistoryScope | undefined): boolean {
    if (scope === undefined) return false;
    const pool = by === 'stream' ? poolOfStream(id) : id;
    const upTo = tables.position();
    if (by === 'facility') return isOfOthers('facility', id, scope, upTo);
    return (by === 'pool' || by === 'stream') && pool !== undefined && isOfOthers('pool', pool, scope, upTo);
  }

  function found({ by, id }: HistorySubject, page: Page): Promise<Found> {
    if (isHidden({ by, id }, page.scope)) return Promise.resolve({ total: 0, events: [] });
    const inList = (list: HistoryList) => (each: string) => listed(list, each, page);
    switch (by) {
      case 'facility':
        return inAnySpelling('facility', id, (each) => ofFacility(each, page));
      case 'pool':
        return inAnySpelling('pool', id, inList('pools'));
      case 'agency':
        return inAnySpelling('organisation', id, inList('agencies'));
      case 'bank':
        return inAnySpelling('organisation', id, inList('banks'));
      case 'actor':
        return listed('actors', id, page);
      case 'verifier':
        return listed('verifiers', id, page);
      case 'stream': {
        const pool = poolOfStream(id);
        if (pool !== undefined) return inAnySpelling('pool', pool, inList('pools'));
        return ofStream(id, page);
      }
    }
  }

  /** The recorded spelling of an id that has a list. */
  function listedId(list: HistoryList, of: Named | undefined, id: string): string {
    return of === undefined || countPositions(tables, list, id) > 0 ? id : held(of, id);
  }

  /** The list of a subject; undefined for facilities and short streams, which have none. */
  function listOf({ by, id }: HistorySubject): List | undefined {
    switch (by) {
      case 'pool':
        return ['pools', listedId('pools', 'pool', id)];
      case 'agency':
        return ['agencies', listedId('agencies', 'organisation', id)];
      case 'bank':
        return ['banks', listedId('banks', 'organisation', id)];
      case 'actor':
        return ['actors', id];
      case 'verifier':
        return ['verifiers', id];
      case 'stream': {
        const pool = poolOfStream(id);
        if (pool !== undefined) return listOf({ by: 'pool', id: pool });
        if (isShortStream(id)) return undefined;
        return ['streams', countPositions(tables, 'streams', id) > 0 ? id : streamKey(id)];
      }
      case 'facility':
        return undefined;
    }
  }

  /** All positions of a subject; `listOf` finds the lists of those that have one. */
  async function pagesOf(subject: HistorySubject, slice: Slice): Promise<Pages> {
    const list = listOf(subject);
    if (list !== undefined) return pagesOfPositions(tables, ...list);
    const all: Page = { after: -1, limit: Infinity, scope: undefined, slice };
    const { events } = await found(subject, all);
    return [events.map(({ position }) => Number(position))];
  }

  /** The positions between which events were recorded on some days. A clock that went back may add neighbours. */
  function windowOf({ recordedFrom, recordedTo }: HistoryFilter): Required<Pick<Wanted, 'from' | 'upTo'>> {
    const position = Number(tables.position());
    if (recordedFrom === undefined && recordedTo === undefined) return { from: 0, upTo: position };
    const [row] = tables.all<{ first: number | null; last: number | null }>(
      'SELECT min(first) AS first, max(last) AS last FROM days WHERE subject >= ? AND subject <= ?',
      recordedFrom ?? '',
      recordedTo ?? '9',
    );
    return { from: row?.first ?? Infinity, upTo: Math.min(row?.last ?? -1, position) };
  }

  /** What concerns all subjects and passes the filter, in the order that is asked for. */
  async function filtered(
    subjects: readonly HistorySubject[],
    filter: HistoryFilter,
    { after, limit, scope, slice }: Page,
  ): Promise<Found> {
    const { type, recordedFrom, recordedTo, falling = false } = filter;
    const list = subjects.length === 1 ? subjects.map(listOf)[0] : undefined;
    const isWhole = scope === undefined && (type ?? recordedFrom ?? recordedTo) === undefined;
    if (isWhole && list !== undefined) {
      const page = positionsBefore(tables, ...list, after, limit);
      return { total: countPositions(tables, ...list), events: await eventsAt(page, slice) };
    }
    for (;;) {
      const window = windowOf(filter);
      const pages = await Promise.all(subjects.map((subject) => pagesOf(subject, slice)));
      const held: List[] = [
        ...(type === undefined ? [] : [['types', type] as const]),
        ...(scope === undefined ? [] : visibleTo(scope)),
      ];
      const all = [...pages, ...held.map((each) => pagesOfPositions(tables, ...each))];
      const { total, page } = await stepByStep(commonSteps(all, { ...window, after, limit, falling }), slice);
      // Otherwise a file that is behind has replaced the one that was read.
      if (Number(tables.position()) >= window.upTo) return { total, events: await eventsAt(page, slice) };
    }
  }

  return {
    async history(given, { scope, after, limit = 100, slice = createSlice(), ...filter } = {}) {
      const most = Math.min(Math.max(Math.trunc(limit), 0), AT_MOST_POSITIONS);
      const subjects = 'by' in given ? [given] : given;
      const { falling = false, type, recordedFrom, recordedTo } = filter;
      const first = falling ? Infinity : -1;
      const page: Page = { after: after === undefined ? first : Number(after), limit: most, scope, slice };
      const position = tables.position();
      const [subject, another] = subjects;
      const inOrder = !falling && (type ?? recordedFrom ?? recordedTo) === undefined;
      const { total, events } =
        inOrder && subject !== undefined && another === undefined
          ? await found(subject, page)
          : await filtered(subjects, filter, page);
      const items: HistoryEvent[] = [];
      for (const event of events) {
        items.push(shown(event));
        await slice.pauseWhenOver();
      }
      return { position, total, events: items };
    },
    async file(facilityId) {
      const position = tables.position();
      const found = candidatePositions(tables, 'facilities', facilityId);
      const own = await namingFacility(facilityId, found, createSlice());
      return { position, total: own.length, events: own.map(shown) };
    },
    // Every event has an actor.
    events: () => countAllPositions(tables, 'actors'),
  };
}

function pageOf(all: readonly StoredEvent[], { after, limit, scope }: Page): Found {
  const seen = scope === undefined ? all : all.filter((event) => concerns(event, scope));
  return { total: seen.length, events: seen.filter(({ position }) => position > after).slice(0, limit) };
}

function facilityOf(event: StoredEvent): string | undefined {
  return concernedBy(event).facility;
}

/** Positions of events by the id of a subject. */
type List = readonly [list: HistoryList, id: string];

/** The lists in which an event must be for an officer to see it. */
function visibleTo(scope: HistoryScope): readonly List[] {
  const { province } = scope;
  const concerning: List = 'agency' in scope ? ['agencies', scope.agency] : ['banks', scope.bank];
  return province === undefined ? [concerning] : [concerning, ['provinces', province]];
}

/** Whether the scope covers a whole list, because it is the list of the agency or bank itself. */
function isAllOf(scope: HistoryScope, [list, id]: List): boolean {
  return scope.province === undefined && visibleTo(scope).every(([own, of]) => own === list && of === id);
}
