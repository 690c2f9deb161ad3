import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { answerRepetition, type Append } from '../append-rules.js';
import {
  EventIdConflictError,
  NO_STREAM,
  StoreUnavailableError,
  type AppendResult,
  type RecordedEvent,
  WrongRevisionError,
} from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { wordsOf } from './failures.js';
import { appendRequests, type Scope } from './messages.js';
import type { Reading } from './reading.js';
import type { StreamMemory } from './stream-memory.js';

export interface Appending {
  /**
   * Appends in the order of the calls, for each stream; streams do not wait for one another. One that was to follow
   * directly on an append that failed fails too, without being tried: its revision may have come about by what another
   * process wrote meanwhile, and what it says rests on the append that failed.
   */
  append(append: Append): Promise<AppendResult>;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
}

export function createAppending(parts: {
  readonly connection: Connection;
  readonly reading: Reading;
  readonly memory: StreamMemory;
  readonly scope: Scope;
  readonly patience: Patience;
  readonly idsAStream: number;
  /** Told of the position of each append. */
  readonly sawEnd: (position: bigint) => void;
}): Appending {
  const { connection, reading, memory, scope, patience, idsAStream, sawEnd } = parts;
  const lanes = new Map<string, Turn>();

  async function inTurn(append: Append): Promise<AppendResult> {
    const { stream, expectedRevision, events } = append;
    // What stands in a stream does not change: behind what is known there is nothing to write any more.
    if ((memory.head(stream) ?? NO_STREAM) > expectedRevision) return settle(append);
    if (expectedRevision > NO_STREAM && !memory.covers(stream, expectedRevision)) {
      const head = await learnUpTo(stream, expectedRevision);
      if (head !== expectedRevision) return settle(append);
    }
    const taken = events.find(({ id }) => memory.revisionOf(stream, id) !== undefined);
    if (taken !== undefined) throw new EventIdConflictError(stream, taken.id);

    const success = (await send(append)).getSuccess();
    const last = expectedRevision + events.length;
    if (success === undefined || Number(success.getCurrentRevision()) !== last) return settle(append);
    memory.learn(
      stream,
      events.map(({ id }, index) => ({ id, revision: expectedRevision + 1 + index })),
    );
    const position = success.getPosition()?.getCommitPosition();
    // Older servers answer a repeated append without a position.
    return {
      revision: last,
      position: position === undefined ? await positionOf(stream, last) : BigInt(position),
    };
  }

  /** The answer to an append, repeated until there is one: the ids and the revision make a repetition recognisable. */
  function send(append: Append): Promise<AppendResp> {
    const requests = appendRequests(scope, append);
    return repeated(
      patience,
      () => connection.append(requests, patience.callMs),
      (failure, error) =>
        failure === 'too-large'
          ? new RangeError(
              `an append of ${String(append.events.length)} events to ${append.stream} is larger than the server takes: ${wordsOf(error)}`,
              { cause: error },
            )
          : undefined,
    );
  }

  /** What became of an append behind which the stream has gone on: the first result, or why it is refused. */
  async function settle(append: Append): Promise<AppendResult> {
    const { stream, expectedRevision, events } = append;
    const head = (await reading.lastOf(stream))?.revision ?? NO_STREAM;
    await learnUpTo(stream, head);
    const found = new Map<string, RecordedEvent>();
    const inPlace =
      head > expectedRevision
        ? (await reading.streamPage(stream, expectedRevision + 1, events.length)).events
        : [];
    for (const event of inPlace) found.set(event.id, event);
    for (const { id } of events) {
      const revision = found.has(id) ? undefined : memory.revisionOf(stream, id);
      if (revision === undefined) continue;
      const [elsewhere] = (await reading.streamPage(stream, revision, 1)).events;
      if (elsewhere !== undefined) found.set(id, elsewhere);
    }
    return answerRepetition(append, head, (id) => found.get(id));
  }

  /** Learns the ids of a stream that have to be known; gives the revision up to which they then are. */
  async function learnUpTo(stream: string, revision: number): Promise<number> {
    if (revision === NO_STREAM) return NO_STREAM;
    const oldest = Math.max(0, revision + 1 - idsAStream);
    const head = memory.head(stream);
    if (head !== undefined && memory.covers(stream, head) && head >= oldest) {
      if (head >= revision) return head;
      return learnFrom(stream, head + 1);
    }
    return learnFrom(stream, oldest);
  }

  async function learnFrom(stream: string, from: number): Promise<number> {
    for (let next = from; ;) {
      const { events, more } = await reading.streamPage(stream, next);
      memory.learn(stream, events);
      const last = events.at(-1);
      if (last !== undefined) next = last.revision + 1;
      if (last === undefined || !more) return next - 1;
    }
  }

  async function positionOf(stream: string, revision: number): Promise<bigint> {
    const [event] = (await reading.streamPage(stream, revision, 1)).events;
    if (event === undefined)
      throw new Error(`revision ${String(revision)} of ${stream} was acknowledged and is not there`);
    return event.position;
  }

  async function take(before: Turn | undefined, append: Append): Promise<AppendResult> {
    try {
      await before?.result;
    } catch (error) {
      if (before !== undefined && followsOn(before.append, append)) throw withFoundationOf(append, error);
    }
    const result = await inTurn(append);
    sawEnd(result.position);
    return result;
  }

  function withFoundationOf({ stream, expectedRevision }: Append, error: unknown): Error {
    if (error instanceof StoreUnavailableError) return error;
    return new WrongRevisionError(stream, expectedRevision, memory.head(stream) ?? NO_STREAM);
  }

  return {
    append(append) {
      const { stream } = append;
      const result = take(lanes.get(stream), append);
      const turn: Turn = { append, result };
      lanes.set(stream, turn);
      const leave = () => {
        if (lanes.get(stream) === turn) lanes.delete(stream);
      };
      // The same promise is given back: whoever appends learns of a failure at once when it is forgotten here, and
      // nothing that rests on it can come in between.
      result.then(leave, leave);
      return result;
    },
    async idle() {
      while (lanes.size > 0) await Promise.allSettled([...lanes.values()].map(({ result }) => result));
    },
  };
}

/** An append on its way. */
interface Turn {
  readonly append: Append;
  readonly result: Promise<AppendResult>;
}

/** Whether an append expects the revision that another one makes. */
function followsOn(before: Append, { expectedRevision }: Append): boolean {
  return expectedRevision === before.expectedRevision + before.events.length;
}
