import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { answerRepetition, type Append } from '../append-rules.js';
import {
  EventIdConflictError,
  NO_STREAM,
  StoreUnavailableError,
  type AppendResult,
  type RecordedEvent,
} from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { AppendedSomewhereError, AppendRefusedError, wordsOf } from './failures.js';
import { createPerStreamAppends, type PerStreamAppends } from './per-stream-appends.js';
import { appendRequest, type Scope } from './messages.js';
import type { Reading } from './reading.js';
import type { StreamMemory } from './stream-memory.js';

const WRONG_REVISION = 'event_store.client.WrongExpectedVersion';
/**
 * A server accepts messages of slightly less than 16 MiB. It ends the call that carries a larger one, with all appends
 * on it.
 */
const MESSAGE_BYTES_MAX = 16_000_000;

function bytesOf({ events }: Append): number {
  let bytes = 0;
  for (const { data, metadata } of events) bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
  return bytes;
}

function tooLarge({ stream, events }: Append, why: string, cause?: unknown): RangeError {
  return new RangeError(
    `an append of ${String(events.length)} events to ${stream} is larger than the server takes: ${why}`,
    { cause },
  );
}

/**
 * Sends appends, one message a group, and retries until the server answers. See {@link PerStreamAppends} for their
 * order.
 */
export function createAppending(parts: {
  readonly connection: Connection;
  readonly reading: Reading;
  readonly memory: StreamMemory;
  readonly scope: Scope;
  readonly patience: Patience;
  readonly idsAStream: number;
  /** Called with the position of each append. */
  readonly sawEnd: (position: bigint) => void;
}): PerStreamAppends {
  const { connection, reading, memory, scope, patience, idsAStream, sawEnd } = parts;

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
    const at =
      position === undefined ? await appended(stream, positionOf(stream, revision)) : BigInt(position);
    sawEnd(at);
    return { revision, position: at };
  }

  /**
   * Sends consecutive appends of a stream as one. One call each would cost every append a network round trip. Returns
   * undefined when the group cannot be written as one; no append has an answer then.
   */
  async function together(group: readonly Append[]): Promise<readonly AppendResult[] | undefined> {
    const [first] = group;
    if (first === undefined) return [];
    const { stream, expectedRevision } = first;
    const append = { stream, expectedRevision, events: group.flatMap(({ events }) => events) };
    if (!(await isDue(stream, expectedRevision)) || takenId(append) !== undefined) return undefined;
    if ((await written(append)) === undefined) return undefined;
    // The server gives only the position of the last event.
    const { events: stored } = await appended(
      stream,
      reading.streamPage(stream, expectedRevision + 1, append.events.length),
    );
    const results: AppendResult[] = [];
    for (const each of group) {
      const revision = each.expectedRevision + each.events.length;
      const last = stored[revision - expectedRevision - 1];
      if (last === undefined || last.id !== each.events.at(-1)?.id) return undefined;
      sawEnd(last.position);
      results.push({ revision, position: last.position });
    }
    return results;
  }

  /**
   * Whether the stream may still be at a revision. Stored events never change, so a revision below the known head can
   * no longer be appended to.
   */
  async function isDue(stream: string, expectedRevision: number): Promise<boolean> {
    if ((memory.head(stream) ?? NO_STREAM) > expectedRevision) return false;
    if (expectedRevision === NO_STREAM || memory.covers(stream, expectedRevision)) return true;
    return (await learnUpTo(stream, expectedRevision)) === expectedRevision;
  }

  function takenId({ stream, events }: Append): string | undefined {
    return events.find(({ id }) => memory.revisionOf(stream, id) !== undefined)?.id;
  }

  /** The server's answer, or undefined when the stream was not at the expected revision. */
  async function written(append: Append): Promise<BatchAppendResp.Success | undefined> {
    const { stream, expectedRevision, events } = append;
    const success = await send(append);
    if (success === undefined || Number(success.getCurrentRevision()) !== expectedRevision + events.length)
      return undefined;
    memory.learn(
      stream,
      events.map(({ id }, index) => ({ id, revision: expectedRevision + 1 + index })),
    );
    return success;
  }

  /**
   * The answer to an append, retried until there is one. Ids and revision let the server recognise a repetition.
   * Undefined when the server expects another revision.
   */
  function send(append: Append): Promise<BatchAppendResp.Success | undefined> {
    const bytes = bytesOf(append);
    if (bytes > MESSAGE_BYTES_MAX)
      return Promise.reject(
        tooLarge(append, `it has ${String(bytes)} bytes, and a message at most ${String(MESSAGE_BYTES_MAX)}`),
      );
    return repeated(
      patience,
      async () => {
        const answer = await connection.append(appendRequest(scope, append), patience.callMs);
        const error = answer.getError();
        if (error === undefined) return answer.getSuccess();
        const detail = error.getDetails()?.getTypeName() ?? '';
        if (detail === WRONG_REVISION) return undefined;
        throw new AppendRefusedError(detail, error.getMessage());
      },
      (failure, error) => (failure === 'too-large' ? tooLarge(append, wordsOf(error), error) : undefined),
    );
  }

  /** The final answer to an append when the stream has moved on: the first result, or the refusal. */
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

  /** Reads the ids of a stream that must be known. Returns the revision up to which they are known afterwards. */
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

  /** Reads back a durable append. If the read fails, the error says that the events were recorded. */
  async function appended<Read>(stream: string, read: Promise<Read>): Promise<Read> {
    try {
      return await read;
    } catch (error) {
      throw error instanceof StoreUnavailableError ? new AppendedSomewhereError(stream, error) : error;
    }
  }

  async function positionOf(stream: string, revision: number): Promise<bigint> {
    const [event] = (await reading.streamPage(stream, revision, 1)).events;
    if (event === undefined)
      throw new Error(`revision ${String(revision)} of ${stream} was acknowledged and is not there`);
    return event.position;
  }

  return createPerStreamAppends({ alone, together, head: (stream) => memory.head(stream) });
}
