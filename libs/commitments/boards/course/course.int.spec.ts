import { day } from '@misaq/platform/calendar/day.fixture.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { answer } from '@misaq/platform/questions/answer.js';
import { inStream, modelsAfter, PROCESS, PROVINCE } from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { course, type CourseParams } from './question.js';

const newFolder = temporaryFolders();
const LABOUR: Actor = { id: 'labour-1', name: 'labour', role: 'labour' };
const BEHZISTI: Actor = { id: 'officer', name: 'officer', role: 'agency', organisation: 'behzisti' };

const assigned = (agency: string, jobs: number, version = 'baseline') => ({
  type: 'CommitmentAssigned' as const,
  data: { version, agency, sector: 'services', county: 'tabriz', jobs, notifiedOn: day('1401-02-01') },
});

const job = (jobId: string, agency: string, on: string) => ({
  type: 'JobRegistered' as const,
  data: {
    jobId,
    province: PROVINCE,
    year: 1401,
    agency,
    sector: 'services',
    county: 'tabriz',
    gender: 'male' as const,
    registeredOn: day(on),
    personId: `person of ${jobId}`,
    startedOn: day(on),
  },
});

describe('The course of a promise', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await modelsAfter(
      newFolder(),
      inStream(
        streams.commitmentPlan(PROVINCE, 1401),
        assigned('behzisti', 100),
        assigned('behzisti', 120, 'raised'),
        assigned('relief-committee', 60),
      ),
      ...[
        job('a', 'behzisti', '1401-01-20'),
        job('b', 'behzisti', '1401-02-10'),
        job('c', 'relief-committee', '1401-02-11'),
        job('d', 'behzisti', '1402-01-20'),
      ].map((event) => inStream(streams.job(event.data.jobId), event)),
    );
  });
  afterAll(() => models.runner.close());

  const asked = async (params: Partial<CourseParams>, today = '1401-03-01', actor = LABOUR) =>
    (
      await answer(
        course,
        { province: PROVINCE, year: 1401, ...params },
        { models, process: PROCESS, asker: { actor }, today: day(today) },
      )
    ).item;

  it('adds up to what fulfilment counts, month by month', async () => {
    const { points, registered, assigned: promised } = await asked({}, '1402-02-01');
    expect(promised).toBe(160);
    expect(registered).toBe(4);
    expect(points.map((point) => point.registered)).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(points.at(-1)).toMatchObject({ registeredToDate: 4, expected: { baseline: 160, raised: 120 } });
  });

  it('expects as much as the working days so far, and says how far ahead or behind', async () => {
    const { points, workingDays, workingDaysOfYear, expected, gap, registered } = await asked({});
    expect(expected).toBe(Math.trunc((160 * workingDays) / workingDaysOfYear));
    expect(gap).toBe(registered - expected);
    expect(points.findIndex((point) => point.registered === null)).toBe(3);
  });

  it('is held to an agency, a sector or a county, and to a version', async () => {
    expect(await asked({ agency: 'behzisti', version: 'raised' })).toMatchObject({
      assigned: 120,
      registered: 3,
      assignedByVersion: { baseline: 100, raised: 120 },
    });
    expect(await asked({ county: 'marand' })).toMatchObject({ assigned: 0, registered: 0, expected: 0 });
  });

  it('shows an agency its own and refuses that of another', async () => {
    expect(await asked({}, '1401-03-01', BEHZISTI)).toMatchObject({ agency: 'behzisti', assigned: 100 });
    await expect(asked({ agency: 'relief-committee' }, '1401-03-01', BEHZISTI)).rejects.toMatchObject({
      refusal: { name: 'not_own' },
    });
  });

  it.each([
    [{ year: 1402 }, 'unknown_plan'],
    [{ version: 'third' }, 'unknown_version'],
  ])('refuses %j as %s', async (params, name) => {
    await expect(asked(params)).rejects.toMatchObject({ refusal: { name } });
  });
});
