import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  concernedBy,
  describe,
  effectiveOn,
  isEventType,
  shownData,
} from '@misaq/platform/kernel/catalogue.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streamKey } from '@misaq/platform/kernel/streams.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import { AT_MOST_POSITIONS } from '@misaq/platform/event-store/port.js';
import { candidatePositions } from '@misaq/platform/projections/position-index.js';
import {
  countAllPositions,
  countPositions,
  pagesOfPositions,
  positionsAfter,
} from '@misaq/platform/projections/position-lists.js';
import type { BoardParts } from '@misaq/platform/questions/board.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { createSlice, type Slice, stepByStep } from '@misaq/platform/scheduling/slices.js';
import { provinceOf } from '@misaq/platform/live/changes.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { poolOfStream } from '@misaq/credit/domain/pool-stream.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { named } from '@misaq/platform/kernel/persian.js';
import { isShortStream, jobsNaming, type HistoryList } from './projection.js';

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

/** Only events that concern this agency or bank (of this province), which its officer may see. */
export type HistoryScope = ({ readonly agency: string } | { readonly bank: string }) & {
  readonly province?: string;
};

export interface HistoryPaging {
  readonly scope?: HistoryScope;
  /** Only events after this position; -1 (the default) begins at the first. */
  readonly after?: bigint;
  /** At most this many, up to 1,000; 100 by default. */
  readonly limit?: number;
  /** Cuts and counts the work. */
  readonly slice?: Slice;
}

export interface HistoryEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** The business day of the event; absent when it has none. */
  readonly effectiveOn?: PlainDate;
  /** As the actor was when it acted. */
  readonly actor: Actor;
  readonly reason?: string;
  /** What happened, in one sentence of a language. */
  readonly sentence: (language: Language) => string;
  readonly data: object;
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
  /** The history of a subject, page by page: the next page begins after the position of the last event. */
  readonly history: (subject: HistorySubject, paging?: HistoryPaging) => Promise<History>;
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

  return {
    async history(subject, { scope, after = -1n, limit = 100, slice = createSlice() } = {}) {
      const most = Math.min(Math.max(Math.trunc(limit), 0), AT_MOST_POSITIONS);
      const page: Page = { after: Number(after), limit: most, scope, slice };
      const position = tables.position();
      const { total, events } = await found(subject, page);
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

/** Whether an event concerns the agency or bank. Events of unknown types concern none. */
function concerns(event: StoredEvent, scope: HistoryScope): boolean {
  const { agencies, banks } = concernedBy(event);
  if (scope.province !== undefined && provinceOf(event) !== scope.province) return false;
  return 'agency' in scope ? agencies.includes(scope.agency) : banks.includes(scope.bank);
}

/** For events of types that this version of the program does not know. */
const UNKNOWN: Readonly<Record<Language, (type: string) => string>> = {
  en: (type) => `${type} was recorded`,
  fa: (type) => `رویداد ${named(type)} ثبت شد`,
};

function shown(event: StoredEvent): HistoryEvent {
  const { position, stream, revision, type, data, metadata } = event;
  const day = effectiveOn(event);
  const reason = 'reason' in data && typeof data.reason === 'string' ? data.reason : undefined;
  return {
    position,
    stream,
    revision,
    type,
    recordedAt: metadata.recordedAt,
    ...(day !== undefined && { effectiveOn: day }),
    actor: metadata.actor,
    ...(reason !== undefined && { reason }),
    sentence: (language) => (isEventType(type) ? describe(event, language) : UNKNOWN[language](type)),
    data: shownData(event),
  };
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

interface Common {
  readonly total: number;
  readonly page: readonly number[];
}

type Pages = Iterable<readonly number[]>;

/** The common positions of several rising lists: their number, and one page of them. */
function* commonSteps(
  lists: readonly Pages[],
  { after, limit, upTo }: { readonly after: number; readonly limit: number; readonly upTo: number },
): Steps<Common> {
  const [first = [], ...others] = lists;
  const cursors = others.map((pages) => new Cursor(pages));
  const page: number[] = [];
  let total = 0;
  for (const some of first) {
    for (const position of some) {
      if (position > upTo) return { total, page };
      for (const cursor of cursors)
        while (cursor.endsBefore(position)) {
          cursor.turn();
          yield;
        }
      if (!cursors.every((cursor) => cursor.has(position))) continue;
      total += 1;
      if (position > after && page.length < limit) page.push(position);
    }
    yield;
  }
  return { total, page };
}

/** A cursor over a rising list, queried with rising positions. */
class Cursor {
  readonly #rest: Iterator<readonly number[]>;
  #page: readonly number[] = [];
  #next = 0;
  #isLast = false;

  constructor(pages: Pages) {
    this.#rest = pages[Symbol.iterator]();
  }

  /** Whether the next page must be read before the cursor can tell if a position is in the list. */
  endsBefore(position: number): boolean {
    return !this.#isLast && (this.#page.at(-1) ?? -1) < position;
  }

  turn(): void {
    const following = this.#rest.next();
    if (following.done === true) this.#isLast = true;
    else [this.#page, this.#next] = [following.value, 0];
  }

  has(position: number): boolean {
    while (this.#next < this.#page.length && (this.#page[this.#next] ?? 0) < position) this.#next += 1;
    return this.#page[this.#next] === position;
  }
}
