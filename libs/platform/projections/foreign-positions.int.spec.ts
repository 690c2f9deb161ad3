import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { createDouble, type Double } from '../../../test/support/eventstoredb-double/double.mjs';
import { noise, paid } from './counting.fixture.js';
import { testLog } from './log.fixture.js';
import { opened, paidTo } from './runner.fixture.js';

/* In EventStoreDB, positions count bytes. Most positions of another log lie inside a record there and are invalid. */

const QUICK = { callMs: 2_000, patienceMs: 20_000, backOff: { firstMs: 1, mostMs: 20 } } as const;
const ANEW = 'counting was made of another log and is made anew';

describe('Read models on a log in EventStoreDB', () => {
  let doubles: Double[] = [];
  afterEach(async () => {
    for (const double of doubles) await double.stop();
    doubles = [];
  });

  async function double(options: Parameters<typeof createDouble>[0] = {}) {
    const made = await createDouble(options);
    doubles.push(made);
    return made;
  }

  it('are rebuilt when they were made from a file, whose positions are invalid there', async () => {
    const file = testLog();
    await file.write([paid('melli', '100'), noise, noise, noise]);
    const before = await opened(file.store);
    await before.runner.catchUp();
    await before.runner.close();

    const store = await openEventStoreDb({ url: (await double()).url, ...QUICK });
    const moved = testLog(store);
    await moved.write([paid('melli', '100'), noise, noise, noise, paid('melli', '11')]);
    const { runner, notes } = await opened(store, before.folder);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('111');
    expect(notes).toContain(ANEW);
    await runner.close();
    await store.close();
  });

  it('are rebuilt while they follow, when another log replaced the first', async () => {
    const server = await double();
    const store = await openEventStoreDb({ url: server.url, ...QUICK });
    await testLog(store).write([paid('melli', '100'), paid('melli', '10')]);
    const { runner, notes } = await opened(store);
    await runner.catchUp();
    const ending = new AbortController();
    const following = runner.follow(ending.signal);
    expect(await runner.waitFor((await store.health()).position, 5_000)).toBe(true);

    const elsewhere = await double({ firstPosition: 17n });
    const other = await openEventStoreDb({ url: elsewhere.url, ...QUICK });
    const some = [paid('mellat', '5'), noise, noise, noise, noise, noise, noise];
    const end = await testLog(other, 7).write(some);
    await other.close();
    await server.stop();
    await double({ port: server.port, log: elsewhere.log });
    expect(await runner.waitFor(end, 4_000)).toBe(true);
    expect([paidTo(runner, 'mellat'), paidTo(runner, 'melli')]).toEqual(['5', 'nothing']);
    expect(notes).toContain(ANEW);
    ending.abort();
    await following;
    await runner.close();
    await store.close();
  });

  it('are kept when the server cannot read for a moment, and answers in the same words', async () => {
    const server = await double();
    const store = await openEventStoreDb({ url: server.url, ...QUICK });
    await testLog(store).write([paid('melli', '100'), noise]);
    const first = await opened(store);
    await first.runner.catchUp();
    await first.runner.close();
    server.fault({ on: 'read', do: 'unreadable', times: 6 });
    const { runner, notes } = await opened(store, first.folder);
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([]);
    await runner.close();
    await store.close();
  });

  it('do not claim to be complete when the log cannot give its end', async () => {
    const server = await double();
    const store = await openEventStoreDb({ url: server.url, ...QUICK, callMs: 1_000, patienceMs: 100 });
    await testLog(store).write([paid('melli', '100')]);
    const { runner } = await opened(store);
    await server.stop();
    await expect(runner.catchUp()).rejects.toThrow(StoreUnavailableError);
    await expect(runner.rebuild()).rejects.toThrow(StoreUnavailableError);
    await runner.close();
    await store.close();
  });
});
