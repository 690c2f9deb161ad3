import {
  createDouble,
  type Double,
  type DoubleOptions,
} from '../../../../test/support/eventstoredb-double/double.mjs';
import { LOG_START, type EventStore, type EventToAppend, type RecordedEvent } from '../port.js';
import {
  openEventStoreDb,
  type EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb-event-store.js';

/** Short waits, so that retries come soon. No test asserts anything about time. */
export const QUICK = {
  callMs: 2_000,
  patienceMs: 30_000,
  signOfLifeMs: 40,
  backOff: { firstMs: 1, mostMs: 20 },
} as const;

export interface Rig {
  readonly double: Double;
  readonly store: EventStoreDbEventStore;
  /** Another adapter on the same server, as another node would have. */
  another(options?: Partial<EventStoreDbOptions>): Promise<EventStoreDbEventStore>;
  close(): Promise<void>;
}

export async function rig(
  options: Partial<EventStoreDbOptions> = {},
  server: DoubleOptions = {},
): Promise<Rig> {
  const double = await createDouble(server);
  const stores: EventStoreDbEventStore[] = [];
  async function another(more: Partial<EventStoreDbOptions> = {}) {
    const store = await openEventStoreDb({ url: double.url, ...QUICK, ...options, ...more });
    stores.push(store);
    return store;
  }
  return {
    double,
    store: await another(),
    another,
    async close() {
      await double.start();
      await Promise.all(stores.map((store) => store.close()));
      await double.stop();
    },
  };
}

let ids = 0;

export function event(type = 'happened'): EventToAppend {
  ids += 1;
  return {
    id: ids.toString(16).padStart(32, '0'),
    type,
    data: '{"amountRial":"1"}',
    metadata: '{"reason":"پرداخت"}',
  };
}

export function events(count: number): EventToAppend[] {
  return Array.from({ length: count }, () => event());
}

export async function all(store: EventStore, after = LOG_START): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const page of store.readAll(after)) found.push(...page);
  return found;
}

/** Follows until so many events have come, at the latest until the test ends. */
export async function followed(
  store: EventStore,
  count: number,
  after = LOG_START,
): Promise<RecordedEvent[]> {
  const stop = new AbortController();
  const seen: RecordedEvent[] = [];
  for await (const batch of store.follow(after, stop.signal)) {
    seen.push(...batch);
    if (seen.length >= count) stop.abort();
  }
  return seen;
}

/** Waits for a condition. When it never holds, the timeout of the test ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
