import { eventHash } from '@misaq/platform/event-store/chain.js';
import { AT_MOST_POSITIONS, type EventStore, type RecordedEvent } from '@misaq/platform/event-store/port.js';
import type { EventMetadata } from '@misaq/platform/kernel/stored-event.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { type LogEvent, logEvent } from '@misaq/platform/projections/log-event.js';
import { candidatePositions } from '@misaq/platform/projections/position-index.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { causeOf, reviewKey } from './projection.js';
import { concerns, type HistoryEvent, type HistoryScope, shown } from './shown-event.js';

/** Some of the events that an event is linked to. */
export interface LinkedEvents {
  /** The number of all of them. */
  readonly total: number;
  /** In order of the log, at most {@link LINKED_MAX}. */
  readonly events: readonly HistoryEvent[];
}

export interface EventFound extends Fresh {
  readonly event: HistoryEvent;
  readonly metadata: EventMetadata;
  /** SHA-256 of the stored bytes, by which the next event of the stream names it. */
  readonly hash: string;
  /** What the command answered to: an earlier command, an import, or the review that was decided. */
  readonly causes: LinkedEvents;
  /** Other events of the same command. */
  readonly together: LinkedEvents;
  /** What was recorded because of it. */
  readonly effects: LinkedEvents;
}

export interface EventAsked {
  readonly scope?: HistoryScope;
  /** Cuts and counts the work. */
  readonly slice?: Slice;
}

export interface EventQuestions {
  /** One event of the log; undefined when there is none at the position, or none that the reader may see. */
  readonly event: (position: bigint, asked?: EventAsked) => Promise<EventFound | undefined>;
}

/** Linked events that are shown at once. An import of a year has a hundred thousand. */
export const LINKED_MAX = 50;

type Index = 'commands' | 'effects' | 'reviews';

/** @param store contains the events; the tables hold only positions */
export function eventQuestions(tables: TableReader, store: EventStore): EventQuestions {
  async function recordedAt(position: bigint): Promise<RecordedEvent | undefined> {
    if (position > tables.position()) return undefined;
    try {
      return (await store.at([position]))[0];
    } catch (error) {
      // Positions of logs with gaps, and of EventStoreDB, need not be those of events.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** The events at these positions that are really linked, as far as the reader may see them. */
  async function linked(
    positions: readonly number[],
    isLinked: (event: LogEvent) => boolean,
    { scope, slice = createSlice() }: EventAsked,
  ): Promise<LinkedEvents> {
    const events: HistoryEvent[] = [];
    let total = 0;
    for (let from = 0; from < positions.length; from += AT_MOST_POSITIONS) {
      // Readers who see everything need not have all of them read to be counted.
      if (scope === undefined && events.length >= LINKED_MAX) {
        total += positions.length - from;
        break;
      }
      const some = positions.slice(from, from + AT_MOST_POSITIONS).map(BigInt);
      slice.read(some.length);
      for (const event of (await store.at(some)).map(logEvent)) {
        if (!isLinked(event) || (scope !== undefined && !concerns(event, scope))) continue;
        total += 1;
        if (events.length < LINKED_MAX) events.push(shown(event));
      }
      await slice.pauseWhenOver();
    }
    return { total, events };
  }

  const positionsIn = (index: Index, key: string | undefined): readonly number[] =>
    key === undefined ? [] : candidatePositions(tables, index, key);

  return {
    async event(position, asked = {}) {
      const upTo = tables.position();
      const recorded = await recordedAt(position);
      if (recorded === undefined) return undefined;
      const event = logEvent(recorded);
      if (asked.scope !== undefined && !concerns(event, asked.scope)) return undefined;
      const { commandId } = event.commandIds;
      const cause = causeOf(event.commandIds);
      const review = reviewKey(event);
      const own = Number(position);
      const ofReview = positionsIn('reviews', review);
      const others = (index: Index, key: string | undefined) =>
        positionsIn(index, key).filter((at) => at !== own);
      const isOfReview = (other: LogEvent) => review !== undefined && reviewKey(other) === review;
      return {
        position: upTo,
        event: shown(event),
        metadata: event.metadata,
        hash: eventHash(recorded),
        causes: await linked(
          union(
            others('commands', cause),
            ofReview.filter((at) => at < own),
          ),
          (other) => other.commandIds.commandId === cause || isOfReview(other),
          asked,
        ),
        together: await linked(
          others('commands', commandId),
          (other) => other.commandIds.commandId === commandId,
          asked,
        ),
        effects: await linked(
          union(
            others('effects', commandId),
            ofReview.filter((at) => at > own),
          ),
          (other) => causeOf(other.commandIds) === commandId || isOfReview(other),
          asked,
        ),
      };
    },
  };
}

/** The positions of both lists in order. */
function union(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
