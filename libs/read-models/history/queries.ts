import { type PlainDate } from '@misaq/calendar/plain-date.js';
import { type Actor } from '@misaq/domain/kernel/actor.js';
import { readStored, type StoredEvent } from '@misaq/domain/kernel/stored-event.js';
import { AT_MOST_POSITIONS, type EventStore } from '@misaq/event-store/port.js';
import { countPositions, positionsAfter } from '@misaq/projections/position-lists.js';
import { type TableReader } from '@misaq/projections/table-reader.js';
import { domainEvent } from '../events.js';
import { type Fresh } from '../freshness.js';
import { describe } from './describe.js';
import { effectiveOn } from './effective-on.js';
import { isShortStream, poolOfStream } from './projection.js';
import { subjects } from './subjects.js';

/** Whose history is asked for. */
export interface HistorySubject {
  readonly by: 'stream' | 'pool' | 'agency' | 'bank' | 'facility' | 'actor';
  readonly id: string;
}

/** Only events that concern this agency or bank: what an officer of it may see. */
export type HistoryScope = { readonly agency: string } | { readonly bank: string };

export interface HistoryPaging {
  readonly scope?: HistoryScope;
  /** Only events after this position; -1 (the default) begins at the first. */
  readonly after?: bigint;
  /** At most this many, up to 1,000; 100 by default. */
  readonly limit?: number;
}

export interface HistoryEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** The business day it is about; absent when it is about none. */
  readonly effectiveOn?: PlainDate;
  /** As the actor was when it acted. */
  readonly actor: Actor;
  readonly reason?: string;
  readonly summary: string;
  readonly data: object;
}

export interface History extends Fresh {
  /** How many events there are in all, on every page. */
  readonly total: number;
  /** In order of the log. */
  readonly events: readonly HistoryEvent[];
}

export interface HistoryQuestions {
  /** Every event of a subject, page by page: the next page begins after the position of the last event. */
  readonly history: (subject: HistorySubject, paging?: HistoryPaging) => Promise<History>;
}

interface Found {
  readonly total: number;
  readonly events: readonly StoredEvent[];
}

/** @param store the events themselves stand only there; the tables hold positions. */
export function historyQuestions(tables: TableReader, store: EventStore): HistoryQuestions {
  async function eventsAt(positions: readonly number[]): Promise<StoredEvent[]> {
    return (await store.at(positions.map(BigInt))).map(readStored);
  }

  /** All positions of a subject, for lists that have to be compared. */
  function allPositions({ by, id }: HistorySubject): number[] {
    if (by !== 'facility') return positionsAfter(tables, 'lists', by, id, -1, Number.MAX_SAFE_INTEGER);
    return tables
      .all<{ position: number }>('SELECT position FROM facilities WHERE subject = ? ORDER BY position', id)
      .map(({ position }) => position);
  }

  async function listed(
    subject: HistorySubject,
    after: number,
    limit: number,
    scope?: HistoryScope,
  ): Promise<Found> {
    if (scope === undefined && subject.by !== 'facility') {
      const page = positionsAfter(tables, 'lists', subject.by, subject.id, after, limit);
      return { total: countPositions(tables, 'lists', subject.by, subject.id), events: await eventsAt(page) };
    }
    const all = allPositions(subject);
    const seen = scope === undefined ? all : common(all, allPositions(scopeSubject(scope)));
    const page = seen.filter((position) => position > after).slice(0, limit);
    return { total: seen.length, events: await eventsAt(page) };
  }

  /** A stream of a few events, read whole. */
  async function ofShortStream(
    stream: string,
    after: number,
    limit: number,
    scope?: HistoryScope,
  ): Promise<Found> {
    const upTo = tables.position();
    const events: StoredEvent[] = [];
    for await (const batch of store.read(stream))
      for (const recorded of batch) {
        const event = readStored(recorded);
        if (event.position <= upTo && (scope === undefined || concerns(event, scope))) events.push(event);
      }
    return {
      total: events.length,
      events: events.filter(({ position }) => position > after).slice(0, limit),
    };
  }

  return {
    async history(subject, { scope, after = -1n, limit = 100 } = {}) {
      const most = Math.min(Math.max(Math.trunc(limit), 0), AT_MOST_POSITIONS);
      const position = tables.position();
      const { total, events } =
        subject.by === 'stream' && isShortStream(subject.id)
          ? await ofShortStream(subject.id, Number(after), most, scope)
          : await listed(listOf(subject), Number(after), most, scope);
      return { position, total, events: events.map(shown) };
    },
  };
}

function scopeSubject(scope: HistoryScope): HistorySubject {
  return 'agency' in scope ? { by: 'agency', id: scope.agency } : { by: 'bank', id: scope.bank };
}

/** Whether an officer of the agency or bank may see it; events of a type unknown here concern nobody. */
function concerns(event: StoredEvent, scope: HistoryScope): boolean {
  const known = domainEvent(event);
  if (known === undefined) return false;
  const { agencies, banks } = subjects(known);
  return 'agency' in scope ? agencies.includes(scope.agency) : banks.includes(scope.bank);
}

/** The list in which the events of a subject stand. */
function listOf(subject: HistorySubject): HistorySubject {
  const pool = subject.by === 'stream' ? poolOfStream(subject.id) : undefined;
  return pool === undefined ? subject : { by: 'pool', id: pool };
}

function shown(event: StoredEvent): HistoryEvent {
  const { position, stream, revision, type, data, metadata } = event;
  const known = domainEvent(event);
  const day = known === undefined ? undefined : effectiveOn(known);
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
    summary: known === undefined ? `${type} was recorded` : describe(known),
    data,
  };
}

/** What two rising lists have in common. */
function common(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let next = 0;
  for (const position of a) {
    while (next < b.length && (b[next] ?? 0) < position) next += 1;
    if (b[next] === position) both.push(position);
  }
  return both;
}
