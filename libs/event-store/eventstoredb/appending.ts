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
  /**
   * Appends in the order of the calls, for each stream; streams do not wait for one another. What comes while an append
   * of its stream is on its way waits, and then goes as one append, as far as each follows upon the one before.
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
}): Appending {
  const { connection, reading, memory, scope, patience, idsAStream } = parts;
  /** What waits for its turn, for each stream of which something is on its way. */
  const lanes = new Map<string, Waiting[]>();
  const working = new Set<Promise<void>>();

  async function alone(append: Append): Promise<AppendResult> {
    const { stream, expectedRevision, events } = append;
    if (!(await isDue(stream, expectedRevision))) return settle(append);
    const taken = takenId(append);
    if (taken !== undefined) throw new EventIdConflictError(stream, taken);
    const success = await written(append);
    if (success === undefined) return settle(append);
    const position = success.getPosition()?.getCommitPosition();
    const revision = expectedRevision + events.length;
    // Older servers answer a repeated append without a position.
    return {
      revision,
      position: position === undefined ? await positionOf(stream, revision) : BigInt(position),
    };
  }

  /**
   * Appends that follow upon each other, as one: a call of the server for each would make every stream as slow as the
   * way to the server and back. Undefined when it did not come to that; nobody is answered then.
   */
  async function together(
    group: readonly Waiting[],
  ): Promise<readonly (Waiting & { readonly result: AppendResult })[] | undefined> {
    const [first] = group;
    if (first === undefined) return [];
    const { stream, expectedRevision } = first.append;
    const append = { stream, expectedRevision, events: group.flatMap(({ append: { events } }) => events) };
    if (!(await isDue(stream, expectedRevision)) || takenId(append) !== undefined) return undefined;
    if ((await written(append)) === undefined) return undefined;
    // The server tells the position of the last event only.
    const { events: stored } = await reading.streamPage(stream, expectedRevision + 1, append.events.length);
    const answered: (Waiting & { readonly result: AppendResult })[] = [];
    for (const waiting of group) {
      const revision = waiting.append.expectedRevision + waiting.append.events.length;
      const last = stored[revision - expectedRevision - 1];
      if (last?.id !== waiting.append.events.at(-1)?.id || last === undefined) return undefined;
      answered.push({ ...waiting, result: { revision, position: last.position } });
    }
    return answered;
  }

  /**
   * Whether the stream may still be at a revision. What stands in it does not change: behind what is known there is
   * nothing to write any more.
   */
  async function isDue(stream: string, expectedRevision: number): Promise<boolean> {
    if ((memory.head(stream) ?? NO_STREAM) > expectedRevision) return false;
    if (expectedRevision === NO_STREAM || memory.covers(stream, expectedRevision)) return true;
    return (await learnUpTo(stream, expectedRevision)) === expectedRevision;
  }

  function takenId({ stream, events }: Append): string | undefined {
    return events.find(({ id }) => memory.revisionOf(stream, id) !== undefined)?.id;
  }

  /** What the server answered; undefined when the stream was not at the expected revision. */
  async function written(append: Append): Promise<AppendResp.Success | undefined> {
    const { stream, expectedRevision, events } = append;
    const success = (await send(append)).getSuccess();
    if (success === undefined || Number(success.getCurrentRevision()) !== expectedRevision + events.length)
      return undefined;
    memory.learn(
      stream,
      events.map(({ id }, index) => ({ id, revision: expectedRevision + 1 + index })),
    );
    return success;
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

  async function answer(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1) {
      try {
        const results = await together(group);
        if (results !== undefined) {
          for (const { resolve, result } of results) resolve(result);
          return;
        }
      } catch (error) {
        // Together they may be too large; whatever else it is, each by itself is told, and finds what was written.
        if (!(error instanceof RangeError)) {
          for (const { reject } of group) reject(error);
          return;
        }
      }
    }
    for (const { append, resolve, reject } of group) await alone(append).then(resolve, reject);
  }

  async function work(stream: string, lane: Waiting[]): Promise<void> {
    while (lane.length > 0) await answer(lane.splice(0, groupSize(lane)));
    lanes.delete(stream);
  }

  return {
    append(append) {
      return new Promise((resolve, reject) => {
        const waiting = { append, resolve, reject };
        const lane = lanes.get(append.stream);
        if (lane !== undefined) {
          lane.push(waiting);
          return;
        }
        const begun = [waiting];
        lanes.set(append.stream, begun);
        const done = work(append.stream, begun).finally(() => working.delete(done));
        working.add(done);
      });
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}

interface Waiting {
  readonly append: Append;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** Appended as one at most; units are UTF-16 units of data and metadata. A server takes a million bytes by default. */
const GROUP_EVENTS_MAX = 500;
const GROUP_UNITS_MAX = 250_000;

/** How many of the first that wait follow upon each other and go together; at least one. */
function groupSize(lane: readonly Waiting[]): number {
  const ids = new Set<string>();
  let [size, events, units] = [0, 0, 0];
  let next: number | undefined;
  for (const { append } of lane) {
    if (next !== undefined && append.expectedRevision !== next) break;
    events += append.events.length;
    for (const { id, data, metadata } of append.events) {
      units += data.length + metadata.length;
      ids.add(id);
    }
    if (size > 0 && (events > GROUP_EVENTS_MAX || units > GROUP_UNITS_MAX || ids.size < events)) break;
    next = append.expectedRevision + append.events.length;
    size += 1;
  }
  return size;
}
