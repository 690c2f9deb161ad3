import fc from 'fast-check';
import { eventHash } from '@misaq/platform/event-store/chain.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import {
  type EventStore,
  type EventToAppend,
  LOG_START,
  NO_STREAM,
} from '@misaq/platform/event-store/port.js';
import { copyLog, OtherLogError } from './copy-log.js';

let ids = 0;

function event(data: string, before?: EventToAppend): EventToAppend {
  ids += 1;
  return {
    id: ids.toString(16).padStart(32, '0'),
    type: 'Happened',
    data: `{"a":"${data}"}`,
    metadata: JSON.stringify({ prevHash: before === undefined ? null : eventHash(before) }),
  };
}

/** A log of some streams, in an order that mixes them. */
async function logOf(streams: readonly string[]): Promise<EventStore> {
  const store = createInMemoryEventStore();
  const revisions = new Map<string, number>();
  const last = new Map<string, EventToAppend>();
  for (const [index, stream] of streams.entries()) {
    const expected = revisions.get(stream) ?? NO_STREAM;
    const next = event(`«${String(index)}»\u200c`, last.get(stream));
    await store.append(stream, expected, [next]);
    revisions.set(stream, expected + 1);
    last.set(stream, next);
  }
  return store;
}

async function all(store: EventStore) {
  const found = [];
  for await (const page of store.readAll(LOG_START))
    for (const { position: _, ...rest } of page) found.push(rest);
  return found;
}

/** Writes as many events as it is given, and then has lost its server. */
function lostAfter(store: EventStore, appends: number): EventStore {
  let left = appends;
  return {
    ...store,
    append: (...given) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('lost')) : store.append(...given);
    },
  };
}

const silent = (): void => undefined;

describe('A copy of a log', () => {
  it('has the same events in the same order, wherever it was cut off before and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a-1', 'b-1', 'c-1'), { maxLength: 40 }),
        fc.array(fc.nat(10), { maxLength: 4 }),
        fc.constantFrom(1, 4),
        async (streams, cuts, inFlight) => {
          const from = await logOf(streams);
          const to = createInMemoryEventStore();
          for (const cut of cuts)
            await copyLog(from, lostAfter(to, cut), silent, inFlight).catch(() => undefined);
          const { events } = await copyLog(from, to, silent, inFlight);
          expect(events).toBe(streams.length);
          expect(await all(to)).toEqual(await all(from));
          expect(await copyLog(from, to, silent)).toMatchObject({ written: 0, events });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is not made over another log, nor over one that has gone on by itself', async () => {
    const from = await logOf(['a-1', 'b-1']);
    const other = await logOf(['a-1', 'b-1']);
    await expect(copyLog(from, other, silent)).rejects.toThrow(OtherLogError);
    const ahead = createInMemoryEventStore();
    await copyLog(from, ahead, silent);
    await ahead.append('a-1', 0, [event('more')]);
    await expect(copyLog(from, ahead, silent)).rejects.toMatchObject({
      index: 2,
      stream: 'a-1',
      revision: 1,
    });
  });

  it('stops at an event in the middle that does not name its predecessor, and writes nothing', async () => {
    const broken = createInMemoryEventStore();
    const first = event('first');
    await broken.append('a-1', NO_STREAM, [first]);
    await broken.append('b-1', NO_STREAM, [event('of another stream')]);
    // As if the first event had been another one when this was appended.
    await broken.append('a-1', 0, [event('second', event('first, changed'))]);
    await broken.append('b-1', 0, [event('more')]);
    const to = createInMemoryEventStore();
    await expect(copyLog(broken, to, silent)).rejects.toMatchObject({
      name: 'LogDamagedError',
      place: { position: 2n, stream: 'a-1' },
    });
    expect(await all(to)).toEqual([]);
  });
});
