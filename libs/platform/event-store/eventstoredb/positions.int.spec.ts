import { endOfLog, LOG_START, NO_STREAM, NoSuchPositionError, StoreUnavailableError } from '../port.js';
import { all, events, followed, QUICK, rig, type Rig, until } from './adapter.fixture.js';
import { storeUnderTest } from './store-under-test.fixture.js';

/*
 * Positions count bytes, so most numbers are inside a record and no position. Read models of another log contain such
 * numbers. Runs against a real server too, see ADR 0021.
 */

describe('A position inside a record', () => {
  async function withGap() {
    const used = await storeUnderTest(QUICK);
    await used.store.append('pool', NO_STREAM, events(3));
    const [first, , last] = await all(used.store);
    return { used, store: used.store, inside: (first?.position ?? 0n) + 1n, last: last?.position ?? 0n };
  }

  it('is no position when a caller asks for the event there', async () => {
    const { used, store, inside } = await withGap();
    await expect(store.at([inside])).rejects.toThrow(NoSuchPositionError);
    await used.close();
  });

  it('is no position when a caller reads the log after it', async () => {
    const { used, store, inside } = await withGap();
    await expect(all(store, inside)).rejects.toThrow(NoSuchPositionError);
    await used.close();
  });

  it('is no position when a caller follows the log from it', async () => {
    const { used, store, inside } = await withGap();
    await expect(followed(store, 1, inside)).rejects.toThrow(NoSuchPositionError);
    await used.close();
  });

  it('inside the last record and beyond the end there is nothing to read, and no event', async () => {
    const { used, store, last } = await withGap();
    for (const position of [last + 1n, last + 1_000_000_000n]) {
      expect(await all(store, position)).toEqual([]);
      await expect(store.at([position])).rejects.toThrow(NoSuchPositionError);
    }
    await used.close();
  });
});

describe('A server that refuses a true position as if there were none', () => {
  let used: Rig;
  afterEach(() => used.close());

  it.each([1, 2, 5])('and does so %i times, is asked again', async (times) => {
    used = await rig();
    await used.store.append('pool', NO_STREAM, events(40));
    const log = await all(used.store);
    const { position } = log[9]!;
    used.double.fault({ on: 'read', do: 'unreadable', times });
    expect(await used.store.at([position])).toEqual([log[9]]);
    used.double.fault({ on: 'read', do: 'unreadable', times });
    expect(await all(used.store, position)).toEqual(log.slice(10));
    used.double.fault({ on: 'subscribe', do: 'unreadable', times });
    expect(await followed(used.store, 30, position)).toEqual(log.slice(10));
    expect(used.double.faultsLeft).toBe(0);
  });

  it('and does so for every position, is not available', async () => {
    used = await rig({ patienceMs: 200 });
    await used.store.append('pool', NO_STREAM, events(3));
    const [first] = await all(used.store);
    used.double.fault({ on: 'read', do: 'unreadable', times: 1_000_000 });
    await expect(used.store.at([first!.position])).rejects.toThrow(StoreUnavailableError);
    await expect(all(used.store, first!.position)).rejects.toThrow(StoreUnavailableError);
    used.double.clearFaults();
  });
});

describe('The end of the log', () => {
  let used: Rig;
  afterEach(() => used.close());

  it('is always an answer of the server', async () => {
    used = await rig({ patienceMs: 200 });
    expect(await endOfLog(used.store)).toBe(LOG_START);
    await used.store.append('pool', NO_STREAM, events(2));
    const end = (await all(used.store)).at(-1)?.position;
    expect(await endOfLog(used.store)).toBe(end);
    await used.double.stop();
    await expect(endOfLog(used.store)).rejects.toThrow(StoreUnavailableError);
    // The health watch uses the last known end.
    expect(await used.store.health()).toMatchObject({ writable: false, position: end });
    await used.double.start();
    await until(() => used.double.up);
  });
});
