import {
  createCluster,
  type Double,
  type Fault,
} from '../../../../test/support/eventstoredb-double/double.mjs';
import {
  NO_STREAM,
  StoreUnavailableError,
  WrongRevisionError,
  type EventStore,
  type EventToAppend,
  type RecordedEvent,
} from '../port.js';
import { runs } from '../../../../test/support/runs.fixture.js';
import { all, event, until } from './adapter.fixture.js';
import { openEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store.js';

const SCHEDULES = runs(100, 1_000);
/** Number of schedules that share a cluster, one after the other, and number of clusters at once. */
const GROUP = 50;
const CLUSTERS = 4;
/** The first seed. It is printed; set MISAQ_TEST_SEED to repeat a run. */
const FIRST_SEED = Number(process.env.MISAQ_TEST_SEED ?? Date.now() % 1_000_000_000);

/**
 * Two of our nodes on a cluster of two. Faults come in random order from a seed while the nodes write and follow. Every
 * acknowledged event must be stored once, and every stored event acknowledged. Every follower must see all events once
 * and in order.
 */
describe('EventStoreDB under random fault schedules', () => {
  it(`stores one event for each that was acknowledged, over ${String(SCHEDULES)} schedules`, async () => {
    process.stderr.write(`fault schedules: MISAQ_TEST_SEED=${String(FIRST_SEED)}\n`);
    let acknowledged = 0;
    let faults = 0;
    const firsts = Array.from({ length: SCHEDULES / GROUP }, (_, group) => FIRST_SEED + group * GROUP);
    const runGroups = async (): Promise<void> => {
      const first = firsts.shift();
      if (first === undefined) return;
      await withCluster(async (cluster, stores) => {
        for (let seed = first; seed < first + GROUP; seed += 1) {
          const counted = await schedule(seed, cluster, stores).catch((error: unknown) => {
            throw new Error(`schedule ${String(seed)}: ${String(error)}`, { cause: error });
          });
          acknowledged += counted.acknowledged;
          faults += counted.faults;
        }
      });
      await runGroups();
    };
    await Promise.all(Array.from({ length: CLUSTERS }, runGroups));
    process.stderr.write(`fault schedules: ${String(acknowledged)} events, ${String(faults)} faults\n`);
    expect(acknowledged).toBeGreaterThan(SCHEDULES * 4);
    expect(faults).toBeGreaterThan(SCHEDULES * 3);
  }, 600_000);
});

async function withCluster(
  work: (cluster: Double[], stores: EventStoreDbEventStore[]) => Promise<void>,
): Promise<void> {
  const cluster = await createCluster(2);
  const hosts = cluster.map(({ host, port }) => `${host}:${String(port)}`).join(',');
  const stores = await Promise.all(
    [1, 2].map(() =>
      openEventStoreDb({
        url: `esdb://${hosts}?tls=false&discoveryInterval=5&maxDiscoverAttempts=20`,
        callMs: 250,
        patienceMs: 1_000,
        signOfLifeMs: 40,
        backOff: { firstMs: 1, mostMs: 5 },
      }),
    ),
  );
  try {
    await work(cluster, stores);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(cluster.map((node) => node.stop()));
  }
}

async function schedule(
  seed: number,
  cluster: Double[],
  stores: EventStoreDbEventStore[],
): Promise<{ acknowledged: number; faults: number }> {
  const random = randomFrom(seed);
  const before = cluster[0]!.log.events.at(-1)!.position;
  const after = cluster[0]!.log.events.findLast(({ type }) => !type.startsWith('$'))?.position ?? -1n;
  const stop = new AbortController();
  const followers = stores.map((store) => follower(store, after, stop.signal));
  const streams = [`a-${String(seed)}`, `b-${String(seed)}`];
  // Both nodes write to both streams, so that they also compete for revisions.
  const writers = stores.flatMap((store) => streams.map((stream) => write(store, stream, random)));
  const faults = chaos(cluster, random);
  const done = await faults;
  const written = await Promise.allSettled(writers);
  const acknowledged = written.flatMap((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });

  const stored = await retried(() => all(stores[0]!, after));
  expect(stored.length).toBe(acknowledged.length);
  const ids = stored.map(({ stream, id }) => `${stream}/${id}`);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(acknowledged.map(({ stream, id }) => `${stream}/${id}`).sort());
  const kept = cluster[0]!.log.events.filter(
    ({ position, type }) => position > before && !type.startsWith('$'),
  );
  expect(stored.map(({ position }) => position)).toEqual(kept.map(({ position }) => position));
  for (const { seen, ended } of followers) {
    await Promise.race([until(() => seen.length >= stored.length), ended]);
    expect(seen).toEqual(stored);
  }
  stop.abort();
  await Promise.all(followers.map(({ ended }) => ended));
  return { acknowledged: acknowledged.length, faults: done };
}

/**
 * Appends until each append is acknowledged. It repeats an append whose outcome is unknown, and appends after a rival
 * that won. A few are sent at once, each after the one before, as the command runner does.
 */
async function write(
  store: EventStore,
  stream: string,
  random: () => number,
): Promise<{ stream: string; id: string }[]> {
  const acknowledged: { stream: string; id: string }[] = [];
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  let revision = NO_STREAM;
  for (let bursts = upTo(2); bursts > 0; bursts -= 1) {
    const burst = Array.from({ length: upTo(4) }, () => {
      const events: EventToAppend[] = Array.from({ length: upTo(2) }, () => event());
      const expected = revision;
      revision += events.length;
      return { expected, events };
    });
    const answers = await Promise.allSettled(
      burst.map(({ expected, events }) => store.append(stream, expected, events)),
    );
    for (const [index, { expected, events }] of burst.entries()) {
      const answer = answers[index]!;
      revision =
        answer.status === 'fulfilled'
          ? answer.value.revision
          : await appendAtLast(store, stream, expected, events, answer.reason);
      acknowledged.push(...events.map(({ id }) => ({ stream, id })));
    }
  }
  return acknowledged;
}

/** @returns the revision of the append in the end, after refusals and missing answers */
async function appendAtLast(
  store: EventStore,
  stream: string,
  expected: number,
  events: readonly EventToAppend[],
  refused: unknown,
): Promise<number> {
  for (let error = refused; ;) {
    if (error instanceof WrongRevisionError) expected = error.actualRevision;
    else if (!(error instanceof StoreUnavailableError)) throw error;
    try {
      return (await store.append(stream, expected, events)).revision;
    } catch (next) {
      error = next;
    }
  }
}

function follower(store: EventStore, after: bigint, signal: AbortSignal) {
  const seen: RecordedEvent[] = [];
  const run = async () => {
    for await (const batch of store.follow(after, signal)) seen.push(...batch);
  };
  const ended = run();
  // Its rejection is examined when the schedule is over.
  ended.catch(() => undefined);
  return { seen, ended };
}

async function chaos(cluster: Double[], random: () => number): Promise<number> {
  const among = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const rounds = 3 + Math.floor(random() * 3);
  for (let round = 0; round < rounds; round += 1) {
    const node = among(cluster);
    switch (Math.floor(random() * 12)) {
      case 0:
        node.dropConnections();
        break;
      case 1:
        node.stallSubscriptions();
        break;
      case 2:
        node.lead();
        break;
      case 3:
        await node.stop();
        break;
      case 4:
        node.log.systemEvent();
        break;
      default:
        node.fault(someFault(random, among));
    }
    await new Promise((resolve) => setTimeout(resolve, Math.floor(random() * 4)));
    await Promise.all(cluster.map((each) => each.start()));
  }
  for (const node of cluster) node.clearFaults();
  return rounds;
}

function someFault(random: () => number, among: <T>(choices: readonly T[]) => T): Fault {
  const on = among(['append', 'append', 'append', 'read', 'subscribe', 'gossip'] as const);
  const times = 1 + Math.floor(random() * 3);
  if (on === 'gossip') return { on, do: among(['drop', 'unavailable'] as const), times };
  if (on === 'subscribe')
    return {
      on,
      do: among(['drop', 'unavailable', 'timeout', 'silent'] as const),
      events: Math.floor(random() * 4),
    };
  const kinds = ['drop', 'dropAfter', 'delay', 'delayAfter', 'unavailable', 'timeout', 'notLeader'] as const;
  // A call that is never answered costs the whole deadline, so such faults are rare.
  return { on, do: random() < 0.05 ? 'silent' : among(kinds), ms: Math.floor(random() * 10), times };
}

async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }
}

/** A small generator of numbers 0 ≤ x < 1 (mulberry32). The same seed gives the same schedule. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
