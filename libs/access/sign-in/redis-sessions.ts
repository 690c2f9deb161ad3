import { Redis } from 'ioredis';
import type { Sealed } from './sealed.js';
import {
  byBeginning,
  type KeptSession,
  type SessionRecord,
  type SessionStore,
  SessionsUnavailableError,
} from './session-store.js';

const ANSWER_MS = 2_000;
const RECONNECT_MS_MAX = 2_000;

/** Notes a use of a session that is there: one that was ended meanwhile does not come back as an empty hash. */
const USE = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'usedAtMs', ARGV[1]) end`;
const CONFIRM = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'confirmation', ARGV[1]) end`;
const TAKE = `
  local given = redis.call('HGET', KEYS[1], 'confirmation')
  if given then redis.call('HDEL', KEYS[1], 'confirmation') end
  return given`;

const placeOfSession = (sessionId: string): string => `session ${sessionId}`;
const placeOfConfirmation = (sessionId: string): string => `confirmation ${sessionId}`;

/**
 * Sessions in Redis, for all nodes that use it. Records are sealed: write access to Redis is not enough to forge a session.
 * @param prefix of the keys, one of each installation
 */
// Longer than 60 lines: one function of the store after the other.
export function openRedisSessions(
  url: string,
  prefix: string,
  sealed: Sealed,
  log: (text: string) => void,
): SessionStore {
  /** Each session is a hash of its own, which Redis drops when the session could not be used any more. */
  const KEY = `${prefix}:session:`;
  /** The ids of all sessions, by the end of each (milliseconds). */
  const INDEX = `${prefix}:sessions`;
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS,
    connectTimeout: ANSWER_MS,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MS_MAX),
  });
  // Each command that fails says so itself.
  redis.on('error', () => undefined);

  async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      await ready(redis);
      return await work();
    } catch (error) {
      throw new SessionsUnavailableError(error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  }

  async function find(sessionId: string): Promise<KeptSession | undefined> {
    const [bytes, usedAtMs] = await redis.hmgetBuffer(KEY + sessionId, 'sealed', 'usedAtMs');
    if (bytes === null || bytes === undefined) {
      // Redis has dropped it.
      await redis.zrem(INDEX, sessionId);
      return undefined;
    }
    const record = sealed.open(placeOfSession(sessionId), bytes) as SessionRecord | undefined;
    if (record === undefined) {
      log(
        `the session ${sessionId} in Redis was made by another hand, or under another key, and is not used`,
      );
      return undefined;
    }
    return { record, usedAtMs: Number(usedAtMs?.toString() ?? 0) };
  }

  return {
    isShared: true,
    add: ({ record, usedAtMs }) =>
      reached(async () => {
        const { sessionId, endsAt } = record;
        const endMs = Date.parse(endsAt);
        const done = await redis
          .multi()
          .hset(KEY + sessionId, { sealed: sealed.seal(placeOfSession(sessionId), record), usedAtMs })
          .pexpire(KEY + sessionId, Math.max(1, endMs - usedAtMs))
          .zadd(INDEX, endMs, sessionId)
          .exec();
        const [failure] = (done ?? []).flatMap(([error]) => error ?? []);
        if (failure !== undefined) throw failure;
      }),
    find: (sessionId) => reached(() => find(sessionId)),
    use: (sessionId, atMs) =>
      reached(async () => {
        await redis.eval(USE, 1, KEY + sessionId, String(atMs));
      }),
    end: (sessionId) =>
      reached(async () => {
        const wasThere = await redis.del(KEY + sessionId);
        await redis.zrem(INDEX, sessionId);
        return wasThere === 1;
      }),
    takeOnce: (key, forMs) =>
      reached(async () => (await redis.set(`${prefix}:taken:${key}`, '1', 'PX', forMs, 'NX')) === 'OK'),
    all: () =>
      reached(async () => {
        const ids = await redis.zrange(INDEX, '0', '-1');
        const found = await Promise.all(ids.map(find));
        return found.flatMap((kept) => kept ?? []).toSorted(byBeginning);
      }),
    confirm: (sessionId, untilMs) =>
      reached(async () => {
        await redis.eval(
          CONFIRM,
          1,
          KEY + sessionId,
          sealed.seal(placeOfConfirmation(sessionId), { untilMs }),
        );
      }),
    takeConfirmation: (sessionId) =>
      reached(async () => {
        const bytes = (await redis.callBuffer('EVAL', TAKE, '1', KEY + sessionId)) as Buffer | null;
        if (bytes === null) return undefined;
        const kept = sealed.open(placeOfConfirmation(sessionId), bytes) as
          { readonly untilMs: number } | undefined;
        return kept?.untilMs;
      }),
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

/** Waits a little for a connection that is being made: the first request may come before it stands. */
async function ready(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      redis.off('ready', done);
      reject(new Error(`Redis is ${redis.status}`));
    }, ANSWER_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    redis.once('ready', done);
  });
}
