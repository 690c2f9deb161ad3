import { StoreUnavailableError, type RecordedEvent } from '../port.js';
import type { Patience } from './calls.js';
import type { Connection } from './connection.js';
import { failureOf, unavailable, wordsOf } from './failures.js';
import type { Scope } from './messages.js';
import type { Reading } from './reading.js';
import { subscribe, type Subscription } from './subscription.js';
import { backOffMs, type BackOff } from './timing.js';

/** The state of one follower, for health and metrics. */
export interface FollowerReport {
  /** Position of the last event given to the follower. */
  readonly position: bigint;
  /** Position of the last event of the log, as far as is known. */
  readonly logEnd: bigint;
  /** Whether it has a subscription now. */
  readonly connected: boolean;
  /** How often it has resubscribed. */
  readonly reconnects: number;
  /** Milliseconds since the last sign of life of the server: an event, a checkpoint or the end of the log. */
  readonly silentMs: number;
  /** Why the last subscription was lost; absent while the subscription works. */
  readonly problem?: string;
}

export interface Following {
  follow(after: bigint, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
  reports(): readonly FollowerReport[];
}

interface Standing {
  position: bigint;
  connected: boolean;
  reconnects: number;
  heardAt: number;
  problem: string | undefined;
}

export function createFollowing(parts: {
  readonly connection: Connection;
  readonly reading: Reading;
  readonly scope: Scope;
  readonly patience: Patience;
  readonly backOff: BackOff;
  /** After how many milliseconds of silence the end of the log is looked up. */
  readonly signOfLifeMs: number;
  /** The last known end of the log. */
  readonly logEnd: () => bigint;
  readonly sawEnd: (position: bigint) => void;
}): Following {
  const { connection, reading, scope, patience, backOff, signOfLifeMs, logEnd, sawEnd } = parts;
  const { timing, closing, callMs } = patience;
  const standings = new Set<Standing>();

  /** Waits until something has come, at most for `signOfLifeMs`. */
  async function wait(subscription: Subscription, signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    await Promise.race([
      subscription.stirred(),
      timing.sleep(signOfLifeMs, AbortSignal.any([signal, enough.signal])),
    ]);
    enough.abort();
  }

  /**
   * Whether there is something to take, or there was a sign of life since the last call. @throws Error when the
   * subscription ended.
   */
  function lives(subscription: Subscription, standing: Standing): boolean {
    subscription.throwIfOver();
    const heard = subscription.heard();
    if (heard) standing.heardAt = timing.now();
    return heard || subscription.hasSome();
  }

  /** Waits for something to take. @throws Error when the subscription is lost, or silent while the log grows. */
  async function stirring(
    subscription: Subscription,
    standing: Standing,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      await wait(subscription, signal);
      if (isAborted(signal) || lives(subscription, standing)) return;
      const reached = subscription.reached();
      const end = await reading.end({ patienceMs: callMs });
      sawEnd(end);
      standing.heardAt = timing.now();
      if (end <= reached) continue;
      // The log has more than was received. Give the missing events one more interval to arrive.
      await wait(subscription, signal);
      if (isAborted(signal) || lives(subscription, standing)) return;
      throw new Error(
        `the subscription is silent at position ${String(reached)} while the log goes on to ${String(end)}`,
      );
    }
  }

  // Longer than 60 lines: one loop that survives every loss of the server.
  async function* follow(after: bigint, signal: AbortSignal) {
    const standing: Standing = {
      position: after,
      connected: false,
      reconnects: 0,
      heardAt: timing.now(),
      problem: undefined,
    };
    standings.add(standing);
    const stop = AbortSignal.any([signal, closing]);
    /** The last checkpoint of the server: no event of this scope lies between the last event and it. */
    let resume = after;
    let failures = 0;
    try {
      while (!stop.aborted) {
        let subscription: Subscription | undefined;
        const cancel = () => subscription?.cancel();
        stop.addEventListener('abort', cancel);
        try {
          subscription = await subscribe(connection, scope, resume);
          standing.connected = true;
          for (;;) {
            await stirring(subscription, standing, stop);
            if (isAborted(stop)) break;
            const batch = fresh(await subscription.take(), standing.position);
            const last = batch.at(-1);
            if (isAborted(stop)) break;
            if (last !== undefined) {
              failures = 0;
              standing.problem = undefined;
              sawEnd(last.position);
              yield batch;
              standing.position = last.position;
              resume = last.position;
              if (isAborted(stop)) break;
            }
            resume = subscription.resumeAt() ?? resume;
          }
        } catch (error) {
          failures += 1;
          standing.problem = wordsOf(error);
          // Retrying would not help: the log has no such position, or the follower may not read.
          const none = await reading.noSuchPosition(resume, error);
          if (none !== undefined) throw none;
          const failure = failureOf(error);
          if (failure !== 'passing') throw unavailable(failure, error, patience.where);
        } finally {
          stop.removeEventListener('abort', cancel);
          subscription?.cancel();
          standing.connected = false;
        }
        if (isAborted(stop)) break;
        standing.reconnects += 1;
        await timing.sleep(backOffMs(backOff, Math.max(failures, 1), timing.random()), stop);
      }
      if (closing.aborted && !signal.aborted)
        throw new StoreUnavailableError(`the connection to ${patience.where} was closed`);
    } finally {
      standings.delete(standing);
    }
  }

  return {
    follow,
    reports: () =>
      [...standings].map(({ position, connected, reconnects, heardAt, problem }) => ({
        position,
        logEnd: logEnd() > position ? logEnd() : position,
        connected,
        reconnects,
        silentMs: timing.now() - heardAt,
        ...(problem === undefined ? {} : { problem }),
      })),
  };
}

/** Drops events already given, whatever a server sends after a resubscription. */
function fresh(batch: readonly RecordedEvent[], after: bigint): readonly RecordedEvent[] {
  const first = batch.findIndex(({ position }) => position > after);
  return first === 0 ? batch : first < 0 ? [] : batch.slice(first);
}

/** A function, because the signal may change during an `await`, which control flow analysis does not see. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
