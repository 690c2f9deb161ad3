import type { RegisterJob } from './domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { jobAggregate, personAggregate } from './aggregate.js';
import {
  actor,
  applicationOn,
  day,
  PROVINCE,
  wholeLog,
} from '@misaq/platform/commands/application.fixture.js';

function registerJob(jobId: string, personId = 'person-1'): RegisterJob {
  return {
    type: 'RegisterJob',
    jobId,
    province: PROVINCE,
    year: 1401,
    personId,
    agency: 'behzisti',
    sector: 'services',
    county: 'tabriz',
    gender: 'female',
    registeredOn: day('2022-10-01'),
    startedOn: day('2022-09-20'),
  };
}

async function opened(store: EventStore = createInMemoryEventStore()) {
  const app = applicationOn(store);
  await app.registerAll();
  return { app, store };
}

const end = { type: 'EndJob', jobId: 'job-1', endedOn: day('2022-12-01') } as const;

describe('A person', () => {
  it('is claimed before the job is registered', async () => {
    const { app, store } = await opened();
    await app.employment.register(registerJob('job-1'), app.envelope());
    const types = (await wholeLog(store)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['JobClaimed', 'JobRegistered']);
  });

  it('cannot hold two running jobs, also when both are registered at once', async () => {
    const { app } = await opened();
    const answers = await Promise.all([
      app.employment.register(registerJob('job-1'), app.envelope()),
      app.employment.register(registerJob('job-2'), app.envelope()),
    ]);
    expect(answers[0]).toMatchObject({ kind: 'done' });
    expect(answers[1]).toEqual({
      kind: 'refused',
      refusal: { name: 'person_already_employed', figures: { jobId: 'job-1', claimed: 'job-2' } },
    });
  });

  it.each([
    ['ended', end],
    [
      'rejected',
      {
        type: 'RejectJob',
        jobId: 'job-1',
        round: 1,
        verifier: 'v-1',
        on: day('2022-12-01'),
        reason: 'no such workshop',
      },
    ],
    [
      'voided',
      { type: 'VoidRegistration', jobId: 'job-1', voidedOn: day('2022-12-01'), reason: 'entered twice' },
    ],
  ] as const)('is free for another job when the first is %s', async (_how, act) => {
    const { app } = await opened();
    await app.employment.register(registerJob('job-1'), app.envelope());
    expect(await app.employment.act(act, app.envelope())).toMatchObject({ kind: 'done' });
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
  });

  it('stays with a job whose registration competed with another one of the same job in other words', async () => {
    const { app } = await opened();
    const answers = await Promise.all([
      app.employment.register(registerJob('job-1'), app.envelope()),
      app.employment.register({ ...registerJob('job-1'), county: 'marand' }, app.envelope()),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      refusal: { name: 'person_already_employed', figures: { jobId: 'job-1' } },
    });
  });

  it('is not claimed by a job that cannot be registered', async () => {
    const { app } = await opened();
    const wrong = { ...registerJob('job-1'), county: 'tabris' };
    expect(await app.employment.register(wrong, app.envelope())).toMatchObject({
      kind: 'refused',
      refusal: { name: 'unknown_organisation', figures: { nearest: 'tabriz' } },
    });
    expect(await app.runner.state(personAggregate, streams.person('person-1'))).not.toHaveProperty(
      'runningJob',
    );
  });

  it('is not claimed again by the repeated registration of a job that has ended', async () => {
    const { app } = await opened();
    const sent = app.envelope();
    await app.employment.register(registerJob('job-1'), sent);
    await app.employment.act(end, app.envelope());
    expect(await app.employment.register(registerJob('job-1'), sent)).toMatchObject({
      kind: 'done',
      repeated: true,
    });
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
  });
});

describe('When the log fails between the two streams', () => {
  /** A store on which the n-th append from now fails. */
  function failingAt(inner: EventStore, nth: number): EventStore {
    let appends = 0;
    return {
      ...inner,
      read: (...given) => inner.read(...given),
      readAll: (...given) => inner.readAll(...given),
      follow: (...given) => inner.follow(...given),
      at: (...given) => inner.at(...given),
      append: (...given) => {
        appends += 1;
        return appends === nth
          ? Promise.reject(new StoreUnavailableError('the disk is full'))
          : inner.append(...given);
      },
    };
  }

  it('a claim without its job is continued when the registration is sent again', async () => {
    const { store } = await opened();
    const broken = applicationOn(failingAt(store, 2));
    const sent = broken.envelope();
    await expect(broken.employment.register(registerJob('job-1'), sent)).rejects.toThrow(
      StoreUnavailableError,
    );
    expect(await broken.employment.register(registerJob('job-1'), sent)).toMatchObject({
      kind: 'done',
      repeated: false,
    });
    expect((await wholeLog(store)).filter(({ type }) => type === 'JobClaimed')).toHaveLength(1);
  });

  it('a person whose job ended without a release is free for the next job', async () => {
    const { app, store } = await opened();
    await app.employment.register(registerJob('job-1'), app.envelope());
    const broken = applicationOn(failingAt(store, 2));
    await expect(broken.employment.act(end, broken.envelope())).rejects.toThrow(StoreUnavailableError);
    expect(await broken.runner.state(jobAggregate, streams.job('job-1'))).toMatchObject({ status: 'ended' });
    expect(await broken.employment.register(registerJob('job-2'), broken.envelope())).toMatchObject({
      kind: 'done',
    });
  });
});

describe('Rights over jobs', () => {
  it('let an agency register and end only its own jobs', async () => {
    const { app } = await opened();
    const other = app.envelope(actor('agency', 'relief-committee'));
    const own = app.envelope(actor('agency', 'behzisti'));
    expect(await app.employment.register(registerJob('job-1'), other)).toMatchObject({
      refusal: { name: 'not_own' },
    });
    expect(await app.employment.register(registerJob('job-1'), own)).toMatchObject({ kind: 'done' });
    expect(await app.employment.act(end, app.envelope(actor('agency', 'relief-committee')))).toMatchObject({
      refusal: { name: 'not_own' },
    });
    expect(await app.employment.act(end, app.envelope(actor('agency', 'behzisti')))).toMatchObject({
      kind: 'done',
    });
  });
});
