import type { RegisterJob } from '../domain/commands.js';
import { createPerStreamAppends } from '@misaq/platform/event-store/eventstoredb/per-stream-appends.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import fc from 'fast-check';
import {
  actor,
  applicationOn,
  day,
  PROVINCE,
  type TestApplication,
  wholeLog,
} from '@misaq/platform/commands/application.fixture.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import { halfActsIn, peopleIn } from './half-acts.fixture.js';
import { createUnfinishedActs, CUT_OFF_AFTER_MS, type HalfAct, type Mending } from './unfinished-acts.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

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

/** A fault of an append: it is not made, or it is made and its caller gets no answer. */
type Fault = 'cut before' | 'cut after';

/**
 * A store whose appends fail; `before` is awaited before each call. As the port requires, an append whose predecessor
 * failed is not tried: another node may have taken its revision.
 */
function faulty(
  inner: EventStore,
  next: () => Fault | undefined,
  before: () => Promise<unknown> = () => Promise.resolve(),
): EventStore {
  const lanes = createPerStreamAppends({
    async alone({ stream, expectedRevision, events }) {
      const fault = next();
      await before();
      if (fault === 'cut before') throw new StoreUnavailableError('cut off before the append');
      const result = await inner.append(stream, expectedRevision, events);
      await before();
      if (fault === 'cut after') throw new StoreUnavailableError('cut off after the append');
      return result;
    },
    together: () => Promise.resolve(undefined),
    head: () => undefined,
  });
  return {
    readAll: (...given) => inner.readAll(...given),
    follow: (...given) => inner.follow(...given),
    at: (...given) => inner.at(...given),
    health: () => inner.health(),
    async *read(...given) {
      await before();
      yield* inner.read(...given);
    },
    append: (stream, expectedRevision, events) => lanes.append({ stream, expectedRevision, events }),
  };
}

const SHARED = { isShared: true, attemptsMax: 60 } as const;

async function openProvince() {
  const store = createInMemoryEventStore();
  await applicationOn(store).registerAll();
  const mendOn = (app: TestApplication, halves: (by: number) => readonly HalfAct[]): Promise<Mending> =>
    createUnfinishedActs({ employment: app.employment, clock: app.clock, halves }).mend();
  /** Mends every act that was cut off, whatever its age. */
  const mendAll = async (app = applicationOn(store, SHARED)): Promise<Mending> => {
    const acts = halfActsIn(await wholeLog(store));
    return mendOn(app, () => acts);
  };
  const written = async (): Promise<readonly string[]> =>
    (await wholeLog(store))
      .filter(({ stream }) => /^(job|person)-/.test(stream))
      .map(({ type, data }) => {
        const { jobId, reason } = JSON.parse(data) as { jobId: string; reason?: string };
        return [type, jobId, reason ?? ''].join(' ').trim();
      });
  return { store, mendOn, mendAll, written };
}

/** Registers on a node whose n-th append from now fails, which ends the act. */
async function cutOff(store: EventStore, command: RegisterJob, nth: number, fault: Fault, key = 'first') {
  let appends = 0;
  const node = applicationOn(
    faulty(store, () => ((appends += 1) === nth ? fault : undefined)),
    SHARED,
  );
  const sent = node.envelope(undefined, commandIdOf(key));
  await expect(node.employment.register(command, sent)).rejects.toThrow(StoreUnavailableError);
}

describe('An act that was cut off between its two appends', () => {
  it('is given up with its reason, and another job may claim the person', async () => {
    const { store, mendAll, written } = await openProvince();
    await cutOff(store, registerJob('job-1'), 2, 'cut before');
    const app = applicationOn(store, SHARED);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      refusal: { name: 'person_already_employed', figures: { jobId: 'job-1' } },
    });
    expect(await mendAll()).toEqual({ mended: [{ jobId: 'job-1', became: 'not-finished' }], problems: [] });
    expect(await written()).toEqual([
      'JobClaimed job-1',
      'RegistrationAbandoned job-1 not-finished',
      'JobReleased job-1 not-finished',
    ]);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
  });

  it('is given up by Misaq itself, once, on whichever nodes', async () => {
    const { store, mendAll, written } = await openProvince();
    await cutOff(store, registerJob('job-1'), 2, 'cut before');
    const nodes = [1, 2, 3].map(() => applicationOn(store, SHARED));
    await Promise.all(nodes.map((node) => mendAll(node)));
    await mendAll();
    expect(await written()).toHaveLength(3);
    const log = await wholeLog(store);
    expect(log.slice(-2).map(({ metadata }) => JSON.parse(metadata) as object)).toEqual([
      expect.objectContaining({ actor: { id: 'system', name: 'Misaq', role: 'system' } }),
      expect.objectContaining({ actor: { id: 'system', name: 'Misaq', role: 'system' } }),
    ]);
  });

  it('claims again when it is sent late, also under the same id as before', async () => {
    const { store, mendAll, written } = await openProvince();
    await cutOff(store, registerJob('job-1'), 2, 'cut before');
    await mendAll();
    const app = applicationOn(store, SHARED);
    const again = app.envelope(undefined, commandIdOf('first'));
    expect(await app.employment.register(registerJob('job-1'), again)).toMatchObject({ kind: 'done' });
    expect((await written()).slice(-2)).toEqual(['JobClaimed job-1', 'JobRegistered job-1']);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      refusal: { name: 'person_already_employed', figures: { jobId: 'job-1' } },
    });
  });

  it('is cut off, given up and cut off again, under one id, and still ends well', async () => {
    const { store, mendAll } = await openProvince();
    for (let time = 0; time < 3; time += 1) {
      await cutOff(store, registerJob('job-1'), 2, 'cut before');
      await mendAll();
      expect(peopleIn(await wholeLog(store)).held.size).toBe(0);
    }
    const app = applicationOn(store, SHARED);
    const again = app.envelope(undefined, commandIdOf('first'));
    expect(await app.employment.register(registerJob('job-1'), again)).toMatchObject({ kind: 'done' });
  });

  it('is left alone when only its answer was lost', async () => {
    const { store, mendAll, written } = await openProvince();
    await cutOff(store, registerJob('job-1'), 2, 'cut after');
    expect(await mendAll()).toEqual({ mended: [], problems: [] });
    expect(await written()).toEqual(['JobClaimed job-1', 'JobRegistered job-1']);
  });

  it.each([1, 2] as const)('is given up even if giving up was itself cut off at append %i', async (nth) => {
    const { store, mendAll } = await openProvince();
    await cutOff(store, registerJob('job-1'), 2, 'cut before');
    let appends = 0;
    const node = applicationOn(
      faulty(store, () => ((appends += 1) === nth ? 'cut before' : undefined)),
      SHARED,
    );
    expect((await mendAll(node)).problems).toMatchObject([{ jobId: 'job-1' }]);
    const app = applicationOn(store, SHARED);
    // The next job that needs the person completes the giving up.
    if (nth === 1) await mendAll();
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
  });

  it('is finished when an end was cut off before the release', async () => {
    const { store, mendAll, written } = await openProvince();
    const app = applicationOn(store, SHARED);
    await app.employment.register(registerJob('job-1'), app.envelope());
    let appends = 0;
    const node = applicationOn(
      faulty(store, () => ((appends += 1) === 2 ? 'cut before' : undefined)),
      SHARED,
    );
    const end = { type: 'EndJob', jobId: 'job-1', endedOn: day('2022-12-01') } as const;
    await expect(node.employment.act(end, node.envelope())).rejects.toThrow(StoreUnavailableError);
    expect(await mendAll()).toEqual({ mended: [{ jobId: 'job-1', became: 'ended' }], problems: [] });
    expect((await written()).slice(-2)).toEqual(['JobEnded job-1', 'JobReleased job-1 ended']);
  });

  it('waits ten minutes from the recording of its half', async () => {
    const { store, mendOn } = await openProvince();
    const app = applicationOn(store, SHARED);
    const asked: number[] = [];
    const halves = (recordedByMs: number): readonly HalfAct[] => {
      asked.push(recordedByMs);
      return [];
    };
    await mendOn(app, halves);
    expect(CUT_OFF_AFTER_MS).toBe(600_000);
    expect(asked).toEqual([app.clock.now() - 600_000]);
  });

  it('is given up when the job belongs to another person', async () => {
    const { store, mendAll } = await openProvince();
    await cutOff(store, registerJob('job-1', 'person-1'), 2, 'cut before');
    const app = applicationOn(store, SHARED);
    // The national ID was mistyped, and the job is then registered for the right person.
    expect(await app.employment.register(registerJob('job-1', 'person-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
    expect(await mendAll()).toMatchObject({ mended: [{ jobId: 'job-1', became: 'not-registered' }] });
    expect(peopleIn(await wholeLog(store)).held).toEqual(new Map([['person-2', 'job-1']]));
  });
});

describe('A node that was suspended between two appends', () => {
  /** A node that stops before its n-th append until the test resumes it. */
  function suspended(store: EventStore, nth: number) {
    let goOn: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let appends = 0;
    const node = applicationOn(
      {
        ...faulty(store, () => undefined),
        append: async (...given) => {
          appends += 1;
          if (appends === nth) {
            reached();
            await gate;
          }
          return store.append(...given);
        },
      },
      SHARED,
    );
    return {
      node,
      isReached,
      goOn: () => {
        goOn();
      },
    };
  }

  it('registers nothing for a person whom another job has claimed meanwhile', async () => {
    const { store, mendAll, written } = await openProvince();
    const { node, isReached, goOn } = suspended(store, 2);
    const late = node.employment.register(registerJob('job-1'), node.envelope());
    await isReached;
    await mendAll();
    const app = applicationOn(store, SHARED);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      kind: 'done',
    });
    goOn();
    expect(await late).toMatchObject({
      kind: 'refused',
      refusal: { name: 'person_already_employed', figures: { jobId: 'job-2', claimed: 'job-1' } },
    });
    expect(await written()).not.toContain('JobRegistered job-1');
  });

  it('claims the person again when no other job has', async () => {
    const { store, mendAll, written } = await openProvince();
    const { node, isReached, goOn } = suspended(store, 2);
    const late = node.employment.register(registerJob('job-1'), node.envelope());
    await isReached;
    await mendAll();
    goOn();
    expect(await late).toMatchObject({ kind: 'done' });
    expect((await written()).slice(-3)).toEqual([
      'JobReleased job-1 not-finished',
      'JobClaimed job-1',
      'JobRegistered job-1',
    ]);
  });
});

describe('A running job without its person, as an earlier version could leave it', () => {
  async function withoutPerson() {
    const province = await openProvince();
    const app = applicationOn(province.store);
    await app.employment.register(registerJob('job-1'), app.envelope());
    const lastClaim = (await wholeLog(province.store)).find(({ type }) => type === 'JobClaimed');
    await province.store.append('person-person-1', 0, [
      {
        id: 'f'.repeat(28) + '0000',
        type: 'JobReleased',
        data: '{"jobId":"job-1","reason":"not-registered"}',
        metadata: (lastClaim?.metadata ?? '').replace(
          /"commandId":"[0-9a-f]+"/,
          `"commandId":"${'f'.repeat(28)}0000"`,
        ),
      },
    ]);
    return province;
  }

  it('gets its person back', async () => {
    const { store, mendAll } = await withoutPerson();
    expect(await mendAll()).toEqual({ mended: [{ jobId: 'job-1', became: 'claimed' }], problems: [] });
    expect(await mendAll()).toEqual({ mended: [], problems: [] });
    const app = applicationOn(store, SHARED);
    expect(await app.employment.register(registerJob('job-2'), app.envelope())).toMatchObject({
      refusal: { figures: { jobId: 'job-1' } },
    });
  });

  it('is reported with the other running job of the same person', async () => {
    const { store, mendAll } = await withoutPerson();
    const app = applicationOn(store, SHARED);
    await app.employment.register(registerJob('job-2'), app.envelope());
    expect(await mendAll()).toMatchObject({
      mended: [],
      problems: [
        { jobId: 'job-1', refusal: { name: 'person_already_employed', figures: { jobId: 'job-2' } } },
      ],
    });
  });
});

describe('Registrations, endings, faults and mendings in any order, on several nodes', () => {
  const JOBS = ['job-1', 'job-2'] as const;
  const PERSONS = ['person-1', 'person-2'] as const;
  const aNode = fc.nat(1);
  const aStep = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        does: fc.constant('register'),
        node: aNode,
        jobId: fc.constantFrom(...JOBS),
        personId: fc.constantFrom(PERSONS[0], PERSONS[0], PERSONS[0], PERSONS[1]),
        key: fc.nat(1),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        does: fc.constantFrom('end', 'void', 'reject'),
        node: aNode,
        jobId: fc.constantFrom(...JOBS),
      }),
    },
    // The node's tables lag behind the log by this many events.
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('mend'),
        node: aNode,
        lag: fc.oneof(fc.constant(0), fc.nat(6)),
      }),
    },
  );
  type Step = typeof aStep extends fc.Arbitrary<infer Value> ? Value : never;
  const someFaults = fc.array(
    fc.constantFrom<Fault | undefined>(undefined, undefined, undefined, 'cut before', 'cut after'),
    { maxLength: 25 },
  );

  it('leave every running job with its person at every moment, and no half-finished act at the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(aStep, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        someFaults,
        async (scheduler, clients, faults) => {
          const { store, mendAll } = await openProvince();
          let appends = 0;
          const nextFault = (): Fault | undefined => faults[appends++];
          const turn = (): Promise<unknown> => scheduler.schedule(Promise.resolve());
          const nodes = [0, 1].map(() => applicationOn(faulty(store, nextFault, turn), SHARED));
          const done: string[] = [];

          async function take(step: Step, client: number): Promise<void> {
            const node = nodes[step.node];
            if (node === undefined) throw new Error('no such node');
            if ('lag' in step) {
              const log = await wholeLog(store);
              const acts = halfActsIn(log.slice(0, log.length - step.lag));
              await createUnfinishedActs({
                employment: node.employment,
                clock: node.clock,
                halves: () => acts,
              }).mend();
            } else if ('personId' in step) {
              const { jobId, personId, key } = step;
              // Some are the same request, sent again by the same or another client.
              const sent = node.envelope(undefined, commandIdOf(`${jobId} ${personId} ${String(key)}`));
              const result = await node.employment.register(registerJob(jobId, personId), sent);
              if (result.kind === 'done') done.push(`${jobId} ${personId}`);
            } else {
              await over(node, step.does, step.jobId, `${step.does} ${step.jobId} ${String(client)}`);
            }
          }
          await scheduler.waitFor(
            Promise.all(
              clients.map(async (steps, client) => {
                for (const step of steps)
                  await take(step, client).catch((error: unknown) => {
                    if (!(error instanceof StoreUnavailableError)) throw error;
                  });
              }),
            ),
          );

          const log = await wholeLog(store);
          for (let end = 0; end <= log.length; end += 1) {
            const { held, running } = peopleIn(log.slice(0, end));
            for (const [jobId, personId] of running)
              expect([personId, held.get(personId)]).toEqual([personId, jobId]);
          }
          const registered = log.flatMap(({ type, data }) => {
            const { jobId, personId } = JSON.parse(data) as Readonly<Record<string, string>>;
            return type === 'JobRegistered' ? [`${String(jobId)} ${String(personId)}`] : [];
          });
          expect(registered).toEqual(expect.arrayContaining([...new Set(done)]));

          // Without further commands, one run mends everything, and the next finds nothing.
          expect((await mendAll()).problems).toEqual([]);
          const { held, running } = peopleIn(await wholeLog(store));
          expect(new Map([...held].map(([personId, jobId]) => [jobId, personId]))).toEqual(running);
          expect(await mendAll()).toEqual({ mended: [], problems: [] });

          // A free person can take a job that was given up, also under an id that was used before.
          const app = applicationOn(store, SHARED);
          for (const jobId of JOBS) {
            const free = PERSONS.find((personId) => !held.has(personId));
            if (free === undefined || registered.some((each) => each.startsWith(jobId))) continue;
            const late = app.envelope(undefined, commandIdOf(`${jobId} ${free} 0`));
            expect(await app.employment.register(registerJob(jobId, free), late)).toMatchObject({
              kind: 'done',
            });
            expect(peopleIn(await wholeLog(store)).held.get(free)).toBe(jobId);
            break;
          }
        },
      ),
      { numRuns: 400 },
    );
  }, 120_000);

  function over(node: TestApplication, does: string, jobId: string, key: string): Promise<CommandResult> {
    const on = day('2022-12-01');
    const sent = node.envelope(actor('labour'), commandIdOf(key));
    if (does === 'end') return node.employment.act({ type: 'EndJob', jobId, endedOn: on }, sent);
    if (does === 'void')
      return node.employment.act(
        { type: 'VoidRegistration', jobId, voidedOn: on, reason: 'entered twice' },
        sent,
      );
    return node.employment.act(
      { type: 'RejectJob', jobId, round: 1, verifier: 'v-1', on, reason: 'nobody there' },
      sent,
    );
  }
});
