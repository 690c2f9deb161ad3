import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { answerRepetition, type Append } from '../append-rules.js';
import { EventIdConflictError, NO_STREAM, type AppendResult, type RecordedEvent } from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { wordsOf } from './failures.js';
import { appendRequests, type Scope } from './messages.js';
import type { Reading } from './reading.js';
import type { StreamMemory } from './stream-memory.js';

export interface Appending {
  /** Appends in the order of the calls, for each stream; streams do not wait for one another. */
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
}): Appending {
  const { connection, reading, memory, scope, patience, idsAStream } = parts;
  const lanes = new Map<string, Promise<unknown>>();

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

  return {
    append(append) {
      const before = lanes.get(append.stream);
      const turn =
        before === undefined
          ? inTurn(append)
          : before.then(
              () => inTurn(append),
              () => inTurn(append),
            );
      lanes.set(append.stream, turn);
      const leave = () => {
        if (lanes.get(append.stream) === turn) lanes.delete(append.stream);
      };
      turn.then(leave, leave);
      return turn;
    },
    async idle() {
      while (lanes.size > 0) await Promise.allSettled(lanes.values());
    },
  };
}
