import { LOG_START, NO_STREAM, StoreUnavailableError, type RecordedEvent } from '../port.js';
import { all, events, followed, rig, until, type Rig } from './adapter.fixture.js';

describe('following EventStoreDB', () => {
  let used: Rig;
  afterEach(() => used.close());

  async function fill(count: number): Promise<void> {
    await used.store.append('pool', NO_STREAM, events(count));
  }

  function follow(pause: (batch: readonly RecordedEvent[]) => Promise<void> | void = () => undefined) {
    const stop = new AbortController();
    const seen: RecordedEvent[] = [];
    async function run(): Promise<void> {
      for await (const batch of used.store.follow(LOG_START, stop.signal)) {
        seen.push(...batch);
        await pause(batch);
      }
    }
    const ended = run();
    // The test examines this rejection, unless it has failed before.
    ended.catch(() => undefined);
    return { seen, stop, ended };
  }

  it.each(['drop', 'unavailable', 'timeout', 'silent'] as const)(
    'continues where it was after its subscription was lost: %s',
    async (fault) => {
      used = await rig();
      await fill(400);
      for (const after of [0, 1, 33, 250]) used.double.fault({ on: 'subscribe', do: fault, events: after });
      const seen = await followed(used.store, 400);
      expect(seen).toEqual(await all(used.store));
      expect(used.double.counts.subscribed).toBeGreaterThan(4);
    },
  );

  it('continues where it was after the server died and came back', async () => {
    used = await rig();
    await fill(10);
    const follower = follow();
    await until(() => follower.seen.length === 10);
    await used.double.stop();
    await until(() => used.store.followers()[0]?.problem !== undefined);
    expect(used.store.followers()).toMatchObject([
      { connected: false, position: follower.seen[9]?.position },
    ]);
    await used.double.start();
    await used.store.append('pool', 9, events(5));
    await until(() => follower.seen.length === 15);
    follower.stop.abort();
    await follower.ended;
    expect(follower.seen).toEqual(await all(used.store));
    expect(used.store.followers()).toEqual([]);
  });

  it('does not stall when its subscription falls silent and stays open', async () => {
    used = await rig();
    await fill(10);
    const follower = follow();
    await until(() => follower.seen.length === 10);
    used.double.stallSubscriptions();
    await used.store.append('pool', 9, events(5));
    await until(() => follower.seen.length === 15);
    expect(used.double.counts.subscribed).toBe(2);
    expect(used.store.followers()).toMatchObject([{ connected: true, reconnects: 1 }]);
    follower.stop.abort();
    await follower.ended;
    expect(follower.seen).toEqual(await all(used.store));
  });

  it('keeps the subscription of an idle log', async () => {
    used = await rig({ signOfLifeMs: 5 });
    await fill(3);
    const follower = follow();
    await until(() => follower.seen.length === 3);
    // Many looks at the end of the log, and events of the server itself, which the follower must not get.
    for (let turn = 0; turn < 20; turn += 1) {
      used.double.log.systemEvent();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(used.double.counts.subscribed).toBe(1);
    follower.stop.abort();
    await follower.ended;
  });

  it('keeps checkpoints: foreign events are not read again after a reconnection', async () => {
    used = await rig();
    await fill(3);
    const follower = follow();
    await until(() => follower.seen.length === 3);
    for (let count = 0; count < 200; count += 1) used.double.log.systemEvent();
    const last = used.double.log.events.at(-1)?.position ?? 0n;
    await until(() => (used.store.followers()[0]?.silentMs ?? 1_000) < 20);
    await new Promise((resolve) => setTimeout(resolve, 50));
    used.double.dropConnections();
    await until(() => used.double.counts.subscribed === 2);
    const after = used.double.counts.subscribedAfter;
    expect(typeof after).toBe('bigint');
    // A checkpoint comes at least every 32 events; an event of the double itself takes fewer than 200 positions.
    expect(last - (after as bigint)).toBeLessThan(32n * 200n);
    expect(after as bigint).toBeGreaterThan(follower.seen[2]?.position ?? last);
    await used.store.append('pool', 2, events(1));
    await until(() => follower.seen.length === 4);
    follower.stop.abort();
    await follower.ended;
  });

  it('applies back-pressure while the follower works: the number of received, untaken events is bounded', async () => {
    used = await rig();
    const size = 10_000;
    for (let done = 0; done < size; done += 2_000) {
      await used.store.append('long', done - 1, events(2_000));
    }
    let ahead = 0;
    const follower = follow(async (batch) => {
      if (ahead > 0) return;
      // The follower holds its first batch until the server has sent all it can.
      for (let before = -1; used.double.counts.sent > before;) {
        before = used.double.counts.sent;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      ahead = used.double.counts.sent - batch.length;
    });
    await until(() => follower.seen.length === size);
    follower.stop.abort();
    await follower.ended;
    expect(follower.seen.map(({ revision }) => revision)).toEqual(
      Array.from({ length: size }, (_, index) => index),
    );
    // The follower's queue, and the buffers at both ends of the connection.
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThan(4_000);
  });

  it('gives all it has received also when nothing more comes', async () => {
    used = await rig();
    // More than two batches, all received before the follower asks for the second.
    const size = 1_100;
    await fill(size);
    let first = true;
    const follower = follow(async () => {
      if (!first) return;
      first = false;
      await until(() => used.double.counts.sent === size);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await until(() => follower.seen.length === size);
    follower.stop.abort();
    await follower.ended;
  });

  it('reports missing read access and a closed store', async () => {
    used = await rig({}, { users: { misaq: 'secret' } });
    await expect(followed(used.store, 1)).rejects.toThrow(StoreUnavailableError);
    await used.store.close();
    await expect(followed(used.store, 1)).rejects.toThrow(StoreUnavailableError);
  });

  it('ends with an error when the store is closed', async () => {
    used = await rig();
    await fill(1);
    const follower = follow();
    await until(() => follower.seen.length === 1);
    await Promise.all([used.store.close(), expect(follower.ended).rejects.toThrow(StoreUnavailableError)]);
  });
});
