import { checkAppend } from '../append-rules.js';
import {
  AT_MOST_POSITIONS,
  LOG_START,
  StoreUnavailableError,
  type EventStore,
  type RecordedEvent,
} from '../port.js';
import { createAppending } from './appending.js';
import type { Patience } from './calls.js';
import { addressOf, connect } from './connection.js';
import { wordsOf } from './failures.js';
import { createFollowing, type FollowerReport } from './following.js';
import { createReading } from './reading.js';
import { createStreamMemory } from './stream-memory.js';
import { systemTiming, type BackOff, type Timing } from './timing.js';

export interface EventStoreDbOptions {
  /**
   * Connection string: `esdb://user:password@host:2113`, several hosts with commas, `esdb+discover://name` for a
   * cluster behind one name; `tls`, `tlsCAFile`, `nodePreference`, `keepAliveInterval` and others as parameters.
   */
  readonly url: string;
  /**
   * Keeps to the streams whose names begin so, and takes the prefix off again: several systems on one server. Empty,
   * the default, is the whole server but what is its own.
   */
  readonly streamPrefix?: string;
  /** Deadline of one call, in milliseconds. Default 5,000. */
  readonly callMs?: number;
  /** How long a call is repeated before it is given up, in milliseconds. Default 20,000. */
  readonly patienceMs?: number;
  /** How long `health` waits for an answer, in milliseconds. Default 2,000. */
  readonly healthMs?: number;
  /** How long a follower takes silence for an idle log before it looks, in milliseconds; one that was forgotten is found
   * after twice as long, and a revoked token must be refused within 5 s. Default 1,500. */
  readonly signOfLifeMs?: number;
  /** Waits between repetitions. Default 50 ms, doubled up to 2,000 ms. */
  readonly backOff?: BackOff;
  /** How many of the newest ids of a stream are known for certain. Default 10,000. */
  readonly idsAStream?: number;
  readonly timing?: Timing;
}

export interface EventStoreDbEventStore extends EventStore {
  /** How each follower stands: what it has, how far the log is, whether and why it is cut off. */
  followers(): readonly FollowerReport[];
  /** Takes no more appends, waits for those on their way, ends the followers and the connections. May be called again. */
  close(): Promise<void>;
}

const IDS_IN_ALL = 300_000;

/**
 * The log in an EventStoreDB server or cluster, version 22.6 or later. Opening does not connect: a node may start
 * before its server. The position of an event is its commit position in `$all`.
 *
 * @throws StoreUnavailableError when the connection string is none
 */
export function openEventStoreDb({
  url,
  streamPrefix = '',
  callMs = 5_000,
  patienceMs = 20_000,
  healthMs = 2_000,
  signOfLifeMs = 1_500,
  backOff = { firstMs: 50, mostMs: 2_000 },
  idsAStream = 10_000,
  timing = systemTiming,
}: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
  const where = addressOf(url);
  const scope = { streamPrefix };
  const closing = new AbortController();
  const patience: Patience = { callMs, patienceMs, backOff, where, timing, closing: closing.signal };
  // Two connections: one goes where the leader is, the other where `nodePreference` says; a long catch-up on one does
  // not hold up appends on the other.
  const commands = connected(url);
  const subscriptions = connected(url);
  const reading = createReading(commands, scope, patience);
  const memory = createStreamMemory(idsAStream, Math.max(IDS_IN_ALL, 2 * idsAStream));
  let end = LOG_START;
  const sawEnd = (position: bigint) => {
    if (position > end) end = position;
  };
  const connection = commands;
  const appending = createAppending({ connection, reading, memory, scope, patience, idsAStream, sawEnd });
  const following = createFollowing({
    connection: subscriptions,
    reading,
    scope,
    patience,
    backOff,
    signOfLifeMs,
    logEnd: () => end,
    sawEnd,
  });
  let closed: Promise<void> | undefined;

  function assertOpen(): void {
    if (closed !== undefined) throw new StoreUnavailableError(`the connection to ${where} was closed`);
  }

  async function finish(): Promise<void> {
    await appending.idle();
    closing.abort();
    await Promise.all([commands.close(), subscriptions.close()]);
  }

  return Promise.resolve({
    // Not async: the promise of `appending` itself is given on, as it says there.
    append(stream, expectedRevision, events) {
      const append = { stream, expectedRevision, events };
      try {
        assertOpen();
        checkAppend(append);
        checkNames(streamPrefix + stream, events);
      } catch (error) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it was thrown
        return Promise.reject(error);
      }
      return appending.append(append);
    },
    async *read(stream, from = 0) {
      for (let next = from; ;) {
        assertOpen();
        const { events, more } = await reading.streamPage(stream, next);
        const last = events.at(-1);
        if (last === undefined) return;
        memory.learn(stream, events);
        yield events;
        if (!more) return;
        next = last.revision + 1;
      }
    },
    async *readAll(after) {
      assertOpen();
      const until = await reading.end();
      let coming = after < until ? reading.page(after) : Promise.resolve([]);
      for (;;) {
        const page = upTo(until, await coming);
        const last = page.at(-1);
        if (last === undefined) return;
        assertOpen();
        // The next page comes while this one is worked on.
        coming = last.position < until ? reading.page(last.position) : Promise.resolve([]);
        coming.catch(() => undefined);
        yield page;
      }
    },
    follow(after, signal) {
      return following.follow(after, signal);
    },
    at(positions) {
      if (positions.length > AT_MOST_POSITIONS) {
        return Promise.reject(
          new RangeError(
            `${String(positions.length)} events were asked for, at most ${String(AT_MOST_POSITIONS)} are given`,
          ),
        );
      }
      return reading.at(positions);
    },
    async end() {
      assertOpen();
      const position = await reading.end();
      sawEnd(position);
      return position;
    },
    async health() {
      try {
        assertOpen();
        // The leader answers: it could take an append as well.
        const position = await reading.end({ callMs: healthMs, patienceMs: healthMs });
        sawEnd(position);
        return { writable: true, position };
      } catch (error) {
        return {
          writable: false,
          position: end,
          ...(error instanceof StoreUnavailableError
            ? { problem: error.reason, ...(error.brief !== undefined && { brief: error.brief }) }
            : { problem: wordsOf(error) }),
        };
      }
    },
    followers: () => following.reports(),
    close() {
      closed ??= finish();
      return closed;
    },
  });
}

function connected(url: string) {
  try {
    return connect(url);
  } catch (error) {
    // The message of the client may hold the password.
    throw new StoreUnavailableError(
      `the connection string for ${addressOf(url)} cannot be used: ${withoutSecret(wordsOf(error), url)}`,
    );
  }
}

function withoutSecret(words: string, url: string): string {
  const secret = /\/\/(?<secret>[^@/]*)@/.exec(url)?.groups?.secret;
  return secret === undefined ? words : words.replaceAll(secret, '…');
}

/** What begins with `$` belongs to the server, and would not be seen again. */
function checkNames(stream: string, events: readonly { readonly type: string }[]): void {
  if (stream.startsWith('$'))
    throw new RangeError(`the stream name ${stream} begins with $, as the server's own do`);
  const own = events.find(({ type }) => type.startsWith('$'));
  if (own !== undefined)
    throw new RangeError(`the event type ${own.type} begins with $, as the server's own do`);
}

function upTo(until: bigint, page: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const last = page.at(-1);
  return last === undefined || last.position <= until
    ? page
    : page.filter(({ position }) => position <= until);
}
