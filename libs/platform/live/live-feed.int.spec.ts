import '@misaq/subjects.js';
import fc from 'fast-check';
import type { EventStore, RecordedEvent } from '@misaq/platform/event-store/port.js';
import { testLog } from '@misaq/platform/projections/log.fixture.js';
import { logEvent, type LogEvent } from '@misaq/platform/projections/log-event.js';
import { createLiveFeed, type Update } from './live-feed.js';
import { changesAfter } from './missed-changes.js';
import { watch } from './live-subscription.js';

const WATCHING = { scope: 'everything' } as const;

/** A log in which each event changes another pool. */
async function logOf(events: number): Promise<{
  readonly store: EventStore;
  readonly all: readonly LogEvent[];
}> {
  const log = testLog();
  await log.write(
    Array.from({ length: events }, (_, n) => ({
      stream: `creditPool-p-1401-${String(n)}`,
      event: { type: 'PoolOpened', data: { pool: `p-1401-${String(n)}` } },
    })),
  );
  const all: LogEvent[] = [];
  for await (const page of log.store.readAll(-1n)) all.push(...page.map(logEvent));
  return { store: log.store, all };
}

/** A client that resumes from the last position it received. */
function client() {
  let last: bigint | undefined;
  const told = new Set<string>();
  return {
    last: () => last,
    told,
    take({ position, changed }: Update): void {
      expect(last === undefined || position >= last).toBe(true);
      last = position;
      if (changed === 'everything')
        for (let n = 0; n <= Number(position); n += 1) told.add(`p-1401-${String(n)}`);
      else for (const { id } of changed) told.add(id ?? '');
    },
  };
}

describe('A client that comes back after a long time', () => {
  it('has the log read in slices, and all other waiting work runs between them', async () => {
    const { store, all } = await logOf(1_500);
    const pages = async function* () {
      for (let from = 0; from < all.length; from += 100)
        yield (await eventsOf(store)).slice(from, from + 100);
    };
    let turns = 0;
    const reading = new AbortController();
    const others = (async () => {
      for (; !reading.signal.aborted; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    })();
    const changed = await changesAfter({ ...store, readAll: pages }, -1n, 1_499n, WATCHING, () => true);
    reading.abort();
    await others;
    expect(changed).toHaveLength(1_500);
    expect(turns).toBeGreaterThanOrEqual(15);
  });
});

async function eventsOf(store: EventStore) {
  const events: RecordedEvent[] = [];
  for await (const page of store.readAll(-1n)) events.push(...page);
  return events;
}

describe('The live feed', () => {
  it('sends changes that were applied before a client came and are shown only after', async () => {
    const { store, all } = await logOf(3);
    const feed = createLiveFeed(-1n, () => false);
    feed.watcher.applied(all.slice(0, 2), 1n);
    const seen = client();
    const { begun } = watch(feed, store, { watching: WATCHING, after: -1n }, (update) => {
      seen.take(update);
    });
    await begun;
    feed.watcher.shown();
    expect([...seen.told]).toEqual(['p-1401-0', 'p-1401-1']);
    feed.watcher.applied(all.slice(2), 2n);
    feed.watcher.shown();
    expect(seen.told.size).toBe(3);
  });

  it('sends everything to a client that disconnects anywhere and resumes from the last position', async () => {
    const { store, all } = await logOf(40);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }).map((events) => ({ apply: events })) },
      { weight: 3, arbitrary: fc.constant('show' as const) },
      { weight: 2, arbitrary: fc.constant('come' as const) },
      { weight: 2, arbitrary: fc.constant('go' as const) },
      { weight: 2, arbitrary: fc.constant('wait' as const) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 60 }),
        fc.boolean(),
        async (steps, another) => {
          const feed = createLiveFeed(-1n, () => false);
          const seen = client();
          let applied = 0;
          let end: (() => void) | undefined;
          // Other clients must make no difference.
          if (another) feed.subscribe(WATCHING, () => undefined);
          const come = (): Promise<void> => {
            let here = true;
            const watched = watch(
              feed,
              store,
              { watching: WATCHING, after: seen.last() ?? -1n },
              (update) => {
                if (here) seen.take(update);
              },
            );
            end = () => {
              here = false;
              watched.end();
            };
            return watched.begun;
          };
          for (const each of steps) {
            if (typeof each === 'object') {
              const some = all.slice(applied, applied + each.apply);
              applied += some.length;
              feed.watcher.applied(some, BigInt(applied - 1));
            } else if (each === 'show') feed.watcher.shown();
            else if (each === 'wait') await new Promise(setImmediate);
            else if (each === 'come' && end === undefined) void come();
            else if (each === 'go') {
              end?.();
              end = undefined;
            }
          }
          end?.();
          feed.watcher.shown();
          await come();
          expect(seen.told.size).toBe(applied);
        },
      ),
      { numRuns: 300 },
    );
  });
});
