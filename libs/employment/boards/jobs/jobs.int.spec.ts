import { day } from '@misaq/platform/calendar/day.fixture.js';
import type { JobDimensions, JobEvent } from '../../domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { inStream, modelsAfter, PROVINCE } from '@misaq/platform/questions/read-models.fixture.js';

const newFolder = temporaryFolders();
const ON = day('1403-02-20');

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
const registered = (jobId: string): JobEvent => ({
  type: 'JobRegistered',
  data: { ...dimensions(jobId), personId: `person-of-${jobId}`, startedOn: day('1403-02-09') },
});
const verified = (jobId: string, round: 1 | 2 | 3): JobEvent => ({
  type: 'JobVerified',
  data: { ...dimensions(jobId), round, verifier: `inspector-${String(round)}`, on: ON },
});
const rejected = (jobId: string, round: 1 | 2 | 3): JobEvent => ({
  type: 'JobRejected',
  data: {
    ...dimensions(jobId),
    round,
    verifier: `inspector-${String(round)}`,
    on: ON,
    reason: 'nobody works there',
    verifiedRounds: round - 1,
    ended: false,
  },
});
const ended = (jobId: string): JobEvent => ({
  type: 'JobEnded',
  data: { ...dimensions(jobId), endedOn: ON },
});
const voided = (jobId: string): JobEvent => ({
  type: 'RegistrationVoided',
  data: { ...dimensions(jobId), voidedOn: ON, reason: 'twice', verifiedRounds: 0, ended: false },
});

describe('jobs', () => {
  it.each<[string, number, readonly JobEvent[]]>([
    ['registered', 0, [registered('j')]],
    ['verified-1', 1, [registered('j'), verified('j', 1)]],
    ['verified-3', 3, [registered('j'), verified('j', 1), verified('j', 2), verified('j', 3)]],
    ['rejected', 1, [registered('j'), verified('j', 1), rejected('j', 2)]],
    ['ended', 1, [registered('j'), ended('j'), verified('j', 1)]],
    ['voided', 0, [registered('j'), ended('j'), voided('j')]],
  ])('show that one is %s, with %d rounds', async (status, verifiedRounds, events) => {
    const models = await modelsAfter(newFolder(), inStream(streams.job('j'), ...events));
    const { jobs, total, byStatus } = models.jobs.jobs();
    expect(jobs).toMatchObject([{ jobId: 'j', status, verifiedRounds }]);
    expect(total).toBe(1);
    expect(byStatus).toMatchObject({ [status]: 1 });
    const one = await models.jobs.job('j');
    expect(one?.status).toBe(status);
    expect(one?.rounds.filter(({ verdict }) => verdict === 'verified')).toHaveLength(verifiedRounds);
    expect(
      JSON.stringify(one, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('person');
    await models.runner.close();
  });

  it('are undefined when they were not registered', async () => {
    const models = await modelsAfter(newFolder(), inStream(streams.job('j'), registered('j')));
    expect(await models.jobs.job('k')).toBeUndefined();
    await models.runner.close();
  });
});
