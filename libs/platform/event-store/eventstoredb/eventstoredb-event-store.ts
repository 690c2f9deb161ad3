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
   * Uses only streams whose names begin with this prefix, and removes the prefix when reading. Several systems can
   * share one server. Default: empty, which means all streams except those of the server itself.
   */
  readonly streamPrefix?: string;
  /** Deadline of one call, in milliseconds. Default 5,000. */
  readonly callMs?: number;
  /** Total time for which a call is retried, in milliseconds. Default 20,000. */
  readonly patienceMs?: number;
  /** How long `health` waits for an answer, in milliseconds. Default 2,000. */
  readonly healthMs?: number;
  /**
   * After how many milliseconds of silence a follower looks up the end of the log. Default 1,500. A dead subscription
   * is found after twice that time, and a revoked token must be refused within 5 s.
   */
  readonly signOfLifeMs?: number;
  /** Waits between retries. Default 50 ms, doubled up to 2,000 ms. */
  readonly backOff?: BackOff;
  /** How many of the newest ids of a stream are always known. Default 10,000. */
  readonly idsAStream?: number;
  readonly timing?: Timing;
}

export interface EventStoreDbEventStore extends EventStore {
  /** The state of each follower: its position, the end of the log, whether and why it is disconnected. */
  followers(): readonly FollowerReport[];
  /** Accepts no more appends, waits for those in flight, ends followers and connections. May be called again. */
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
  // Two connections: one to the leader, the other as `nodePreference` says. A long catch-up on one does not delay
  // appends on the other.
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
    // Not async: the callers need the very promise of `appending`, as its comment explains.
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
        // The next page is fetched while the caller works on this one.
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
        // The leader answers, so it could also accept an append.
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
    // The client's message may contain the password.
    throw new StoreUnavailableError(
      `the connection string for ${addressOf(url)} cannot be used: ${withoutSecret(wordsOf(error), url)}`,
    );
  }
}

function withoutSecret(words: string, url: string): string {
  const secret = /\/\/(?<secret>[^@/]*)@/.exec(url)?.groups?.secret;
  return secret === undefined ? words : words.replaceAll(secret, '…');
}

/** Names that begin with `$` belong to the server. The adapter would never read them back. */
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
