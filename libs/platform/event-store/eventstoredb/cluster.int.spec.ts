import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createCluster,
  createDouble,
  type Double,
} from '../../../../test/support/eventstoredb-double/double.mjs';
import { LOG_START, NO_STREAM, StoreUnavailableError } from '../port.js';
import { all, event, events, QUICK, until } from './adapter.fixture.js';
import { openEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store.js';

const SUPPORT = new URL('../../../../test/support/eventstoredb-double/', import.meta.url);
const CERTIFICATE = fileURLToPath(new URL('test-only.cert.pem', SUPPORT));

describe('an EventStoreDB cluster', () => {
  let nodes: Double[] = [];
  let store: EventStoreDbEventStore | undefined;

  async function start(
    size: number,
    url: (nodes: Double[]) => string,
    options = {},
  ): Promise<EventStoreDbEventStore> {
    nodes = await createCluster(size);
    store = await openEventStoreDb({ url: url(nodes), ...QUICK, ...options });
    return store;
  }

  const allHosts = (cluster: Double[]) =>
    `esdb://${cluster.map(({ host, port }) => `${host}:${String(port)}`).join(',')}?tls=false&discoveryInterval=10&maxDiscoverAttempts=3`;
  const node = (index: number) => nodes[index]!;

  afterEach(async () => {
    await store?.close();
    await Promise.all(nodes.map((each) => each.stop()));
    store = undefined;
    nodes = [];
  });

  it('is found by asking its hosts for the leader', async () => {
    const opened = await start(3, allHosts);
    await opened.append('pool', NO_STREAM, events(1));
    expect(nodes.map(({ counts }) => counts.appends)).toEqual([1, 0, 0]);
  });

  it('is found through any of its hosts: a follower names the leader', async () => {
    const opened = await start(3, ([, second]) => second?.url ?? '');
    await opened.append('pool', NO_STREAM, events(1));
    // The adapter asked the second node first, which refused.
    expect(nodes.map(({ counts }) => counts.appends)).toEqual([1, 1, 0]);
    expect(await all(opened)).toHaveLength(1);
  });

  it('may change its leader between two appends and during many', async () => {
    const opened = await start(3, allHosts);
    for (let round = 0; round < 6; round += 1) {
      node(round % 3).lead();
      await Promise.all(
        Array.from({ length: 10 }, (_, stream) =>
          opened.append(`pool-${String(stream)}`, round - 1, [event()]),
        ),
      );
    }
    expect(await all(opened)).toHaveLength(60);
    expect(nodes.every(({ counts }) => counts.appends > 0)).toBe(true);
  });

  it('may lose its leader', async () => {
    const opened = await start(3, allHosts);
    const stop = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const batch of opened.follow(LOG_START, stop.signal))
        seen.push(...batch.map((each) => each.revision));
    })();
    await opened.append('pool', NO_STREAM, events(1));
    await until(() => seen.length === 1);
    await node(0).stop();
    node(1).lead();
    await opened.append('pool', 0, events(1));
    await until(() => seen.length === 2);
    stop.abort();
    await following;
    expect(seen).toEqual([0, 1]);
  });

  it('may have a leader that freezes without breaking its connections', async () => {
    const opened = await start(2, allHosts, { callMs: 150 });
    await opened.append('pool', NO_STREAM, events(1));
    node(0).fault({ on: 'append', do: 'silent', times: 1_000 });
    node(0).fault({ on: 'read', do: 'silent', times: 1_000 });
    node(1).lead();
    expect(await opened.append('pool', 0, events(1))).toMatchObject({ revision: 1 });
    // On a slow machine the answer may come late. Repeating the append then finds the stored one.
    expect(node(1).counts.appends).toBeGreaterThan(0);
    expect(node(1).log.stream('pool')).toHaveLength(2);
  });

  it('may be away as a whole: only time is lost, and the process stays alive', async () => {
    const opened = await start(2, allHosts, { callMs: 2_000, patienceMs: 2_000 });
    await opened.append('pool', NO_STREAM, events(1));
    await Promise.all(nodes.map((each) => each.stop()));
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, stream) =>
        opened.append(`later-${String(stream)}`, NO_STREAM, events(1)),
      ),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: expect.any(StoreUnavailableError) as unknown });
    }
    await Promise.all(nodes.map((each) => each.start()));
    await until(() => nodes.every(({ up }) => up));
    const later = events(1);
    const again = await Promise.allSettled([opened.append('pool', 0, later)]);
    while (again[0].status === 'rejected') {
      again[0] = (await Promise.allSettled([opened.append('pool', 0, later)]))[0];
    }
    expect(again[0].value).toMatchObject({ revision: 1 });
  });
});

describe('an EventStoreDB behind TLS and a password', () => {
  let double: Double;
  const stores: EventStoreDbEventStore[] = [];

  beforeAll(async () => {
    double = await createDouble({
      tls: { cert: readFileSync(CERTIFICATE), key: readFileSync(new URL('test-only.key.pem', SUPPORT)) },
      users: { misaq: 'p@ss:word' },
    });
  });

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await double.stop();
  });

  async function open(credentials: string, parameters: string): Promise<EventStoreDbEventStore> {
    const store = await openEventStoreDb({
      url: `esdb://${credentials}${double.host}:${String(double.port)}?${parameters}`,
      ...QUICK,
      patienceMs: 100,
      healthMs: 1_000,
    });
    stores.push(store);
    return store;
  }

  const trusted = `tls=true&tlsCAFile=${encodeURIComponent(CERTIFICATE)}`;

  it('is used with what the connection string says', async () => {
    const store = await open('misaq:p%40ss%3Aword@', trusted);
    await store.append('pool', NO_STREAM, events(2));
    expect(await all(store)).toHaveLength(2);
    expect(double.counts).toMatchObject({ appends: 1, batchAppends: 1 });
  });

  it('refuses a missing or wrong password, at once and without showing it', async () => {
    for (const credentials of ['', 'misaq:guess@']) {
      const store = await open(credentials, trusted);
      const error: unknown = await store
        .append('pool', NO_STREAM, events(1))
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect(String(error)).toContain('denies access');
      expect(String(error)).not.toContain('guess');
      expect(await store.health()).toMatchObject({ writable: false });
    }
  });

  it('is not trusted with a certificate that nobody vouches for', async () => {
    const store = await open('misaq:p%40ss%3Aword@', 'tls=true');
    await expect(store.append('untrusted', NO_STREAM, events(1))).rejects.toThrow(StoreUnavailableError);
    expect(double.log.stream('untrusted')).toBeUndefined();
  });

  it.each(['postgres://user:guess@host/db', 'esdb://misaq:guess@', 'esdb://misaq:guess@host:port', ''])(
    'is not opened with an invalid connection string: %s',
    (url) => {
      let error: unknown;
      try {
        void openEventStoreDb({ url });
      } catch (reason) {
        error = reason;
      }
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect(String(error)).not.toContain('guess');
    },
  );
});
