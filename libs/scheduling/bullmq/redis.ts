import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { SchedulerUnavailableError } from '../port.js';

/** Pauses between attempts to reach Redis again, without end: it comes back, or an operator sees in health that it does not. */
const RECONNECT_MS_MAX = 2_000;
/** How long one command may take before whoever waits for it is told that Redis is away. */
const COMMAND_MS = 5_000;

/** How long the other side may take to say goodbye. The client waits as long for one that is gone already. */
const DISCONNECT_MS = 100;

const retryStrategy = (times: number): number => Math.min(times * 100, RECONNECT_MS_MAX);

/** For commands that somebody waits for: they fail soon when Redis is away, and are not kept for later. */
export function commandConnection(url: string): Redis {
  return new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    retryStrategy,
    connectTimeout: COMMAND_MS,
    disconnectTimeout: DISCONNECT_MS,
  });
}

/**
 * Ends a connection with everything that waits for it. One that pauses between two attempts would neither come to its
 * end nor answer what was asked of it; so it is given one attempt more, which is broken off.
 */
export function endConnection(redis: Redis): void {
  if (redis.status === 'reconnecting') redis.connect().catch(() => undefined);
  redis.disconnect();
}

export interface WorkerConnection {
  readonly redis: Redis;
  /** Ends it and whatever was made of it. */
  readonly end: () => void;
}

/**
 * For workers, which wait for jobs as long as it takes; the library asks for unlimited retries. It makes a second one of
 * it to wait on, which it does not end when Redis is away: that one would look for Redis for ever.
 */
export function workerConnection(url: string): WorkerConnection {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy,
    connectTimeout: COMMAND_MS,
    disconnectTimeout: DISCONNECT_MS,
  });
  const made = [redis];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const another = duplicate(override);
    made.push(another);
    return another;
  };
  return {
    redis,
    end: () => {
      for (const each of made) endConnection(each);
    },
  };
}

/** Waits until a connection can be used; false when that takes longer than `ms`. */
export async function readyWithin(redis: Redis, ms: number): Promise<boolean> {
  if (redis.status === 'ready') return true;
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      redis.off('ready', done);
      resolve(redis.status === 'ready');
    };
    const timer = setTimeout(done, ms);
    redis.once('ready', done);
  });
}

/** How often a connection is looked at that is waited for. */
const LOOK_MS = 50;

/** Resolves when Redis has been away for `ms` without a break, or the signal is aborted. */
export async function awayFor(redis: Redis, ms: number, signal: AbortSignal): Promise<void> {
  let awayMs = 0;
  while (awayMs < ms && !signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    awayMs = redis.status === 'ready' ? 0 : awayMs + LOOK_MS;
  }
}

/** Rejects with what is told to callers when Redis cannot be reached or does not answer. */
export async function reaching<Result>(redis: Redis, work: () => Promise<Result>): Promise<Result> {
  if (redis.status !== 'ready') throw new SchedulerUnavailableError(`Redis is ${redis.status}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new SchedulerUnavailableError(`Redis does not answer within ${String(COMMAND_MS)} ms`));
    }, COMMAND_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    if (error instanceof SchedulerUnavailableError || error instanceof RangeError) throw error;
    throw new SchedulerUnavailableError(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** What of the settings of a Redis would lose jobs; undefined when nothing, or when it does not say. */
export async function settingsFault(redis: Redis): Promise<string | undefined> {
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')]);
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy !== undefined && policy !== 'noeviction')
    return `its maxmemory-policy is ${policy} and must be noeviction`;
  if (/^aof_enabled:0/m.test(persistence)) return 'it keeps no append-only file';
  return undefined;
}
