import { Redis } from 'ioredis';
import {
  describeWithOwnRedis,
  describeWithRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { openRedisSessions } from './redis-sessions.js';
import { createSealed } from './sealed.js';
import { aSession, sessionStoreContract } from './session-store-contract.js';
import { SessionsUnavailableError } from './session-store.js';

const SEALED = createSealed(new Uint8Array(32).fill(1));
let installations = 0;
const newPrefix = (): string => `misaq-test-${String(process.pid)}-${String((installations += 1))}`;

describeWithRedis('Sessions in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const openWith = (prefix: string, log: (text: string) => void = () => undefined, sealed = SEALED) =>
    openRedisSessions(redis.url, prefix, sealed, log);

  sessionStoreContract(() => {
    const prefix = newPrefix();
    const opened = [openWith(prefix)];
    return Promise.resolve({
      store: opened[0]!,
      again() {
        const store = openWith(prefix);
        opened.push(store);
        return Promise.resolve(store);
      },
      async close() {
        for (const store of opened) await store.close();
        await redis.remove(prefix);
      },
    });
  });

  it('are not used when another hand has made them, and those of another installation are not seen', async () => {
    const [prefix, elsewhere] = [newPrefix(), newPrefix()];
    const said: string[] = [];
    const store = openWith(prefix, (text) => said.push(text));
    const other = openWith(elsewhere, () => undefined, createSealed(new Uint8Array(32).fill(2)));
    await other.add(aSession('abcdefghjkmn'));
    expect(await store.all()).toEqual([]);
    const hand = new Redis(redis.url);
    await hand.rename(`${elsewhere}:session:abcdefghjkmn`, `${prefix}:session:abcdefghjkmn`);
    expect(await store.find('abcdefghjkmn')).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('another hand')]);
    hand.disconnect();
    await Promise.all([store.close(), other.close()]);
    await redis.remove(prefix);
    await redis.remove(elsewhere);
  });

  it('are dropped by Redis when they could not be used any more', async () => {
    const prefix = newPrefix();
    const store = openWith(prefix);
    const session = aSession('abcdefghjkmn');
    await store.add({
      ...session,
      record: { ...session.record, endsAt: new Date(session.usedAtMs + 3_600_000).toISOString() },
    });
    const hand = new Redis(redis.url);
    const leftMs = await hand.pttl(`${prefix}:session:abcdefghjkmn`);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(3_600_000);
    await hand.del(`${prefix}:session:abcdefghjkmn`);
    expect(await store.all()).toEqual([]);
    expect(await hand.zcard(`${prefix}:sessions`)).toBe(0);
    hand.disconnect();
    await store.close();
  });
});

describeWithOwnRedis('Sessions in a Redis that goes away', () => {
  it('are said to be unavailable, and are there again when it is', async () => {
    const redis = await startRedis();
    const store = openRedisSessions(redis.url, newPrefix(), SEALED, () => undefined);
    await store.add(aSession('abcdefghjkmn'));
    await redis.kill();
    await expect(store.find('abcdefghjkmn')).rejects.toThrow(SessionsUnavailableError);
    await redis.restart();
    let found = undefined;
    while (found === undefined) found = await store.find('abcdefghjkmn').catch(() => undefined);
    expect(found.record.account).toBe('sara');
    await store.close();
    await redis.stop();
  });
});
