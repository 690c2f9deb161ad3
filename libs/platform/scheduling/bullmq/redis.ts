import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { SchedulerUnavailableError } from '../port.js';

/** Longest pause between reconnection attempts, which never end. `health` shows an operator that Redis is away. */
const RECONNECT_MS_MAX = 2_000;
/** Timeout of one command. Its caller is then told that Redis is away. */
const COMMAND_MS = 5_000;

/** How long the server may take to close a connection. The client waits as long for a server that is gone. */
const DISCONNECT_MS = 100;

const retryStrategy = (times: number): number => Math.min(times * 100, RECONNECT_MS_MAX);

/** For commands with a waiting caller: they fail soon when Redis is away, and are not queued. */
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
 * Ends a connection and rejects its pending commands. In a pause between two reconnection attempts, ioredis would
 * neither end nor reject them. So one more attempt is started and then broken off.
 */
export function endConnection(redis: Redis): void {
  if (redis.status === 'reconnecting') redis.connect().catch(() => undefined);
  redis.disconnect();
}

export interface WorkerConnection {
  readonly redis: Redis;
  /** Ends the connection and all its duplicates. */
  readonly end: () => void;
}

/**
 * For workers, which wait for tasks without limit; BullMQ requires unlimited retries. BullMQ also makes a duplicate to
 * block on. It does not end the duplicate when Redis is away, which would then reconnect for ever.
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

/** Polling interval while waiting for a connection. */
const LOOK_MS = 50;

/** Resolves when Redis has been away for `ms` without a break, or the signal is aborted. */
export async function awayFor(redis: Redis, ms: number, signal: AbortSignal): Promise<void> {
  let awayMs = 0;
  while (awayMs < ms && !signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    awayMs = redis.status === 'ready' ? 0 : awayMs + LOOK_MS;
  }
}

/** Runs a command. Rejects with SchedulerUnavailableError when Redis cannot be reached or does not answer. */
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

/** The settings of a Redis that decide whether it keeps tasks. */
export interface RedisSettings {
  /** Its eviction policy when its memory is full (`noeviction`: none); undefined when it does not tell. */
  readonly evictionPolicy: string | undefined;
  /** Whether it writes an append-only file; undefined when it does not tell. */
  readonly appendOnlyFile: boolean | undefined;
}

/**
 * Reads the settings in several ways, because a managed Redis may forbid some. Rejects only when the connection is
 * lost.
 */
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

/** The answer, or undefined when this user may not ask. */
async function answerOf<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    // NOPERM, or an unknown command where the provider renamed it. Both are answers of the server.
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw error;
  }
}

const KEEPS_ALL = 'noeviction';

/** Why Redis may drop tasks, and the remedy; undefined when it drops none. */
export function evictionProblem({ evictionPolicy }: RedisSettings): string | undefined {
  if (evictionPolicy === KEEPS_ALL) return undefined;
  if (evictionPolicy === undefined)
    return (
      'Redis may lose tasks: its maxmemory-policy is not known, because it may not be asked; ' +
      `make sure that it is ${KEEPS_ALL}`
    );
  return (
    `Redis may lose tasks: its maxmemory-policy is ${evictionPolicy} and must be ${KEEPS_ALL}; ` +
    `set «maxmemory-policy ${KEEPS_ALL}» in redis.conf, and now with «redis-cli CONFIG SET maxmemory-policy ${KEEPS_ALL}»`
  );
}

/** Whether Redis is known to drop tasks when its memory is full. */
export function evicts({ evictionPolicy }: RedisSettings): boolean {
  return evictionPolicy !== undefined && evictionPolicy !== KEEPS_ALL;
}
