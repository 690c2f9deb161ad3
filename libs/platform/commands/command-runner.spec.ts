import * as fc from 'fast-check';
import { eventHash } from '@misaq/platform/event-store/chain.js';
import { createPerStreamAppends } from '@misaq/platform/event-store/eventstoredb/per-stream-appends.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import {
  type EventStore,
  StoreUnavailableError,
  WrongRevisionError,
} from '@misaq/platform/event-store/port.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import { textOf } from '@misaq/credit/domain/random-pool.fixture.js';
import { accepted } from '@misaq/platform/kernel/decision.js';
import { isCanonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { EventMetadata } from '@misaq/platform/kernel/stored-event.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import {
  actor,
  allocate,
  applicationOn,
  day,
  introduce,
  pay,
  POOL,
  wholeLog,
  type TestApplication,
} from './application.fixture.js';
import type { Aggregate } from './aggregate.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';

async function opened(
  store: EventStore = createInMemoryEventStore(),
): Promise<{ app: TestApplication; store: EventStore }> {
  const app = applicationOn(store);
  await app.registerAll();
  return { app, store };
}

const WITHDRAWAL = {
  type: 'WithdrawFacility',
  withdrawnOn: day('2022-12-19'),
  by: 'agency',
  reason: 'moved away',
} as const;

async function poolEvents(store: EventStore) {
  return (await wholeLog(store)).filter(({ stream }) => stream === streams.creditPool(POOL));
}

/** A store whose next appends fail as listed. When `after` is set, the append is written before it fails. */
function failing(inner: EventStore, failures: { error: Error; after: boolean }[]): EventStore {
  return {
    read: (...given) => inner.read(...given),
    readAll: (...given) => inner.readAll(...given),
    follow: (...given) => inner.follow(...given),
    at: (...given) => inner.at(...given),
    health: () => inner.health(),
    async append(...given) {
      const failure = failures.shift();
      if (failure === undefined) return inner.append(...given);
      if (failure.after) await inner.append(...given);
      throw failure.error;
    },
  };
}

describe('A command', () => {
  it('returns its events and the log position', async () => {
    const { app, store } = await opened();
    const result = await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const log = await wholeLog(store);
    expect(result).toMatchObject({ kind: 'done', repeated: false, position: log.at(-1)?.position });
    expect(result.kind === 'done' && result.events.map(({ type }) => type)).toEqual([
      'PoolOpened',
      'PolicyAdopted',
      'CreditAllocated',
    ]);
  });

  it('that is refused writes nothing and returns the reason with figures', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const before = (await wholeLog(store)).length;
    expect(await app.pool(introduce('f-1', 'behzist'))).toEqual({
      kind: 'refused',
      refusal: {
        name: 'unknown_organisation',
        figures: { kind: 'agency', given: 'behzist', nearest: 'behzisti' },
      },
    });
    expect(await wholeLog(store)).toHaveLength(before);
  });

  it('of a role that may not is refused before it is decided', async () => {
    const { app } = await opened();
    const result = await app.pool(allocate('lot-1', 'behzisti', 5_000n), app.envelope(actor('admin')));
    expect(result).toEqual({
      kind: 'refused',
      refusal: { name: 'not_permitted', figures: { act: 'allocate-credit', role: 'admin' } },
    });
  });

  it('that names something of others reads the log once, as for what there is not, in memory or not', async () => {
    const inner = createInMemoryEventStore();
    const read: string[] = [];
    const counting: EventStore = {
      ...failing(inner, []),
      read(stream, from) {
        read.push(stream);
        return inner.read(stream, from);
      },
    };
    const { app } = await opened(counting);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await app.pool(introduce('f-1'));
    const reads = async (by: TestApplication, pool: string): Promise<number> => {
      const stranger = by.envelope(actor('agency', 'relief-committee'));
      const before = read.length;
      const command = { ...WITHDRAWAL, facilityId: 'f-1' } as const;
      const result = await by.pool(command, stranger, pool);
      expect(result).toMatchObject({ kind: 'refused', refusal: { name: 'not_own' } });
      return read.slice(before).filter((stream) => stream === streams.creditPool(pool)).length;
    };
    const restarted = applicationOn(counting);
    const found: number[] = [];
    for (const pool of [POOL, 'east-azerbaijan-1401-nowhere'])
      for (const by of [app, app, restarted, restarted]) found.push(await reads(by, pool));
    expect(found).toEqual(found.map(() => 1));
  });

  it('of an agency officer is refused for the facility of another agency', async () => {
    const { app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await app.pool(introduce('f-1'));
    const withdraw = { ...WITHDRAWAL, facilityId: 'f-1' } as const;
    expect(await app.pool(withdraw, app.envelope(actor('agency', 'relief-committee')))).toMatchObject({
      kind: 'refused',
      refusal: { name: 'not_own' },
    });
    expect(await app.pool(withdraw, app.envelope(actor('agency', 'behzisti')))).toMatchObject({
      kind: 'done',
    });
  });

  it('that is repeated gets its first answer if the sender may still send it, and otherwise none', async () => {
    const { app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const officer = { id: 'b-bahrami', name: 'B. Bahrami', role: 'agency' } as const;
    const sent = app.envelope({ ...officer, organisation: 'behzisti' });
    await app.pool(introduce('f-1'), sent);
    expect(await app.pool(introduce('f-1'), sent)).toMatchObject({ kind: 'done', repeated: true });
    // The same person in another office: same idempotency key, but no right to the facility any more.
    const elsewhere = { ...sent, actor: { ...officer, organisation: 'relief-committee' } };
    expect(await app.pool(introduce('f-1'), elsewhere)).toEqual({
      kind: 'refused',
      refusal: {
        name: 'not_own',
        figures: { act: 'introduce', role: 'agency', own: 'relief-committee', owner: 'behzisti' },
      },
    });
  });
});

/** The log as an older version would have written it: event ids depend on the command alone. */
async function withUnboundIds(written: EventStore): Promise<EventStore> {
  const store = createInMemoryEventStore();
  const indices = new Map<string, number>();
  for (const { stream, revision, type, data, metadata } of await wholeLog(written)) {
    const parsed = JSON.parse(metadata) as EventMetadata;
    const command = `${stream} ${parsed.commandId}`;
    const index = indices.get(command) ?? 0;
    indices.set(command, index + 1);
    const id = parsed.commandId.slice(0, 28) + index.toString(16).padStart(4, '0');
    await store.append(stream, revision - 1, [
      { id, type, data, metadata: JSON.stringify({ ...parsed, eventId: id }) },
    ]);
  }
  return store;
}

describe('Events as they are stored', () => {
  it('are canonical JSON and name the actor, the command and the previous event of their stream', async () => {
    const { app, store } = await opened();
    await app.pool(
      allocate('lot-1', 'behzisti', 5_000n),
      app.envelope({ ...actor('labour'), operatingSystemUser: 'sara' }),
    );
    await app.pool(introduce('f-1'));
    const events = await poolEvents(store);
    const metadata = events.map((event) => JSON.parse(event.metadata) as EventMetadata);
    for (const event of events) {
      expect(isCanonicalJson(event.data)).toBe(true);
      expect(isCanonicalJson(event.metadata)).toBe(true);
    }
    expect(metadata[0]!.prevHash).toBeNull();
    for (let index = 1; index < events.length; index += 1)
      expect(metadata[index]!.prevHash).toBe(eventHash(events[index - 1]!));
    expect(metadata[0]).toMatchObject({
      actor: { id: 'labour-1', role: 'labour', operatingSystemUser: 'sara' },
      recordedAt: '2023-01-22T08:30:00.000Z',
      schema: 1,
      commandId: metadata[2]!.commandId,
    });
    expect(events.map(({ id }) => id)).toEqual(metadata.map(({ eventId }) => eventId));
  });

  it('continue the same chain after a restart', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await applicationOn(store).pool(introduce('f-1'));
    const events = await poolEvents(store);
    const last = JSON.parse(events.at(-1)!.metadata) as EventMetadata;
    expect(last.prevHash).toBe(eventHash(events.at(-2)!));
  });
});

describe('A repeated command', () => {
  it.each([1, 2, 3, 8])('has one effect when it is delivered %i times at once', async (deliveries) => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = app.envelope();
    const before = (await wholeLog(store)).length;
    const answers = await Promise.all(
      Array.from({ length: deliveries }, () => app.pool(introduce('f-1'), sent)),
    );
    expect(await wholeLog(store)).toHaveLength(before + 1);
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'done', position: BigInt(before) });
  });

  it('gets its first answer although the state has changed: a review keeps its id', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = app.envelope();
    const review = { type: 'ReviewPool', asOf: '2023-01-22' as never } as const;
    const first = await app.pool(review, sent);
    await app.pool(review);
    const again = await app.pool(review, sent);
    const afterRestart = await applicationOn(store).pool(review, sent);
    expect(first).toMatchObject({ kind: 'done', repeated: false });
    for (const answer of [again, afterRestart]) expect(answer).toEqual({ ...first, repeated: true });
  });

  it('is still recognised when it is no longer in memory, because the store keeps its id', async () => {
    const store = createInMemoryEventStore();
    const app = applicationOn(store, { recordedCommandsAtLeast: 1 });
    await app.registerAll();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = app.envelope();
    const review = { type: 'ReviewPool', asOf: '2023-01-22' as never } as const;
    const first = await app.pool(review, sent);
    for (const id of ['f-1', 'f-2', 'f-3']) await app.pool(introduce(id));
    const length = (await wholeLog(store)).length;
    expect(await app.pool(review, sent)).toEqual({ ...first, repeated: true });
    expect(await wholeLog(store)).toHaveLength(length);
  });

  it('is recognised in a log of an older version, in memory or not, in each stream separately', async () => {
    const written = createInMemoryEventStore();
    const first = applicationOn(written);
    await first.registerAll();
    await first.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = first.envelope();
    const review = { type: 'ReviewPool', asOf: '2023-01-22' as never } as const;
    const answer = await first.pool(review, sent);
    for (const id of ['f-1', 'f-2', 'f-3']) await first.pool(introduce(id));
    const store = await withUnboundIds(written);
    const length = (await wholeLog(store)).length;
    for (const recordedCommandsAtLeast of [1, 500]) {
      const app = applicationOn(store, { recordedCommandsAtLeast });
      expect(await app.pool(review, sent)).toEqual({ ...answer, repeated: true });
      expect(await app.pool({ ...review, asOf: '2023-01-21' as never }, sent)).toMatchObject({
        refusal: { name: 'command_id_reused' },
      });
      expect(await wholeLog(store)).toHaveLength(length);
    }
    const app = applicationOn(store, { recordedCommandsAtLeast: 1 });
    const elsewhere = 'sample-1402-note16';
    expect(await app.pool(allocate('lot-1', 'behzisti', 1n), sent, elsewhere)).toMatchObject({
      repeated: false,
    });
    expect(await app.pool(introduce('f-4'))).toMatchObject({ repeated: false });
  });

  it('has different event ids in each stream to which the same command id is sent', async () => {
    const { app, store } = await opened();
    const sent = app.envelope();
    for (const pool of [POOL, 'sample-1402-note16', 'sample-1403-note16'])
      expect(await app.pool(allocate('lot-1', 'behzisti', 5_000n), sent, pool)).toMatchObject({
        kind: 'done',
      });
    const ids = (await wholeLog(store)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('with other content under the same id is refused', async () => {
    const { app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = app.envelope();
    await app.pool(introduce('f-1'), sent);
    expect(await app.pool(introduce('f-2'), sent)).toEqual({
      kind: 'refused',
      refusal: { name: 'command_id_reused', figures: { commandId: sent.commandId } },
    });
  });

  it('under another id changes nothing, because its act is already recorded', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await app.pool(introduce('f-1'));
    const length = (await wholeLog(store)).length;
    expect(await app.pool(introduce('f-1'))).toMatchObject({ kind: 'done', events: [], repeated: true });
    expect(await wholeLog(store)).toHaveLength(length);
  });

  it('is decided again when it was refused: refusals are not remembered', async () => {
    const { app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const sent = app.envelope();
    expect(await app.pool(pay('f-1'), sent)).toMatchObject({ kind: 'refused' });
    await app.pool(introduce('f-1'));
    expect(await app.pool(pay('f-1'), sent)).toMatchObject({ kind: 'done', repeated: false });
  });
});

describe('Commands to one stream', () => {
  it('are decided in the order they arrive, each on the state that the earlier ones will leave', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const answers = await Promise.all([
      app.pool(introduce('f-1')),
      app.pool(pay('f-1')),
      app.pool(pay('f-1', 'r2')),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'refused']);
    expect((await poolEvents(store)).slice(-2).map(({ type }) => type)).toEqual([
      'FacilityIntroduced',
      'FacilityPaid',
    ]);
  });

  it('never pay out more than the credit, however many race for the last of it', async () => {
    const { app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 3_000n));
    const ids = Array.from({ length: 10 }, (_, index) => `f-${String(index)}`);
    await Promise.all(ids.map((id) => app.pool(introduce(id))));
    const answers = await Promise.all(ids.map((id) => app.pool(pay(id))));
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(3);
  });

  it('of two processes on one log: the slower one decides again on what the faster has written', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 1_000n));
    await app.pool(introduce('f-1'));
    await app.pool(introduce('f-2'));
    const other = applicationOn(store);
    await other.runner.state(poolAggregate, streams.creditPool(POOL));
    await app.pool(pay('f-1'));
    expect(await other.pool(pay('f-2'))).toMatchObject({
      kind: 'refused',
      refusal: { name: 'credit_exhausted' },
    });
  });
});

/** A store as on one of several nodes: an append whose predecessor failed is not tried. */
function asNode(store: EventStore): EventStore {
  const lanes = createPerStreamAppends({
    alone: ({ stream, expectedRevision, events }) => store.append(stream, expectedRevision, events),
    together: () => Promise.resolve(undefined),
    head: () => undefined,
  });
  return {
    ...failing(store, []),
    append: (stream, expectedRevision, events) => lanes.append({ stream, expectedRevision, events }),
  };
}

describe('On a shared log', () => {
  it('no command is refused because of a state that another process has changed meanwhile', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 1_000n));
    await app.pool(introduce('f-1'));
    const other = applicationOn(store, { isShared: true });
    await other.runner.state(poolAggregate, streams.creditPool(POOL));
    await app.pool(introduce('f-2'));
    await app.pool(allocate('lot-2', 'behzisti', 1_000n));
    // The state in memory does not have this facility yet.
    expect(await other.pool(pay('f-2'))).toMatchObject({ kind: 'done', repeated: false });
    expect(await other.pool(pay('f-3'))).toMatchObject({ refusal: { name: 'unknown_facility' } });
  });

  it('nor when the change is noticed while the refusal waits for an append of its own process', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 1_000n));
    let noticed = (): void => undefined;
    const watched: EventStore = {
      ...failing(store, []),
      append(...given) {
        const appended = store.append(...given);
        // Notify right after the append is answered, and before its waiters continue.
        void appended.then(() => {
          queueMicrotask(noticed);
        });
        return appended;
      },
    };
    const other = applicationOn(watched, { isShared: true });
    await other.pool(introduce('f-1'));
    const introduced = other.pool(introduce('f-2'));
    const paid = other.pool(pay('f-3'));
    const elsewhere = app.pool(introduce('f-3'));
    noticed = () => {
      other.runner.noticed(streams.creditPool(POOL), 99);
    };
    expect(await introduced).toMatchObject({ kind: 'done' });
    expect(await elsewhere).toMatchObject({ kind: 'done' });
    expect(await paid).toMatchObject({ kind: 'done', repeated: false });
  });

  it('a state is updated with events of other processes, and not read from its beginning', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 1_000n));
    const reads: number[] = [];
    const watched: EventStore = {
      ...failing(store, []),
      read(stream, from = 0) {
        if (stream === streams.creditPool(POOL)) reads.push(from);
        return store.read(stream, from);
      },
    };
    const other = applicationOn(watched, { isShared: true });
    const stream = streams.creditPool(POOL);
    await other.pool(introduce('f-1'));
    other.runner.noticed(stream, 3);
    expect(reads).toEqual([0]);
    await app.pool(introduce('f-2'));
    other.runner.noticed(stream, 4);
    const after = await other.runner.state(poolAggregate, stream);
    expect(after.facilities.get('f-2')).toBeDefined();
    await other.runner.state(poolAggregate, stream);
    expect(reads).toEqual([0, 4]);
    expect(await other.pool(introduce('f-3'))).toMatchObject({ kind: 'done' });
    expect(reads).toEqual([0, 4]);
  });

  it('a state that lost a race is still true: only the new events are read before the next attempt', async () => {
    const { app, store } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 1_000n));
    const reads: number[] = [];
    const watched: EventStore = {
      ...failing(store, []),
      read(stream, from = 0) {
        if (stream === streams.creditPool(POOL)) reads.push(from);
        return store.read(stream, from);
      },
    };
    const late = applicationOn(watched, { isShared: true });
    const stream = streams.creditPool(POOL);
    await late.pool(introduce('f-1'));
    // This command is decided ahead of the log, and discarded together with its state.
    await app.pool(introduce('f-2'));
    await late.pool(introduce('f-3'));
    expect(reads).toEqual([0, 0]);
    for (const n of [4, 5, 6]) {
      await app.pool(introduce(`theirs-${String(n)}`));
      const { revision } = (await poolEvents(store)).at(-1)!;
      expect(await late.pool(introduce(`f-${String(n)}`))).toMatchObject({ kind: 'done', repeated: false });
      expect(reads.splice(2)).toEqual([revision]);
    }
    const state = await late.runner.state(poolAggregate, stream);
    for (const n of [4, 5, 6]) expect(state.facilities.get(`theirs-${String(n)}`)).toBeDefined();
    const events = await poolEvents(store);
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
  });

  it('two processes on one stream end with one state, an unbroken chain and one effect of each command', async () => {
    const act = fc.record({
      by: fc.nat(1),
      what: fc.constantFrom('introduce', 'pay', 'notice', 'wait'),
      facility: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const { app, store } = await opened();
        await app.pool(allocate('lot-1', 'behzisti', 3_000n));
        const stream = streams.creditPool(POOL);
        const nodes = [0, 1].map(() => applicationOn(asNode(store), { isShared: true, attemptsMax: 60 }));
        let underWay: Promise<unknown>[] = [];
        for (const { by, what, facility } of acts) {
          const node = nodes[by];
          const id = `f-${String(facility)}`;
          if (what === 'introduce') underWay.push(node!.pool(introduce(id)));
          else if (what === 'pay') underWay.push(node!.pool(pay(id)));
          else if (what === 'notice') {
            for await (const page of store.read(stream))
              for (const { revision } of page) node!.runner.noticed(stream, revision);
          } else {
            await Promise.all(underWay);
            underWay = [];
          }
        }
        await Promise.all(underWay);
        expect((await verifyLog(store)).faultCount).toBe(0);
        const seen: string[] = [];
        for await (const page of store.read(stream))
          for (const { type, data } of page)
            seen.push(`${type} ${(JSON.parse(data) as { facilityId?: string }).facilityId ?? ''}`);
        expect(new Set(seen).size).toBe(seen.length);
        const expected = textOf(await applicationOn(store).runner.state(poolAggregate, stream));
        for (const { runner } of nodes) {
          runner.noticed(stream, seen.length - 1);
          expect(textOf(await runner.state(poolAggregate, stream))).toBe(expected);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('When the log cannot be written', () => {
  const full = new StoreUnavailableError('the disk is full');

  it('a command fails, and what was decided on it is decided again on what is in the log', async () => {
    const inner = createInMemoryEventStore();
    const { app } = await opened(inner);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const failures = [{ error: full, after: false }];
    const broken = applicationOn(failing(inner, failures));
    await broken.runner.state(poolAggregate, streams.creditPool(POOL));
    const [introduced, paid] = await Promise.allSettled([
      broken.pool(introduce('f-1')),
      broken.pool(pay('f-1')),
    ]);
    expect(introduced).toMatchObject({ status: 'rejected', reason: full });
    expect(paid).toMatchObject({
      status: 'fulfilled',
      value: { kind: 'refused', refusal: { name: 'unknown_facility' } },
    });
    expect(await broken.pool(introduce('f-1'))).toMatchObject({ kind: 'done', repeated: false });
  });

  it('no answer is given that rests on an append which was lost', async () => {
    const inner = createInMemoryEventStore();
    const { app } = await opened(inner);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const broken = applicationOn(failing(inner, [{ error: full, after: false }]));
    await broken.runner.state(poolAggregate, streams.creditPool(POOL));
    const [first, again] = await Promise.allSettled([
      broken.pool(introduce('f-1')),
      broken.pool(introduce('f-1')),
    ]);
    expect(first.status).toBe('rejected');
    // Without the failure, the second would have been a repetition. It is written instead.
    expect(again).toMatchObject({ status: 'fulfilled', value: { kind: 'done', repeated: false } });
    expect((await poolEvents(inner)).filter(({ type }) => type === 'FacilityIntroduced')).toHaveLength(1);
  });

  it('a command whose acknowledgement was lost is recognised when it is sent again', async () => {
    const inner = createInMemoryEventStore();
    const { app } = await opened(inner);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const broken = applicationOn(failing(inner, [{ error: full, after: true }]));
    const sent = broken.envelope();
    const review = { type: 'ReviewPool', asOf: '2023-01-22' as never } as const;
    await expect(broken.pool(review, sent)).rejects.toThrow(full);
    expect(await broken.pool(review, sent)).toMatchObject({ kind: 'done', repeated: true });
    expect((await poolEvents(inner)).filter(({ type }) => type === 'PoolReviewed')).toHaveLength(1);
  });

  it('an endless conflict is not retried for ever', async () => {
    const inner = createInMemoryEventStore();
    const { app } = await opened(inner);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const conflict = { error: new WrongRevisionError('s', 1, 2), after: false };
    const broken = applicationOn(
      failing(
        inner,
        Array.from({ length: 20 }, () => conflict),
      ),
    );
    await expect(broken.pool(introduce('f-1'))).rejects.toThrow(WrongRevisionError);
  });

  it('on a shared log it is retried longer, with pauses, and then reported as unavailable', async () => {
    const inner = createInMemoryEventStore();
    const { app } = await opened(inner);
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const conflict = { error: new WrongRevisionError('s', 1, 2), after: false };
    const conflicts = (count: number) =>
      failing(
        inner,
        Array.from({ length: count }, () => conflict),
      );
    const pauses: number[] = [];
    const options = {
      isShared: true,
      attemptsMax: 20,
      pause: (inVain: number) => {
        pauses.push(inVain);
        return Promise.resolve();
      },
    };
    const contended = applicationOn(conflicts(20), options);
    await expect(contended.pool(introduce('f-1'))).rejects.toThrow(StoreUnavailableError);
    expect(pauses).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
    expect(await applicationOn(conflicts(19), options).pool(introduce('f-1'))).toMatchObject({
      kind: 'done',
    });
  });
});

describe('A bug that throws while a state is advanced', () => {
  it('is thrown, writes nothing, and leaves no half-advanced state behind', async () => {
    const store = createInMemoryEventStore();
    const { runner, envelope } = applicationOn(store);
    let mistaken = true;
    const counting: Aggregate<{ count: number }, { by: number }, undefined> = {
      category: 'counter',
      initial: () => ({ count: 0 }),
      evolve: (state) => {
        state.count += 1;
        if (mistaken) throw new Error('a mistake');
        return state;
      },
      fork: (state) => ({ ...state }),
      bytes: () => 10,
      authorise: () => undefined,
      decide: () => accepted({ type: 'Counted', data: {} }),
    };
    const count = () => runner.execute(counting, 'counter-1', { by: 1 }, envelope(), () => undefined);
    await expect(count()).rejects.toThrow('a mistake');
    mistaken = false;
    expect(await count()).toMatchObject({ kind: 'done' });
    expect(await runner.state(counting, 'counter-1')).toEqual({ count: 1 });
    expect(await wholeLog(store)).toHaveLength(1);
  });
});

describe('Stream states in memory', () => {
  it('stay within their limit, and a dropped state is loaded again from the log', async () => {
    const store = createInMemoryEventStore();
    const cacheBytesMax = 300_000;
    const app = applicationOn(store, { cacheBytesMax });
    await app.registerAll();
    const pools = Array.from({ length: 40 }, (_, index) => `sample-1401-pool${String(index)}`);
    for (const pool of pools) {
      await app.pool(allocate('lot-1', 'behzisti', 50_000n), app.envelope(), pool);
      for (let index = 0; index < 20; index += 1)
        await app.pool(introduce(`f-${String(index)}`), app.envelope(), pool);
    }
    expect(app.runner.cacheBytes).toBeLessThanOrEqual(cacheBytesMax * 1.25 + 30_000);
    for (const pool of pools)
      expect(await app.pool(pay('f-7'), app.envelope(), pool)).toMatchObject({
        kind: 'done',
        repeated: false,
      });
  });
});
