import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { jobAggregate } from '@misaq/employment/aggregate.js';
import type { JobContext } from '@misaq/employment/domain/job.js';
import type { Aggregate } from './aggregate.js';
import { applicationOn, day, PROVINCE } from './application.fixture.js';
import type { CommandStreams } from './command-streams.js';
import { ForkedStreams } from './forked-streams.js';

/** A job id that is typed on an Arabic keyboard, and the key under which its stream is named. */
const TYPED = 'كار-1';
const KEY = 'کار-1';

async function copies() {
  const store = createInMemoryEventStore();
  const application = applicationOn(store);
  await application.registerAll();
  const { runner, contexts, envelope } = application;
  const peeked: string[] = [];
  const real: CommandStreams = {
    execute: () => Promise.reject(new Error('copies execute nothing on the real streams')),
    state: runner.state.bind(runner),
    stateOnRecord: runner.stateOnRecord.bind(runner),
    look: runner.look.bind(runner),
    nameOf: runner.nameOf.bind(runner),
    peek<State>(aggregate: Aggregate<State, never, never>, stream: string) {
      peeked.push(stream);
      return runner.peek(aggregate, stream);
    },
  };
  const forked = new ForkedStreams(real);
  const register = (jobId: string) =>
    forked.execute(
      jobAggregate,
      `job-${jobId}`,
      {
        type: 'RegisterJob',
        jobId,
        province: PROVINCE,
        year: 1401,
        personId: 'p1',
        agency: 'behzisti',
        sector: 'services',
        county: 'tabriz',
        gender: 'female',
        registeredOn: day('2022-12-18'),
        startedOn: day('2022-12-18'),
      },
      envelope(),
      () => contexts.ofJob(PROVINCE, envelope().actor) as JobContext,
    );
  return { forked, peeked, register };
}

describe('Copies of streams', () => {
  it('are read once, however many commands use them', async () => {
    const { forked, peeked, register } = await copies();
    await register('J1');
    await register('J2');
    expect(await register('J1')).toMatchObject({ kind: 'done', repeated: true });
    expect(await forked.state(jobAggregate, 'job-J2')).toMatchObject({ status: 'running' });
    expect(peeked).toEqual(['job-J1', 'job-J2']);
  });

  it('are found under every spelling of their ids', async () => {
    const { forked, peeked, register } = await copies();
    await register(KEY);
    expect(await register(TYPED)).toMatchObject({ kind: 'done', repeated: true });
    expect(await forked.state(jobAggregate, `job-${TYPED}`)).toMatchObject({ status: 'running' });
    expect(peeked).toEqual([`job-${KEY}`]);
  });
});
