import { halfActsIn } from '../../due/half-acts.fixture.js';
import { wholeLog } from '@misaq/platform/commands/application.fixture.js';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import type { JobDimensions, JobEvent, PersonEvent } from '../../domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { type Happened, temporaryFolders, testLog } from '@misaq/platform/projections/log.fixture.js';
import { openProjections } from '@misaq/platform/projections/runner.js';
import fc from 'fast-check';
import { inStream, modelsAfter, PROVINCE } from '@misaq/platform/questions/read-models.fixture.js';
import { type HalfAct, halfActs } from './half-finished-acts.js';
import { JOBS, jobsProjection } from './projection.js';

const newFolder = temporaryFolders();
/** The time of recording of every event in the log of these tests. */
const RECORDED_MS = Date.parse('2024-05-20T08:30:00.000Z');

const dimensions = (jobId: string): JobDimensions => ({
  jobId,
  province: PROVINCE,
  year: 1403,
  agency: 'behzisti',
  sector: 'services',
  county: 'tabriz',
  gender: 'female',
  registeredOn: day('1403-02-10'),
});
const ofJob = (event: JobEvent): readonly Happened[] => inStream(streams.job(event.data.jobId), event);
const ofPerson = (personId: string, event: PersonEvent): readonly Happened[] =>
  inStream(streams.person(personId), event);

const claimed = (personId: string, jobId: string): readonly Happened[] =>
  ofPerson(personId, { type: 'JobClaimed', data: { jobId } });
const released = (personId: string, jobId: string): readonly Happened[] =>
  ofPerson(personId, { type: 'JobReleased', data: { jobId, reason: 'ended' } });
const registered = (personId: string, jobId: string): readonly Happened[] =>
  ofJob({ type: 'JobRegistered', data: { ...dimensions(jobId), personId, startedOn: day('1403-02-09') } });
const ended = (jobId: string): readonly Happened[] =>
  ofJob({ type: 'JobEnded', data: { ...dimensions(jobId), endedOn: day('1403-02-20') } });
const voided = (jobId: string, isEnded: boolean): readonly Happened[] =>
  ofJob({
    type: 'RegistrationVoided',
    data: {
      ...dimensions(jobId),
      voidedOn: day('1403-02-21'),
      reason: 'entered twice',
      verifiedRounds: 0,
      ended: isEnded,
    },
  });

/** The half-finished acts that are listed at a time, after some events. */
async function listed(recordedByMs: number, ...happened: readonly (readonly Happened[])[]) {
  const models = await modelsAfter(newFolder(), ...happened);
  try {
    return models.halfActs(recordedByMs);
  } finally {
    await models.runner.close();
  }
}

describe('The list of half-finished acts', () => {
  it('has a claim whose job is not registered, from the time of the claim on', async () => {
    const claim = claimed('p-1', 'j-1');
    expect(await listed(RECORDED_MS - 1, claim)).toEqual([]);
    expect(await listed(RECORDED_MS, claim)).toEqual([
      { personId: 'p-1', jobId: 'j-1', half: 'person', claim: 1 },
    ]);
    expect(await listed(RECORDED_MS, claim, registered('p-1', 'j-1'))).toEqual([]);
    expect(await listed(RECORDED_MS, claim, released('p-1', 'j-1'))).toEqual([]);
  });

  it('knows a job by the id of its stream, which its person claims, in whatever spelling it was registered', async () => {
    const [claimedAs, registeredAs] = ['شغل-ی', 'شغل-ي'] as const;
    const registration: JobEvent = {
      type: 'JobRegistered',
      data: { ...dimensions(registeredAs), personId: 'p-1', startedOn: day('1403-02-09') },
    };
    const job = inStream(streams.job(claimedAs), registration);
    expect(await listed(RECORDED_MS, claimed('p-1', claimedAs), job)).toEqual([]);
  });

  it('has a job that is over and whose person is not released', async () => {
    const job = [claimed('p-1', 'j-1'), registered('p-1', 'j-1'), ended('j-1')];
    expect(await listed(RECORDED_MS, ...job)).toEqual([
      { personId: 'p-1', jobId: 'j-1', half: 'person', claim: 1 },
    ]);
    expect(await listed(RECORDED_MS, ...job, released('p-1', 'j-1'), voided('j-1', true))).toEqual([]);
  });

  it('has a job that runs and whose person was released', async () => {
    const job = [claimed('p-1', 'j-1'), registered('p-1', 'j-1'), released('p-1', 'j-1')];
    expect(await listed(RECORDED_MS, ...job)).toEqual([
      { personId: 'p-1', jobId: 'j-1', half: 'job', claim: 1 },
    ]);
    expect(await listed(RECORDED_MS, ...job, claimed('p-1', 'j-1'))).toEqual([]);
  });

  it('follows from the log alone, in any order of events and any sequence of batches', async () => {
    const PERSONS = ['p-1', 'p-2'] as const;
    const SOME_JOBS = ['j-1', 'j-2', 'j-3'] as const;
    const anEvent = fc.record({
      does: fc.constantFrom('claim', 'claim', 'release', 'register', 'end', 'void'),
      personId: fc.constantFrom(...PERSONS),
      jobId: fc.constantFrom(...SOME_JOBS),
      /** Whether the read models catch up here and are opened again. */
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anEvent, { maxLength: 25 }), async (events) => {
        const log = testLog();
        const folder = newFolder();
        const look = async () => {
          const runner = await openProjections({ folder, store: log.store, projections: [jobsProjection] });
          await runner.catchUp();
          const halves = halfActs(runner.reader(JOBS))(RECORDED_MS);
          await runner.close();
          return halves;
        };
        const held = new Map<string, string>();
        const status = new Map<string, 'running' | 'ended' | 'voided'>();
        for (const { does, personId, jobId, cut } of events) {
          const holds = held.get(personId);
          const is = status.get(jobId);
          if (does === 'claim' && holds === undefined) {
            held.set(personId, jobId);
            await log.write(claimed(personId, jobId));
          } else if (does === 'release' && holds !== undefined) {
            held.delete(personId);
            await log.write(released(personId, holds));
          } else if (does === 'register' && is === undefined) {
            status.set(jobId, 'running');
            await log.write(registered(personId, jobId));
          } else if (does === 'end' && is === 'running') {
            status.set(jobId, 'ended');
            await log.write(ended(jobId));
          } else if (does === 'void' && (is === 'running' || is === 'ended')) {
            status.set(jobId, 'voided');
            await log.write(voided(jobId, is === 'ended'));
          }
          if (cut) await look();
        }
        // For a job without its person, the list has the claim at the time of listing. Nothing depends on it.
        const byName = (halves: readonly HalfAct[]): readonly string[] =>
          halves
            .map(({ half, personId, jobId, claim }) =>
              [half, personId, jobId, half === 'person' ? claim : ''].join(' '),
            )
            .sort();
        expect(byName(await look())).toEqual(byName(halfActsIn(await wholeLog(log.store))));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
