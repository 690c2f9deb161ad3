import { Redis } from 'ioredis';
import { SchedulerUnavailableError } from '../port.js';

/** Pauses between attempts to reach Redis again, without end: it comes back, or an operator sees in health that it does not. */
const RECONNECT_MS_MAX = 2_000;
/** How long one command may take before whoever waits for it is told that Redis is away. */
const COMMAND_MS = 5_000;

const retryStrategy = (times: number): number => Math.min(times * 100, RECONNECT_MS_MAX);

/** For commands that somebody waits for: they fail soon when Redis is away, and are not kept for later. */
export function commandConnection(url: string): Redis {
  return new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    retryStrategy,
    connectTimeout: COMMAND_MS,
  });
}

/** For workers, which wait for jobs as long as it takes; the library asks for unlimited retries. */
export function workerConnection(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null, retryStrategy, connectTimeout: COMMAND_MS });
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
