import { all, event, events, rig, type Rig } from './adapter.fixture.js';
import { AppendedSomewhereError } from './failures.js';
import { EventIdConflictError, NO_STREAM, StoreUnavailableError, WrongRevisionError } from '../port.js';

describe('appending to EventStoreDB', () => {
  let used: Rig;
  afterEach(() => used.close());

  it('sends one message on a call that stays open', async () => {
    used = await rig();
    await used.store.append('pool', NO_STREAM, events(3));
    await used.store.append('pool', 2, events(3));
    expect(used.double.counts).toMatchObject({ appends: 2, batchAppends: 2 });
  });

  it.each(['drop', 'unavailable'] as const)(
    'sends an append again that was not committed: %s',
    async (fault) => {
      used = await rig();
      used.double.fault({ on: 'append', do: fault, times: 3 });
      expect(await used.store.append('pool', NO_STREAM, events(2))).toMatchObject({ revision: 1 });
      expect(used.double.counts.appends).toBe(4);
      expect(await all(used.store)).toHaveLength(2);
    },
  );

  it.each(['dropAfter', 'timeout'] as const)(
    'writes an append once that was committed and not acknowledged: %s',
    async (fault) => {
      used = await rig();
      used.double.fault({ on: 'append', do: fault, times: 2 });
      const appended = events(2);
      const { revision, position } = await used.store.append('pool', NO_STREAM, appended);
      const log = await all(used.store);
      expect(log).toMatchObject(appended);
      expect([revision, position]).toEqual([1, log[1]?.position]);
      expect(used.double.counts.appends).toBe(3);
    },
  );

  it('stores an append whole or not at all when it times out before the server has read it', async () => {
    used = await rig({ callMs: 300, patienceMs: 300 });
    const other = await used.another();
    // More than HTTP/2 lets a client send while the server does not read.
    const data = JSON.stringify({ text: 'x'.repeat(60_000) });
    used.double.fault({ on: 'append', do: 'unread', ms: 1_000 });
    const appended = used.store.append(
      'pool',
      NO_STREAM,
      events(3).map((each) => ({ ...each, data })),
    );
    // The adapter keeps its connection to a server that answers other calls.
    const health = setInterval(() => void used.store.health(), 50);
    await Promise.allSettled([appended]);
    clearInterval(health);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([0, 3]).toContain((await all(other)).length);
  });

  it.each(['silent', 'delayAfter'] as const)('does not wait for ever: %s', async (fault) => {
    used = await rig({ callMs: 100 });
    used.double.fault({ on: 'append', do: fault, ms: 400 });
    await used.store.append('pool', NO_STREAM, events(1));
    expect(await all(used.store)).toHaveLength(1);
  });

  it('sends waiting appends together, and gives each its own revision and position', async () => {
    used = await rig();
    const groups = Array.from({ length: 60 }, (_, index) => events(1 + (index % 3)));
    let revision = NO_STREAM;
    const results = await Promise.all(
      groups.map((group) => {
        const appended = used.store.append('pool', revision, group);
        revision += group.length;
        return appended;
      }),
    );
    expect(used.double.counts.appends).toBe(2);
    const log = await all(used.store);
    expect(log).toMatchObject(groups.flat());
    let last = -1;
    for (const [index, group] of groups.entries()) {
      last += group.length;
      expect(results[index]).toEqual({ revision: last, position: log[last]?.position });
    }
  });

  it.each(['drop', 'dropAfter', 'timeout', 'unavailable'] as const)(
    'writes appends sent together once, whatever happens: %s',
    async (fault) => {
      used = await rig();
      used.double.fault({ on: 'append', do: fault, times: 4 });
      const groups = Array.from({ length: 20 }, () => events(2));
      const results = await Promise.all(
        groups.map((group, index) => used.store.append('pool', 2 * index - 1, group)),
      );
      const log = await all(used.store);
      expect(log).toMatchObject(groups.flat());
      expect(results.map(({ position }) => position)).toEqual(
        groups.map((_, index) => log[2 * index + 1]?.position),
      );
    },
  );

  it('refuses an append itself when it does not follow the waiting ones', async () => {
    used = await rig();
    const [first, second, third, wrong] = [events(1), events(1), events(1), events(1)];
    const answers = await Promise.allSettled([
      used.store.append('pool', -1, first),
      used.store.append('pool', 0, second),
      used.store.append('pool', 1, third),
      // The same appends again, while the first ones are in flight.
      used.store.append('pool', 1, third),
      used.store.append('pool', 0, wrong),
      // One of its ids is already used.
      used.store.append('pool', 2, first),
    ]);
    expect(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.revision : 'refused')),
    ).toEqual([0, 1, 2, 2, 'refused', 'refused']);
    expect(answers[4]).toMatchObject({ reason: expect.any(WrongRevisionError) as unknown });
    expect(answers[5]).toMatchObject({ reason: expect.any(EventIdConflictError) as unknown });
    expect(await all(used.store)).toMatchObject([...first, ...second, ...third]);
  });

  it('refuses all appends sent together when the stream is at another revision', async () => {
    used = await rig();
    await used.store.append('pool', -1, events(1));
    const strange = events(1);
    used.double.fault({ on: 'append', do: 'delay', ms: 100 });
    const first = used.store.append('pool', 0, events(1));
    const rest = [used.store.append('pool', 2, strange), used.store.append('pool', 3, events(1))];
    expect(await first).toMatchObject({ revision: 1 });
    for (const { reason } of (await Promise.allSettled(rest)) as PromiseRejectedResult[])
      expect(reason).toBeInstanceOf(WrongRevisionError);
    expect(await all(used.store)).toHaveLength(2);
  });

  it('does not try an append whose predecessor failed, even if another process has made its revision', async () => {
    used = await rig();
    const other = await used.another();
    await used.store.append('pool', NO_STREAM, events(1));
    const written = events(2);
    await other.append('pool', 0, written);
    // The first append conflicts with the other process; the third expects exactly the current revision.
    const chain = [0, 1, 2, 3].map((revision) => used.store.append('pool', revision, events(1)));
    for (const { status, reason } of (await Promise.allSettled(chain)) as PromiseRejectedResult[])
      expect([status, reason]).toEqual(['rejected', expect.any(WrongRevisionError)]);
    expect(await all(used.store)).toHaveLength(3);
    // Decided again on the current state, the append is accepted.
    expect(await used.store.append('pool', 2, events(1))).toMatchObject({ revision: 3 });
  });

  it('accepts an append at any moment after the last answer', async () => {
    used = await rig();
    let revision = NO_STREAM;
    for (let turns = 0; turns < 25; turns += 1) {
      const answered = used.store.append('pool', revision, events(1));
      ({ revision } = await answered);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      ({ revision } = await used.store.append('pool', revision, events(1)));
    }
    expect(await all(used.store)).toHaveLength(50);
  });

  it('keeps an error on one stream from the appends beside it', async () => {
    used = await rig();
    await used.store.append('taken', NO_STREAM, events(1));
    used.double.fault({ on: 'append', do: 'unavailable', stream: 'ill', times: 5 });
    used.double.fault({ on: 'append', do: 'drop', stream: 'worse' });
    const answers = await Promise.allSettled(
      ['ill', 'taken', 'worse', ...Array.from({ length: 40 }, (_, index) => `well-${String(index)}`)].map(
        (stream) => used.store.append(stream, NO_STREAM, events(1)),
      ),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(answers[1]).toMatchObject({ reason: expect.any(WrongRevisionError) as unknown });
    expect(await all(used.store)).toHaveLength(43);
  });

  it('gives up after a while, and the same append later has one effect', async () => {
    used = await rig({ patienceMs: 60 });
    const appended = events(1);
    used.double.fault({ on: 'append', do: 'dropAfter' });
    used.double.fault({ on: 'append', do: 'unavailable', times: 1_000 });
    await expect(used.store.append('pool', NO_STREAM, appended)).rejects.toThrow(StoreUnavailableError);
    used.double.clearFaults();
    expect(await used.store.append('pool', NO_STREAM, appended)).toMatchObject({ revision: 0 });
    expect(await all(used.store)).toHaveLength(1);
  });

  it('reports an append as recorded when the server is lost before it gives the position, and the position later', async () => {
    used = await rig({ patienceMs: 200 });
    const groups = Array.from({ length: 3 }, () => events(2));
    used.double.fault({ on: 'read', do: 'unavailable', times: 1_000 });
    const appendAll = () =>
      Promise.allSettled(groups.map((group, index) => used.store.append('pool', 2 * index - 1, group)));
    // The first append is sent alone and its answer has its position. The others are sent together and read back.
    const [first, ...rest] = await appendAll();
    expect(first).toMatchObject({ status: 'fulfilled' });
    for (const { reason } of rest as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(AppendedSomewhereError);
      expect(reason).toMatchObject({ brief: expect.stringContaining('is recorded') as string });
    }
    const beforeAll = used.double.counts.appends;
    used.double.clearFaults();
    const log = await all(used.store);
    expect(log).toMatchObject(groups.flat());
    expect(await appendAll()).toMatchObject(
      [1, 3, 5].map((revision) => ({ value: { revision, position: log[revision]?.position } })),
    );
    expect(used.double.counts.appends).toBe(beforeAll);
  });

  it('does not report the successors of such an append as recorded', async () => {
    used = await rig({ patienceMs: 200 }, { idempotentPosition: false });
    const other = await used.another();
    const repeated = events(1);
    await used.store.append('pool', NO_STREAM, repeated);
    used.double.fault({ on: 'read', do: 'unavailable', times: 1_000 });
    // The server recognises the repetition and gives no position.
    const [repetition, next] = await Promise.allSettled([
      other.append('pool', NO_STREAM, repeated),
      other.append('pool', 0, events(1)),
    ]);
    used.double.clearFaults();
    expect(repetition).toMatchObject({ reason: expect.any(AppendedSomewhereError) as unknown });
    expect(next).toMatchObject({ reason: expect.any(StoreUnavailableError) as unknown });
    expect(next).not.toMatchObject({ reason: expect.any(AppendedSomewhereError) as unknown });
    expect(await all(used.store)).toHaveLength(1);
  });

  it('reconnects after the server was away', async () => {
    used = await rig();
    await used.store.append('pool', NO_STREAM, events(1));
    await used.double.stop();
    const append = used.store.append('pool', 0, events(1));
    expect(await used.store.health()).toMatchObject({
      writable: false,
      position: expect.any(BigInt) as unknown,
    });
    await used.double.start();
    expect(await append).toMatchObject({ revision: 1 });
    expect(await used.store.health()).toMatchObject({ writable: true });
  });

  it('distinguishes two nodes that write the same ids with different bytes: one is refused', async () => {
    used = await rig();
    const other = await used.another();
    const mine = event('paid');
    const theirs = { ...mine, metadata: '{"reason":"another time"}' };
    const answers = await Promise.allSettled([
      used.store.append('pool', NO_STREAM, [mine]),
      other.append('pool', NO_STREAM, [theirs]),
    ]);
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(EventIdConflictError);
    expect(await all(used.store)).toHaveLength(1);
  });

  it('gives the same bytes from another node the first result', async () => {
    used = await rig();
    const other = await used.another();
    const appended = events(3);
    const first = await used.store.append('pool', NO_STREAM, appended);
    await used.store.append('pool', 2, events(1));
    expect(await other.append('pool', NO_STREAM, appended)).toEqual(first);
  });

  it('answers a repetition with its position where the server gives none', async () => {
    used = await rig({}, { idempotentPosition: false });
    const other = await used.another();
    const appended = events(2);
    const first = await used.store.append('pool', NO_STREAM, appended);
    expect(await other.append('pool', NO_STREAM, appended)).toEqual(first);
  });

  it('finds a reused id at the right revision, also when another node wrote it', async () => {
    used = await rig();
    const other = await used.another();
    const reused = event();
    await used.store.append('pool', NO_STREAM, [reused]);
    await used.store.append('pool', 0, events(1_200));
    await expect(other.append('pool', 1_200, [event(), reused])).rejects.toMatchObject({
      name: 'EventIdConflictError',
      eventId: reused.id,
    });
    // A second writer reads only those events of the first that it does not know yet.
    await used.store.append('pool', 1_200, events(2));
    await expect(other.append('pool', 1_202, [reused])).rejects.toThrow(EventIdConflictError);
    expect(await other.append('pool', 1_202, events(1))).toMatchObject({ revision: 1_203 });
  });

  it('knows as many of the newest ids of a stream as configured', async () => {
    used = await rig({ idsAStream: 5 });
    const written = events(10);
    await used.store.append('pool', NO_STREAM, written);
    await expect(used.store.append('pool', 9, written.slice(5, 6))).rejects.toThrow(EventIdConflictError);
    // Older ids are the command runner's duty: the server accepts them.
    expect(await used.store.append('pool', 9, written.slice(4, 5))).toMatchObject({ revision: 10 });
  });

  it('treats an append beyond the limit of the server as a bug of the caller', async () => {
    used = await rig();
    const large = { ...event(), data: JSON.stringify('x'.repeat(1_100_000)) };
    await expect(used.store.append('pool', NO_STREAM, [large])).rejects.toThrow(RangeError);
    await expect(used.store.append('$pool', NO_STREAM, events(1))).rejects.toThrow(RangeError);
    await expect(used.store.append('pool', NO_STREAM, [event('$paid')])).rejects.toThrow(RangeError);
    expect(await all(used.store)).toEqual([]);
  });

  it('does not send an append that is too large for every server, and leaves the appends beside it alone', async () => {
    used = await rig();
    const huge = events(17).map((each) => ({ ...each, data: JSON.stringify('x'.repeat(1_000_000)) }));
    const [beside, refused] = await Promise.allSettled([
      used.store.append('beside', NO_STREAM, events(1)),
      used.store.append('pool', NO_STREAM, huge),
    ]);
    expect(beside.status).toBe('fulfilled');
    expect(refused).toMatchObject({ reason: expect.any(RangeError) as unknown });
    expect(used.double.counts.appends).toBe(1);
  });

  it('finishes appends in flight when it is closed, and accepts no more', async () => {
    used = await rig();
    used.double.fault({ on: 'append', do: 'dropAfter' });
    const append = used.store.append('pool', NO_STREAM, events(1));
    await used.store.close();
    expect(await append).toMatchObject({ revision: 0 });
    await expect(used.store.append('pool', 0, events(1))).rejects.toThrow(StoreUnavailableError);
    await expect(used.store.at([0n])).rejects.toThrow(StoreUnavailableError);
    expect(await used.store.health()).toMatchObject({ writable: false });
  });
});
