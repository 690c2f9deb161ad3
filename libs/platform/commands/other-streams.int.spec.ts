import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AssignCommitment } from '@misaq/commitments/domain/commands.js';
import type { RegisterJob } from '@misaq/employment/domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { createDouble } from '../../../test/support/eventstoredb-double/double.mjs';
import { principalAggregate } from '@misaq/access/aggregate.js';
import { planAggregate } from '@misaq/commitments/aggregate.js';
import { jobAggregate } from '@misaq/employment/aggregate.js';
import { webhookAggregate } from '@misaq/notifications/aggregate.js';
import { registerAggregate } from '@misaq/register/aggregate.js';
import { calendarAggregate } from '@misaq/working-calendar/aggregate.js';
import {
  actor,
  allocate,
  applicationOn,
  day,
  introduce,
  POOL,
  PROVINCE,
  type TestApplication,
  wholeLog,
} from './application.fixture.js';
import { then } from './maybe-async.js';
import type { CommandResult } from './command-result.js';

/* A decision also reads other streams. It may see only what the log records. */

const AWAY = new StoreUnavailableError('the server does not answer');
const REGISTER = streams.register(PROVINCE);
const CALENDAR = streams.workingCalendar(PROVINCE);

/** A log in which the next append to a stream hangs until the test completes it or makes it fail. */
function hanging(inner: EventStore, stream: string) {
  let settle: ((stored: boolean) => Promise<void>) | undefined;
  let began: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const store: EventStore = {
    read: (...given) => inner.read(...given),
    readAll: (...given) => inner.readAll(...given),
    follow: (...given) => inner.follow(...given),
    at: (...given) => inner.at(...given),
    health: () => inner.health(),
    append(...given) {
      if (given[0] !== stream || settle !== undefined) return inner.append(...given);
      began();
      return new Promise((resolve, reject) => {
        settle = async (stored) => {
          if (stored) resolve(await inner.append(...given));
          else reject(AWAY);
        };
      });
    },
  };
  return {
    store,
    /** Resolves when the append hangs. */
    begun,
    end: async (stored: boolean) => settle?.(stored),
  };
}

/** Longer than anything takes that does not wait for an append. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
}

/** Records whether an answer has come by now. */
function watched(answer: Promise<CommandResult>) {
  const seen: { answered: boolean } = { answered: false };
  answer.then(
    () => (seen.answered = true),
    () => (seen.answered = true),
  );
  return seen;
}

const newAgency = {
  type: 'RegisterOrganisation',
  province: PROVINCE,
  kind: 'agency',
  id: 'new-agency',
  name: 'The new agency',
  activeFrom: day('2016-03-20'),
} as const;

function register(app: TestApplication, command: Parameters<typeof registerAggregate.decide>[1] = newAgency) {
  return app.runner.execute(registerAggregate, REGISTER, command, app.envelope(), () => app.contexts.day());
}

const commitment: AssignCommitment = {
  type: 'AssignCommitment',
  province: PROVINCE,
  year: 1401,
  version: 'baseline',
  agency: 'new-agency',
  sector: 'services',
  county: 'tabriz',
  jobs: 100,
  notifiedOn: day('2022-05-01'),
};

const job: RegisterJob = {
  type: 'RegisterJob',
  jobId: 'job-1',
  province: PROVINCE,
  year: 1401,
  personId: 'person-1',
  agency: 'new-agency',
  sector: 'services',
  county: 'tabriz',
  gender: 'female',
  registeredOn: day('2022-10-01'),
  startedOn: day('2022-09-20'),
};

/** One act for every kind of stream whose decisions read the register. */
const ACTS: Readonly<Record<string, (app: TestApplication) => Promise<CommandResult>>> = {
  'an allocation of credit': (app) => app.pool(allocate('lot-1', 'new-agency', 5_000n)),
  'a commitment': (app) =>
    app.runner.execute(
      planAggregate,
      streams.commitmentPlan(PROVINCE, 1401),
      commitment,
      app.envelope(),
      () => app.contexts.withRegister(PROVINCE),
    ),
  'a job': (app) => app.employment.register(job, app.envelope()),
  'a role': (app) =>
    app.runner.execute(
      principalAggregate,
      streams.principal('reza'),
      {
        type: 'GrantRole',
        principalId: 'reza',
        role: 'agency',
        organisation: 'new-agency',
        province: PROVINCE,
      },
      app.envelope(actor('admin')),
      () =>
        then(app.contexts.withRegister(PROVINCE), (context) => ({
          ...context,
          administration: { actor: actor('admin').id, admins: [] },
        })),
    ),
  'a webhook': (app) =>
    app.runner.execute(
      webhookAggregate,
      streams.webhook('w-1'),
      {
        type: 'RegisterWebhook',
        webhookId: 'w-1',
        url: 'https://agency.example/hook',
        organisation: { province: PROVINCE, kind: 'agency', id: 'new-agency' },
      },
      app.envelope(actor('admin')),
      () => then(app.contexts.withRegister(PROVINCE), (context) => ({ ...context, webhooks: 0 })),
    ),
};

function eventsOf(result: CommandResult) {
  return result.kind === 'done' ? result.events : result;
}

async function opened(options: Parameters<typeof applicationOn>[1] = { isShared: true }) {
  const inner = createInMemoryEventStore();
  const before = applicationOn(inner);
  await before.registerAll();
  await before.runner.execute(
    principalAggregate,
    streams.principal('reza'),
    { type: 'AddPrincipal', principalId: 'reza', name: 'Reza' },
    before.envelope(actor('admin')),
    () => before.contexts.day(),
  );
  const held = hanging(inner, REGISTER);
  const app = applicationOn(held.store, options);
  // A running process has these streams in memory.
  await app.contexts.ofPool(POOL, actor('labour'));
  return { inner, held, app };
}

describe.each(Object.keys(ACTS))('%s for an agency that is being registered', (name) => {
  const act = (app: TestApplication) => ACTS[name]!(app);

  it('is refused when the registration is not recorded, and leaves nothing in the log', async () => {
    const { inner, held, app } = await opened();
    const before = await wholeLog(inner);
    const registered = register(app);
    await held.begun;
    const answer = act(app);
    const seen = watched(answer);
    await aWhile();
    expect(seen.answered).toBe(false);
    await held.end(false);
    await expect(registered).rejects.toThrow(AWAY);
    expect(await answer).toMatchObject({ kind: 'refused', refusal: { name: 'unknown_organisation' } });
    expect(await wholeLog(inner)).toEqual(before);
  });

  it('is done when the registration is recorded, and is later in the log', async () => {
    const { inner, held, app } = await opened();
    const registered = register(app);
    await held.begun;
    const answer = act(app);
    await aWhile();
    await held.end(true);
    expect(await registered).toMatchObject({ kind: 'done' });
    expect(await answer).toMatchObject({ kind: 'done', repeated: false });
    const types = (await wholeLog(inner)).map(({ type }) => type);
    expect(types.lastIndexOf('OrganisationRegistered')).toBeLessThan(types.length - 1);
  });
});

describe('A decision does not see in another stream', () => {
  it('a retirement that is not recorded', async () => {
    const { held, app } = await opened();
    const retired = register(app, {
      type: 'RetireOrganisation',
      province: PROVINCE,
      kind: 'agency',
      id: 'behzisti',
      from: day('2022-12-01'),
      reason: 'merged',
    });
    await held.begun;
    const answer = app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await aWhile();
    await held.end(false);
    await expect(retired).rejects.toThrow(AWAY);
    expect(await answer).toMatchObject({ kind: 'done' });
  });

  it('a closure of the calendar that is not recorded', async () => {
    const inner = createInMemoryEventStore();
    await applicationOn(inner).registerAll();
    const held = hanging(inner, CALENDAR);
    const app = applicationOn(held.store, { isShared: true });
    await app.contexts.ofPool(POOL, actor('labour'));
    const declare = (date: string) =>
      app.runner.execute(
        calendarAggregate,
        CALENDAR,
        { type: 'DeclareClosure', date: day(date), reason: 'snow' },
        app.envelope(),
        () => app.contexts.day(),
      );
    const closed = declare('2022-12-21');
    await held.begun;
    const answer = app.pool(allocate('lot-1', 'behzisti', 5_000n));
    await aWhile();
    await held.end(false);
    await expect(closed).rejects.toThrow(AWAY);
    const undisturbed = applicationOn(createInMemoryEventStore());
    await undisturbed.registerAll();
    const expected = await undisturbed.pool(allocate('lot-1', 'behzisti', 5_000n));
    expect(eventsOf(await answer)).toEqual(eventsOf(expected));
  });

  it('an end of a job that is not recorded: its person is not free', async () => {
    const inner = createInMemoryEventStore();
    const before = applicationOn(inner);
    await before.registerAll();
    const mine = { ...job, agency: 'behzisti' };
    await before.employment.register(mine, before.envelope());
    const held = hanging(inner, streams.job('job-1'));
    const app = applicationOn(held.store, { isShared: true });
    await app.runner.state(jobAggregate, streams.job('job-1'));
    const ended = app.employment.act(
      { type: 'EndJob', jobId: 'job-1', endedOn: day('2022-12-01') },
      app.envelope(),
    );
    await held.begun;
    const answer = app.employment.register({ ...mine, jobId: 'job-2' }, app.envelope());
    await aWhile();
    await held.end(false);
    await expect(ended).rejects.toThrow(AWAY);
    expect(await answer).toMatchObject({ kind: 'refused', refusal: { name: 'person_already_employed' } });
    expect((await wholeLog(inner)).map(({ type }) => type)).not.toContain('JobReleased');
  });

  it.each(['state', 'peek'] as const)(
    'something before it is recorded, also when a question asks for it: %s',
    async (look) => {
      const { held, app } = await opened();
      const registered = register(app);
      await held.begun;
      const asked = Promise.resolve(app.runner[look](registerAggregate, REGISTER));
      await aWhile();
      await held.end(false);
      await expect(registered).rejects.toThrow(AWAY);
      expect([...(await asked).organisations.keys()].join()).not.toContain('new-agency');
    },
  );
});

describe('An agency whose registration the store refuses', () => {
  let close: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of close) await each();
    close = [];
  });

  it('has no credit in EventStoreDB, which did not answer in time', async () => {
    const double = await createDouble();
    const store = await openEventStoreDb({ url: double.url, callMs: 3_000, patienceMs: 3_000 });
    close = [() => store.close(), () => double.stop()];
    const app = applicationOn(store, { isShared: true });
    await app.registerAll();
    await app.pool(allocate('lot-0', 'behzisti', 1_000n));
    double.fault({ on: 'append', do: 'silent', stream: REGISTER, times: 99 });
    const [registered, allocated] = await Promise.allSettled([
      register(app),
      app.pool(allocate('lot-1', 'new-agency', 5_000n)),
    ]);
    expect(registered).toMatchObject({
      status: 'rejected',
      reason: expect.any(StoreUnavailableError) as unknown,
    });
    expect(allocated).toMatchObject({ value: { refusal: { name: 'unknown_organisation' } } });
    expect(JSON.stringify((await wholeLog(store)).map(({ data }) => data))).not.toContain('new-agency');
  });

  it('has no credit in a file either: both appends share a commit that refuses one of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-other-streams-'));
    const store = openSqliteEventStore({ folder });
    close = [
      () => store.close(),
      () => {
        rmSync(folder, { recursive: true });
        return Promise.resolve();
      },
    ];
    // The store finds a command id that is no longer remembered only at the commit.
    const app = applicationOn(store, { recordedCommandsAtLeast: 1 });
    const sent = app.envelope();
    const first = { ...newAgency, id: 'first', name: 'The first' };
    const execute = (command: typeof first | typeof newAgency) =>
      app.runner.execute(registerAggregate, REGISTER, command, sent, () => app.contexts.day());
    await execute(first);
    await app.registerAll();
    await app.pool(allocate('lot-0', 'behzisti', 1_000n));
    const [registered, allocated] = await Promise.all([
      execute(newAgency),
      app.pool(allocate('lot-1', 'new-agency', 5_000n)),
    ]);
    expect(registered).toMatchObject({ kind: 'refused', refusal: { name: 'command_id_reused' } });
    expect(allocated).toMatchObject({ kind: 'refused', refusal: { name: 'unknown_organisation' } });
  });
});

describe('A decision does not wait for another stream without need', () => {
  it('a pool is decided while its own appends and those to other registers are in flight', async () => {
    const { held, app } = await opened();
    await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    const elsewhere = { ...newAgency, province: 'elsewhere' };
    const other = hanging(held.store, streams.register('elsewhere'));
    const both = applicationOn(other.store, { isShared: true });
    const registered = both.runner.execute(
      registerAggregate,
      streams.register('elsewhere'),
      elsewhere,
      both.envelope(),
      () => both.contexts.day(),
    );
    await other.begun;
    const answers = await Promise.all(['f-1', 'f-2', 'f-3'].map((id) => both.pool(introduce(id))));
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    await other.end(true);
    await registered;
  });

  it('a register that is written to all the time lets waiting decisions go first', async () => {
    const inner = createInMemoryEventStore();
    const slow: EventStore = {
      ...hanging(inner, 'nobody').store,
      // As long as a disk takes: the next command to the register arrives earlier.
      async append(...given) {
        await nextTurn();
        await nextTurn();
        return inner.append(...given);
      },
    };
    const app = applicationOn(slow, { isShared: true });
    await app.registerAll();
    const count = 500;
    let registered = 0;
    let decided = false;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < count && !decided; index += 1) {
        const id = `agency-${String(writer)}-${String(index)}`;
        await register(app, { ...newAgency, id, name: `Agency ${id}` });
        registered += 1;
      }
    });
    while (registered < 20) await nextTurn();
    const answer = await app.pool(allocate('lot-1', 'behzisti', 5_000n));
    decided = true;
    await Promise.all(writers);
    expect(registered).toBeLessThan(4 * count);
    expect(answer).toMatchObject({ kind: 'done' });
  });
});
