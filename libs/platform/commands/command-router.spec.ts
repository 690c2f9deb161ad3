import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { ACTS } from '@misaq/access/domain/roles.js';
import { actor, allocate, applicationOn, introduce, pay, POOL, wholeLog } from './application.fixture.js';
import { CommandRouter, type CommandDone } from './command-router.js';
import { ForkedStreams } from './forked-streams.js';
import { noTables } from '@misaq/platform/subjects/command-tables.js';
import { SUBJECTS } from '@misaq/subjects.js';

async function withCredit() {
  const store = createInMemoryEventStore();
  const application = applicationOn(store);
  await application.registerAll();
  await application.pool(allocate('A1', 'behzisti', 1_000n));
  return { store, ...application };
}

describe('The router of commands', () => {
  it('gives every command one subject and the right it needs', () => {
    const routes = SUBJECTS.flatMap((subject) => [...subject.routes]);
    const rights = routes.flatMap((route) => Object.entries(route.rights));
    expect(rights.length).toBeGreaterThan(40);
    expect(new Set(rights.map(([type]) => type)).size).toBe(rights.length);
    const unknown = rights.filter(([, right]) => ![...ACTS, 'code', 'follows'].includes(right));
    expect(unknown).toEqual([]);
  });

  it('performs no act for a command without a route', () => {
    const routed = new Set(
      SUBJECTS.flatMap(({ routes }) => routes.flatMap((each) => Object.keys(each.rights))),
    );
    const { router } = applicationOn(createInMemoryEventStore());
    const acts = SUBJECTS.flatMap((subject) =>
      'acts' in subject ? Object.keys(subject.acts({ router, tables: noTables(SUBJECTS) })) : [],
    );
    expect(acts.length).toBeGreaterThan(5);
    expect(acts.filter((type) => !routed.has(type))).toEqual([]);
  });

  it('refuses to start when two subjects take one command', () => {
    const { runner, clock } = applicationOn(createInMemoryEventStore());
    const [credit] = SUBJECTS;
    expect(
      () =>
        new CommandRouter({ subjects: [credit, credit], streams: runner, clock, tables: noTables(SUBJECTS) }),
    ).toThrow('two subjects route the command AdoptPolicy');
  });

  it('tells its watcher of every command: type, sender and outcome', async () => {
    const { router, envelope } = await withCredit();
    const seen: CommandDone[] = [];
    router.watch((done) => seen.push(done));
    await router.send({ pool: POOL, command: introduce('F1') }, envelope(), 'http');
    await router.send({ pool: POOL, command: pay('F9') }, envelope(), 'import');
    await router.send({ pool: POOL, command: introduce('F2') }, envelope(actor('governor')), 'due-work');
    expect(seen.map(({ type, sender, outcome }) => [type, sender, outcome])).toEqual([
      ['IntroduceFacility', 'http', 'done'],
      ['PayFacility', 'import', 'refused'],
      ['IntroduceFacility', 'due-work', 'refused'],
    ]);
    expect(seen.every(({ seconds }) => seconds >= 0)).toBe(true);
  });

  it('tells its watcher of a failed command, and throws the original error', async () => {
    const store = createInMemoryEventStore();
    const { router, envelope } = applicationOn({
      ...store,
      append: () => Promise.reject(new Error('the disk is gone')),
    });
    const seen: CommandDone[] = [];
    router.watch((done) => seen.push(done));
    const command = { type: 'StartLog', personKeyFingerprint: 'f' } as const;
    await expect(router.send({ command }, envelope(), 'start')).rejects.toThrow('the disk is gone');
    expect(seen).toMatchObject([{ type: 'StartLog', sender: 'start', outcome: 'failed' }]);
  });
});

describe('The router on copies of the streams', () => {
  it('sees the results of earlier commands, and writes nothing', async () => {
    const application = await withCredit();
    const { runner, clock, store, envelope } = application;
    const before = await wholeLog(store);
    const copies = new CommandRouter({
      subjects: SUBJECTS,
      streams: new ForkedStreams(runner),
      clock,
      tables: noTables(SUBJECTS),
    });
    const attempt = (command: Parameters<typeof application.pool>[0]) =>
      copies.send({ pool: POOL, command }, envelope(), 'check');
    expect(await attempt(introduce('F1'))).toMatchObject({ kind: 'done', repeated: false });
    expect(await attempt(introduce('F1'))).toMatchObject({ kind: 'done', repeated: true });
    expect(await attempt(pay('F1'))).toMatchObject({ kind: 'done', repeated: false });
    expect(await attempt(introduce('F2'))).toMatchObject({ kind: 'done' });
    expect(await attempt(pay('F2', 'r2'))).toMatchObject({
      kind: 'refused',
      refusal: { name: 'credit_exhausted' },
    });
    expect(await wholeLog(store)).toEqual(before);
    // The real stream is unchanged.
    expect(await application.pool(introduce('F1'))).toMatchObject({ kind: 'done', repeated: false });
  });
});
