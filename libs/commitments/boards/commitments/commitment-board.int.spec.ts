import { day } from '@misaq/platform/calendar/day.fixture.js';
import type { CommitmentEvent } from '../../domain/events.js';
import type { JobDimensions, JobEvent } from '@misaq/employment/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { inStream, modelsAfter, PROVINCE } from '@misaq/platform/questions/read-models.fixture.js';

const newFolder = temporaryFolders();
const CELL = { agency: 'behzisti', sector: 'services', county: 'tabriz' } as const;

const assigned = (
  jobs: number,
  version = 'baseline',
  where: Partial<typeof CELL> | { county: string } = {},
): CommitmentEvent => ({
  type: 'CommitmentAssigned',
  data: { version, ...CELL, ...where, jobs, notifiedOn: day('1401-02-01') },
});

const plan = (...events: readonly CommitmentEvent[]) =>
  inStream(streams.commitmentPlan(PROVINCE, 1401), ...events);

const dimensions = (
  jobId: string,
  registeredOn: string,
  gender: 'female' | 'male' = 'male',
): JobDimensions => ({
  jobId,
  province: PROVINCE,
  year: 1401,
  ...CELL,
  gender,
  registeredOn: day(registeredOn),
});

const registered = (jobId: string, on: string, gender: 'female' | 'male' = 'male'): JobEvent => ({
  type: 'JobRegistered',
  data: { ...dimensions(jobId, on, gender), personId: `person-of-${jobId}`, startedOn: day(on) },
});

const verified = (jobId: string, on: string, round: 1 | 2 | 3): JobEvent => ({
  type: 'JobVerified',
  data: { ...dimensions(jobId, on), round, verifier: `inspector-${String(round)}`, on: day('1401-12-01') },
});

const ended = (jobId: string, on: string): JobEvent => ({
  type: 'JobEnded',
  data: { ...dimensions(jobId, on), endedOn: day('1401-12-02') },
});

const rejected = (jobId: string, on: string, verifiedRounds: 0 | 1 | 2, isEnded = false): JobEvent => ({
  type: 'JobRejected',
  data: {
    ...dimensions(jobId, on),
    round: (verifiedRounds + 1) as 1 | 2 | 3,
    verifier: 'inspector-9',
    on: day('1401-12-03'),
    reason: 'nobody works there',
    verifiedRounds,
    ended: isEnded,
  },
});

const voided = (jobId: string, on: string, verifiedRounds: number): JobEvent => ({
  type: 'RegistrationVoided',
  data: {
    ...dimensions(jobId, on),
    voidedOn: day('1401-12-03'),
    reason: 'entered twice',
    verifiedRounds,
    ended: false,
  },
});

const jobs = (...events: readonly JobEvent[]) =>
  events.flatMap((event) => inStream(streams.job(event.data.jobId), event));

async function boardAfter(happened: Parameters<typeof modelsAfter>[1], version?: string) {
  const models = await modelsAfter(newFolder(), happened);
  const board = models.commitments.commitmentBoard(PROVINCE, 1401, version === undefined ? {} : { version });
  await models.runner.close();
  if (board === undefined) throw new Error('no board');
  return board;
}

describe('the commitment board', () => {
  it('measures against the baseline, truncated, and against the raised version on request', async () => {
    const happened = [
      ...plan(assigned(45_794), assigned(52_150, 'raised')),
      ...Array.from({ length: 3 }, (_, index) => jobs(registered(`j-${String(index)}`, '1401-10-05'))).flat(),
    ];
    const baseline = await boardAfter(happened);
    expect(baseline.totals).toMatchObject({ net: 3, assigned: { baseline: 45_794, raised: 52_150 } });
    expect(baseline.totals.fulfilmentBasisPoints).toBe(0);
    expect(baseline.versions).toEqual(['baseline', 'raised']);
    const small = await boardAfter(
      [...plan(assigned(7), assigned(2, 'raised')), ...jobs(registered('j', '1401-10-05'))],
      'raised',
    );
    expect(small.totals.fulfilmentBasisPoints).toBe(5_000);
  });

  it('follows revisions and withdrawals of a commitment', async () => {
    const where = { version: 'baseline', ...CELL, notifiedOn: day('1401-02-01') };
    const board = await boardAfter(
      plan(
        assigned(100),
        assigned(40, 'baseline', { county: 'marand' }),
        {
          type: 'CommitmentRevised',
          data: {
            ...where,
            jobs: 130,
            previousJobs: 100,
            revisedOn: day('1401-05-01'),
            reason: 'more credit',
          },
        },
        {
          type: 'CommitmentWithdrawn',
          data: {
            ...where,
            county: 'marand',
            jobs: 40,
            withdrawnOn: day('1401-06-01'),
            reason: 'the office closed',
          },
        },
      ),
    );
    expect(board.counties.map(({ id, assigned: versions }) => [id, versions.baseline])).toEqual([
      ['marand', 0],
      ['tabriz', 130],
    ]);
    expect(board.totals.assigned).toEqual({ baseline: 130 });
  });

  it('counts jobs by month of registration, and cumulated to the end of each month', async () => {
    const board = await boardAfter([
      ...plan(assigned(4)),
      ...jobs(
        registered('a', '1401-09-30'),
        registered('b', '1401-10-01', 'female'),
        registered('c', '1401-10-30'),
      ),
    ]);
    expect(
      board.months.map(({ month, net, netToDate, fulfilmentBasisPoints }) => [
        month,
        net,
        netToDate,
        fulfilmentBasisPoints,
      ]),
    ).toEqual([
      ['1401-09', 1, 1, 2_500],
      ['1401-10', 2, 3, 7_500],
    ]);
    expect(board.totals.registeredWomen).toBe(1);
  });

  it('removes a rejected or voided job from the count, with its passed rounds and its end', async () => {
    const on = '1401-10-01';
    const board = await boardAfter([
      ...plan(assigned(10)),
      ...jobs(registered('a', on), verified('a', on, 1), verified('a', on, 2), verified('a', on, 3)),
      ...jobs(registered('b', on), verified('b', on, 1), ended('b', on), rejected('b', on, 1, true)),
      ...jobs(registered('c', on), verified('c', on, 1), verified('c', on, 2), voided('c', on, 2)),
      ...jobs(registered('d', on), ended('d', on)),
    ]);
    expect(board.totals).toMatchObject({
      registered: 4,
      rejected: 1,
      voided: 1,
      net: 2,
      verified: { round1: 1, round2: 1, round3: 1 },
      ended: 1,
      fulfilmentBasisPoints: 2_000,
    });
    expect(board.agencies).toMatchObject([{ id: 'behzisti', net: 2 }]);
    expect(board.sectors).toMatchObject([{ id: 'services', net: 2 }]);
  });

  it('also counts the jobs of women net: a rejected job does not count', async () => {
    const on = '1401-10-01';
    const rejectedWoman = rejected('b', on, 0, false);
    const board = await boardAfter([
      ...plan(assigned(10)),
      ...jobs(registered('a', on, 'female'), registered('b', on, 'female'), registered('c', on)),
      ...jobs({ ...rejectedWoman, data: { ...rejectedWoman.data, gender: 'female' } } as JobEvent),
    ]);
    expect(board.totals).toMatchObject({ registeredWomen: 2, net: 2, netWomen: 1 });
  });

  it('shows each agency, sector and county together, with its months, page by page', async () => {
    const models = await modelsAfter(
      newFolder(),
      plan(assigned(10), assigned(5, 'raised'), assigned(3, 'baseline', { county: 'marand' })),
      jobs(registered('a', '1401-09-30'), registered('b', '1401-10-01')),
    );
    const { total, cells } = models.commitments.commitmentCells(PROVINCE, 1401, { limit: 1, offset: 1 });
    expect(total).toBe(2);
    expect(cells).toMatchObject([
      {
        ...CELL,
        assigned: { baseline: 10, raised: 5 },
        net: 2,
        fulfilmentBasisPoints: 2_000,
        months: [
          { month: '1401-09', net: 1 },
          { month: '1401-10', net: 1 },
        ],
      },
    ]);
    expect(models.commitments.commitmentCells(PROVINCE, 1401, { county: 'marand' })).toMatchObject({
      total: 1,
      cells: [{ county: 'marand', net: 0, months: [] }],
    });
    const inDey = models.commitments.commitmentCells(PROVINCE, 1401, { county: 'tabriz', month: '1401-10' });
    expect(inDey.cells).toMatchObject([{ net: 1, months: [{ month: '1401-10' }] }]);
    await models.runner.close();
  });

  it('is undefined for a year without records', async () => {
    const models = await modelsAfter(newFolder(), plan(assigned(10)));
    expect(models.commitments.commitmentBoard(PROVINCE, 1402)).toBeUndefined();
    await models.runner.close();
  });
});
