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

/** What the settings of a Redis mean for the jobs in it. */
export interface RedisSettings {
  /** What it drops when its memory is full (`noeviction`: nothing); undefined when it does not say. */
  readonly evictionPolicy: string | undefined;
  /** Undefined when it does not say. */
  readonly appendOnlyFile: boolean | undefined;
}

/** Asks for them in each way that a managed Redis may forbid or leave out. Rejects only when the connection is lost. */
export async function settingsOf(redis: Redis): Promise<RedisSettings> {
  const [memory, persistence] = await Promise.all([
    answerOf(() => redis.info('memory')),
    answerOf(() => redis.info('persistence')),
  ]);
  const aof = /^aof_enabled:([01])/m.exec(persistence ?? '')?.[1];
  return {
    evictionPolicy: /^maxmemory_policy:(\S+)/m.exec(memory ?? '')?.[1] ?? (await configuredPolicy(redis)),
    appendOnlyFile: aof === undefined ? undefined : aof === '1',
  };
}

async function configuredPolicy(redis: Redis): Promise<string | undefined> {
  const answer = await answerOf(() => redis.config('GET', 'maxmemory-policy'));
  const value: unknown = Array.isArray(answer) ? answer[1] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Undefined when this user may not ask. */
async function answerOf<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    // NOPERM, or an unknown command where the provider has renamed it: an answer of the server all the same.
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw error;
  }
}

const KEEPS_ALL = 'noeviction';

/** Why jobs may be dropped, and what helps; undefined when they are not. */
export function evictionProblem({ evictionPolicy }: RedisSettings): string | undefined {
  if (evictionPolicy === KEEPS_ALL) return undefined;
  if (evictionPolicy === undefined)
    return (
      'Redis may lose jobs: its maxmemory-policy is not known, because it may not be asked; ' +
      `make sure that it is ${KEEPS_ALL}`
    );
  return (
    `Redis may lose jobs: its maxmemory-policy is ${evictionPolicy} and must be ${KEEPS_ALL}; ` +
    `set «maxmemory-policy ${KEEPS_ALL}» in redis.conf, and now with «redis-cli CONFIG SET maxmemory-policy ${KEEPS_ALL}»`
  );
}

/** Whether it is known to drop what it should keep. */
export function evicts({ evictionPolicy }: RedisSettings): boolean {
  return evictionPolicy !== undefined && evictionPolicy !== KEEPS_ALL;
}
