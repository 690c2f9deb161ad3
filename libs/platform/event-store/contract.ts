import fc from 'fast-check';
import {
  AT_MOST_POSITIONS,
  EventIdConflictError,
  LOG_START,
  NO_STREAM,
  WrongRevisionError,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type RecordedEvent,
} from './port.js';

/** A store under test, with what the suite needs around it. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens it again on its stored data; absent when the store keeps nothing. */
  reopen?(): Promise<EventStore>;
  close(): Promise<void>;
}

/** The contract of every event store. Each adapter runs it in one short spec file. */
export function eventStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`the event store contract: ${name}`, () => {
    let under: StoreUnderTest;
    let store: EventStore;

    beforeEach(async () => {
      under = await make();
      store = under.store;
    });

    afterEach(() => under.close());

    describe('appending', () => {
      it('numbers the events of a stream from 0 and the log in growing positions', async () => {
        const first = await store.append('pool-a', NO_STREAM, [event('opened')]);
        const other = await store.append('pool-b', NO_STREAM, [event('opened')]);
        const second = await store.append('pool-a', 0, [event('allocated'), event('paid')]);
        expect([first.revision, other.revision, second.revision]).toEqual([0, 0, 2]);
        expect(
          first.position > LOG_START && first.position < other.position && other.position < second.position,
        ).toBe(true);
        const log = await all(store);
        expect(log.map(({ stream, revision, type }) => [stream, revision, type])).toEqual([
          ['pool-a', 0, 'opened'],
          ['pool-b', 0, 'opened'],
          ['pool-a', 1, 'allocated'],
          ['pool-a', 2, 'paid'],
        ]);
        expectGrowing(log);
        expect(log.at(-1)?.position).toBe(second.position);
      });

      it('refuses an append to a new stream that already exists, naming its revision', async () => {
        await store.append('pool', NO_STREAM, [event(), event()]);
        await expectWrongRevision(store.append('pool', NO_STREAM, [event()]), {
          expected: NO_STREAM,
          actual: 1,
        });
      });

      it('refuses an append to an existing stream that does not exist', async () => {
        await expectWrongRevision(store.append('pool', 0, [event()]), { expected: 0, actual: NO_STREAM });
        expect(await all(store)).toEqual([]);
      });

      it('refuses a revision that is too low and one that is too high', async () => {
        await store.append('pool', NO_STREAM, [event(), event(), event()]);
        await expectWrongRevision(store.append('pool', 1, [event()]), { expected: 1, actual: 2 });
        await expectWrongRevision(store.append('pool', 3, [event()]), { expected: 3, actual: 2 });
        expect(await all(store)).toHaveLength(3);
      });

      it('lets exactly one of several appends with the same expected revision win', async () => {
        await store.append('pool', NO_STREAM, [event()]);
        const rivals = Array.from({ length: 20 }, () => [event(), event()]);
        const answers = await Promise.allSettled(rivals.map((events) => store.append('pool', 0, events)));
        const winners = rivals.filter((_, index) => answers[index]?.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        for (const answer of answers) {
          if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(WrongRevisionError);
        }
        expect((await whole(store, 'pool')).slice(1).map(({ id }) => id)).toEqual(
          winners[0]?.map(({ id }) => id),
        );
      });

      it('accepts a chain of appends sent without waiting for the answers', async () => {
        const answers = await Promise.all(
          Array.from({ length: 300 }, (_, index) =>
            store.append('pool', index - 1, [event(`step-${String(index)}`)]),
          ),
        );
        expect(answers.map(({ revision }) => revision)).toEqual(
          Array.from({ length: 300 }, (_, index) => index),
        );
      });

      it('keeps a refused append from disturbing the appends beside it', async () => {
        await store.append('taken', NO_STREAM, [event()]);
        const answers = await Promise.allSettled([
          store.append('left', NO_STREAM, [event()]),
          store.append('taken', NO_STREAM, [event(), event()]),
          store.append('right', NO_STREAM, [event()]),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await all(store)).map(({ stream }) => stream).sort()).toEqual(['left', 'right', 'taken']);
      });

      it.each([
        ['no events', 'pool', NO_STREAM, []],
        ['no stream name', '', NO_STREAM, [event()]],
        ['a revision below "no stream"', 'pool', -2, [event()]],
        ['a revision that is no whole number', 'pool', 0.5, [event()]],
        ['an id that is no id', 'pool', NO_STREAM, [{ ...event(), id: 'E1' }]],
        ['an id in capitals', 'pool', NO_STREAM, [{ ...event(), id: 'A'.repeat(32) }]],
        [
          'one id twice',
          'pool',
          NO_STREAM,
          [
            { ...event(), id: 'a'.repeat(32) },
            { ...event(), id: 'a'.repeat(32) },
          ],
        ],
        ['half a surrogate pair', 'pool', NO_STREAM, [{ ...event(), data: '"\ud83d"' }]],
        ['a type of two lines', 'pool', NO_STREAM, [event('paid\ntwice')]],
      ] as const)('treats %s as a bug of the caller', async (_, stream, expected, events) => {
        await expect(store.append(stream, expected, events)).rejects.toThrow(RangeError);
        expect(await all(store)).toEqual([]);
      });
    });

    describe('a repeated append', () => {
      it('gets its first result and writes nothing', async () => {
        const events = [event('allocated')];
        const first = await store.append('pool', NO_STREAM, events);
        expect(await store.append('pool', NO_STREAM, events)).toEqual(first);
        expect(await all(store)).toHaveLength(1);
      });

      it('is recognised with several events and after later appends', async () => {
        await store.append('pool', NO_STREAM, [event()]);
        const events = [event(), event(), event()];
        const first = await store.append('pool', 0, events);
        await store.append('elsewhere', NO_STREAM, [event()]);
        await store.append('pool', 3, [event(), event()]);
        expect(await store.append('pool', 0, events)).toEqual(first);
        expect(await all(store)).toHaveLength(7);
      });

      it('has one effect, whether delivered once or eight times, at once or one after the other', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.integer({ min: 1, max: 8 }),
            fc.integer({ min: 1, max: 4 }),
            fc.boolean(),
            async (deliveries, size, atOnce) => {
              const stream = `pool-${nextId()}`;
              const events = Array.from({ length: size }, () => event());
              const deliver = () => store.append(stream, NO_STREAM, events);
              const answers: AppendResult[] = [];
              if (atOnce) answers.push(...(await Promise.all(Array.from({ length: deliveries }, deliver))));
              else for (let delivery = 0; delivery < deliveries; delivery += 1) answers.push(await deliver());
              expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
              expect((await whole(store, stream)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
            },
          ),
          { numRuns: 40 },
        );
      });

      it.each([
        ['data', { data: '{"amountRial":"2"}' }],
        ['metadata', { metadata: '{"reason":"another"}' }],
        ['type', { type: 'reversed' }],
      ])('is a conflict when its %s differs', async (_, change) => {
        const original = event('paid');
        await store.append('pool', NO_STREAM, [original]);
        await expectConflict(store.append('pool', NO_STREAM, [{ ...original, ...change }]), original.id);
        expect(await whole(store, 'pool')).toMatchObject([original]);
      });

      it('is a conflict with another expected revision, even the correct one', async () => {
        const original = event();
        await store.append('pool', NO_STREAM, [original]);
        await store.append('pool', 0, [event()]);
        await expectConflict(store.append('pool', 0, [original]), original.id);
        await expectConflict(store.append('pool', 1, [original]), original.id);
        await expectConflict(store.append('pool', 1, [event(), original]), original.id);
        expect(await whole(store, 'pool')).toHaveLength(2);
      });

      it('is a conflict when only a part of it is stored', async () => {
        const [first, second, third] = [event('one'), event('two'), event('three')];
        await store.append('pool', NO_STREAM, [first, second]);
        await expectConflict(store.append('pool', NO_STREAM, [first, second, third]), first.id);
        await expectConflict(store.append('pool', NO_STREAM, [third, second]), second.id);
        expect(await whole(store, 'pool')).toHaveLength(2);
      });

      it('with a conflict leaves the appends beside it alone', async () => {
        const taken = event();
        await store.append('pool', NO_STREAM, [taken]);
        const answers = await Promise.allSettled([
          store.append('left', NO_STREAM, [event()]),
          store.append('pool', 0, [event(), taken]),
          store.append('pool', 0, [event()]),
          store.append('right', NO_STREAM, [event()]),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
          'fulfilled',
        ]);
        // The order of writes to independent streams is not specified.
        expect((await all(store)).map(({ stream }) => stream).sort()).toEqual([
          'left',
          'pool',
          'pool',
          'right',
        ]);
      });

      it('is another event in another stream: ids are unique within their stream', async () => {
        const shared = event();
        await store.append('pool-a', NO_STREAM, [shared]);
        await store.append('pool-b', NO_STREAM, [shared]);
        expect((await all(store)).map(({ stream, id }) => [stream, id])).toEqual([
          ['pool-a', shared.id],
          ['pool-b', shared.id],
        ]);
      });
    });

    describe('reading', () => {
      it('gives nothing for an unknown stream and an empty log', async () => {
        expect(await whole(store, 'nobody')).toEqual([]);
        expect(await all(store)).toEqual([]);
        expect(await store.health()).toEqual({ writable: true, position: LOG_START });
      });

      it('starts at the given revision and sees one stream only', async () => {
        await fill(store, ['pool-a', 'pool-b'], 10);
        expect((await whole(store, 'pool-a', 7)).map(({ stream, revision }) => [stream, revision])).toEqual([
          ['pool-a', 7],
          ['pool-a', 8],
          ['pool-a', 9],
        ]);
        expect(await whole(store, 'pool-a', 10)).toEqual([]);
      });

      it('continues after any position of the log', async () => {
        await fill(store, ['pool-a', 'pool-b', 'pool-c'], 5);
        const log = await all(store);
        for (const [index, { position }] of log.entries()) {
          expect((await collect(store.readAll(position))).map((e) => e.position)).toEqual(
            log.slice(index + 1).map((e) => e.position),
          );
        }
        expect((await store.health()).position).toBe(log.at(-1)?.position);
      });

      it('gives a long stream and a long log in batches, without gap or repetition', async () => {
        const size = 2_500;
        await store.append(
          'long',
          NO_STREAM,
          Array.from({ length: size }, (_, index) => event(`step-${String(index)}`)),
        );
        const batches: number[] = [];
        const read: RecordedEvent[] = [];
        for await (const batch of store.read('long')) {
          batches.push(batch.length);
          read.push(...batch);
        }
        expect(read.map(({ revision, type }) => [revision, type])).toEqual(
          Array.from({ length: size }, (_, index) => [index, `step-${String(index)}`]),
        );
        expect(batches.length).toBeGreaterThan(1);
        expect(Math.min(...batches)).toBeGreaterThan(0);
        expect(await all(store)).toEqual(read);
      });

      it('ends at the end that the log had when reading began', async () => {
        await fill(store, ['pool'], 3);
        const seen: string[] = [];
        for await (const batch of store.readAll(LOG_START)) {
          seen.push(...batch.map(({ stream }) => stream));
          await store.append(`later-${nextId()}`, NO_STREAM, [event()]);
        }
        expect(seen).toEqual(['pool', 'pool', 'pool']);
      });

      it('gives the events at positions in the requested order', async () => {
        await fill(store, ['pool-a', 'pool-b'], 4);
        const log = await all(store);
        const asked = [5, 0, 3, 0].flatMap((index) => log.slice(index, index + 1));
        expect(asked).toHaveLength(4);
        expect(await store.at(asked.map(({ position }) => position))).toEqual(asked);
        expect(await store.at([])).toEqual([]);
      });

      it('refuses unknown positions, and too many at once', async () => {
        const { position } = await store.append('pool', NO_STREAM, [event()]);
        await expect(store.at([position, position + 1n])).rejects.toThrow(RangeError);
        await expect(store.at([LOG_START])).rejects.toThrow(RangeError);
        await expect(store.at(Array.from({ length: AT_MOST_POSITIONS + 1 }, () => position))).rejects.toThrow(
          RangeError,
        );
        expect(await store.at(Array.from({ length: AT_MOST_POSITIONS }, () => position))).toHaveLength(
          AT_MOST_POSITIONS,
        );
      });
    });

    describe('text', () => {
      it.each([
        ['a zero-width non-joiner', '{"title":"می\u200cشود"}'],
        ['emoji', '{"title":"👩\u200d🌾🏭"}'],
        ['line and paragraph separators', '{"title":"\u2028\u2029"}'],
        ['escapes', '{"title":"\\u0000\\ud83d\\n\\"\\\\"}'],
        ['a byte order mark and blanks', '{"title" : "\ufeff" } '],
        ['digits past 2^53', '{"amountRial":"15050000000000000000","n":9007199254740993}'],
        ['100 kB', JSON.stringify({ trace: 'جابه‌جایی '.repeat(6_000) })],
      ])('is read back byte for byte: %s', async (_, text) => {
        const stored = { ...event(), data: text, metadata: text };
        await store.append('استان-آذربایجان\u200cشرقی', NO_STREAM, [stored]);
        if (under.reopen !== undefined) store = await under.reopen();
        const [found] = await whole(store, 'استان-آذربایجان\u200cشرقی');
        expect(bytes(found?.data)).toEqual(bytes(text));
        expect(bytes(found?.metadata)).toEqual(bytes(text));
      });

      it('is read back byte for byte, whatever JSON it is', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.json({ stringUnit: 'binary' }),
            fc.json({ stringUnit: 'grapheme' }),
            async (data, metadata) => {
              const stream = `pool-${nextId()}`;
              const stored = { ...event(), data, metadata };
              await store.append(stream, NO_STREAM, [stored]);
              const found = (await whole(store, stream))[0];
              expect([bytes(found?.data), bytes(found?.metadata)]).toEqual([bytes(data), bytes(metadata)]);
              expect(found).toMatchObject(stored);
            },
          ),
          { numRuns: 200 },
        );
      });
    });

    describe('following', () => {
      it('gives existing events, then new ones, and ends when aborted', async () => {
        await fill(store, ['pool'], 3);
        const stop = new AbortController();
        const follower = followInto(store, LOG_START, stop.signal);
        await follower.has(3);
        await store.append('pool', 2, [event('later')]);
        await follower.has(4);
        stop.abort();
        await follower.ended;
        expect(follower.seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
      });

      it('ends at once when it was aborted before it began, and when there is nothing to come', async () => {
        await fill(store, ['pool'], 2);
        expect(await collect(store.follow(LOG_START, AbortSignal.abort()))).toEqual([]);
        const stop = new AbortController();
        const follower = followInto(store, (await store.health()).position, stop.signal);
        await Promise.resolve();
        stop.abort();
        await follower.ended;
        expect(follower.seen).toEqual([]);
      });

      it('begins after the given position', async () => {
        await fill(store, ['pool'], 5);
        const log = await all(store);
        const stop = new AbortController();
        const follower = followInto(store, log[2]?.position ?? LOG_START, stop.signal);
        await follower.has(2);
        stop.abort();
        await follower.ended;
        expect(follower.seen).toEqual(log.slice(3));
      });

      it('skips, repeats and reorders nothing under many writers, for fast and slow followers alike', async () => {
        const stop = new AbortController();
        const fast = followInto(store, LOG_START, stop.signal);
        const slow = followInto(
          store,
          LOG_START,
          stop.signal,
          () => new Promise((resolve) => setImmediate(resolve)),
        );
        const writers = Array.from({ length: 16 }, (_, writer) =>
          writeSome(store, `pool-${String(writer)}`, 60),
        );
        await Promise.all(writers);
        const late = followInto(store, LOG_START, stop.signal);
        const log = await all(store);
        await Promise.all([fast.has(log.length), slow.has(log.length), late.has(log.length)]);
        stop.abort();
        await Promise.all([fast.ended, slow.ended, late.ended]);
        expectGrowing(log);
        for (const follower of [fast, slow, late]) {
          expect(follower.seen.map(({ position }) => position)).toEqual(log.map(({ position }) => position));
        }
      });

      it('loses nothing that is appended exactly where a batch ends', async () => {
        const stop = new AbortController();
        const seen: RecordedEvent[] = [];
        let appended = 700;
        await store.append(
          'pool',
          NO_STREAM,
          Array.from({ length: appended }, () => event()),
        );
        for await (const batch of store.follow(LOG_START, stop.signal)) {
          seen.push(...batch);
          if (appended < 720) {
            // One append is acknowledged while the follower holds a batch. Another is in flight while it asks for the
            // next batch.
            await store.append('pool', appended - 1, [event()]);
            void store.append('pool', appended, [event()]);
            appended += 2;
          }
          if (seen.length === appended) stop.abort();
        }
        expect(seen.map(({ revision }) => revision)).toEqual(
          Array.from({ length: appended }, (_, index) => index),
        );
      });

      it('releases a follower that stops listening', async () => {
        await fill(store, ['pool'], 2);
        for await (const batch of store.follow(LOG_START, new AbortController().signal)) {
          expect(batch).toHaveLength(2);
          break;
        }
        expect((await store.append('pool', 1, [event()])).revision).toBe(2);
      });
    });

    describe('durability', () => {
      it('has all acknowledged events after closing and reopening, and continues from there', async () => {
        if (under.reopen === undefined) return;
        await fill(store, ['pool-a', 'pool-b'], 20);
        const again = event('again');
        const first = await store.append('pool-a', 19, [again]);
        const before = await all(store);
        store = await under.reopen();
        expect(await all(store)).toEqual(before);
        expect(await store.append('pool-a', 19, [again])).toEqual(first);
        await expectWrongRevision(store.append('pool-b', 5, [event()]), { expected: 5, actual: 19 });
        const next = await store.append('pool-b', 19, [event()]);
        expect(next.revision).toBe(20);
        expect(next.position > first.position).toBe(true);
      });
    });
  });
}

let ids = 0;

/** Growing ids, as in the program. */
function nextId(): string {
  ids += 1;
  return ids.toString(16).padStart(32, '0');
}

function event(type = 'happened'): EventToAppend {
  return { id: nextId(), type, data: '{"amountRial":"1"}', metadata: '{"reason":"پرداخت"}' };
}

function bytes(text: string | undefined): string {
  return Buffer.from(text ?? 'nothing', 'utf8').toString('hex');
}

async function collect(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) events.push(...batch);
  return events;
}

function all(store: EventStore): Promise<RecordedEvent[]> {
  return collect(store.readAll(LOG_START));
}

function whole(store: EventStore, stream: string, from?: number): Promise<RecordedEvent[]> {
  return collect(store.read(stream, from));
}

/** Appends `size` events to each stream, round robin. */
async function fill(store: EventStore, streams: readonly string[], size: number): Promise<void> {
  for (let revision = 0; revision < size; revision += 1) {
    for (const stream of streams) await store.append(stream, revision - 1, [event()]);
  }
}

/** One writer: appends of one to three events, each after the acknowledgement of the one before. */
async function writeSome(store: EventStore, stream: string, appends: number): Promise<void> {
  let revision = NO_STREAM;
  for (let count = 0; count < appends; count += 1) {
    const events = Array.from({ length: 1 + (count % 3) }, () => event());
    ({ revision } = await store.append(stream, revision, events));
  }
}

interface Follower {
  readonly seen: RecordedEvent[];
  readonly ended: Promise<void>;
  /** Resolves when so many events have been seen; rejects when following ends earlier. */
  has(count: number): Promise<void>;
}

function followInto(
  store: EventStore,
  after: bigint,
  signal: AbortSignal,
  pause: () => Promise<void> = () => Promise.resolve(),
): Follower {
  const seen: RecordedEvent[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  async function run(): Promise<void> {
    for await (const batch of store.follow(after, signal)) {
      seen.push(...batch);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
      await pause();
    }
  }
  const ended = run();
  return {
    seen,
    ended,
    has(count) {
      const reached = new Promise<void>((resolve) => {
        waiting.push({ count, resolve });
        if (seen.length >= count) resolve();
      });
      const endedEarly = ended.then(() => {
        if (seen.length < count) throw new Error(`following ended after ${String(seen.length)} events`);
      });
      return Promise.race([reached, endedEarly]);
    },
  };
}

function expectGrowing(log: readonly RecordedEvent[]): void {
  for (const [index, { position }] of log.entries()) {
    const before = log[index - 1];
    if (before !== undefined) expect(position).toBeGreaterThan(before.position);
  }
}

async function expectWrongRevision(
  append: Promise<AppendResult>,
  { expected, actual }: { expected: number; actual: number },
): Promise<void> {
  const error: unknown = await append.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WrongRevisionError);
  expect(error).toMatchObject({
    name: 'WrongRevisionError',
    expectedRevision: expected,
    actualRevision: actual,
  });
}

async function expectConflict(append: Promise<AppendResult>, eventId: string): Promise<void> {
  const error: unknown = await append.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EventIdConflictError);
  expect(error).toMatchObject({ name: 'EventIdConflictError', eventId });
}
