import { day } from '@misaq/platform/calendar/day.fixture.js';
import { JOBS, newProvince, REGISTER, type TestProvince } from './imports.fixture.js';
import type { ImportReport } from './report.js';
import type { Verifier } from '@misaq/employment/verifiers.js';

const INSPECTORS: readonly Verifier[] = [
  { principalId: 'inspector-1', name: 'بازرس یکم', role: 'inspector' },
  { principalId: 'inspector-2', name: 'بازرس دوم', role: 'inspector' },
  { principalId: 'labour-1', name: 'اداره کل کار', role: 'labour' },
  { principalId: 'gone', name: 'بازرس پیشین', role: 'inspector', until: day('1401-04-01') },
];

const HEADER = 'job_id,round,verdict,verifier,on,reason';
const file = (...rows: readonly string[]): string => `${HEADER}\n${rows.join('\n')}\n`;
const errorsOf = ({ errors }: ImportReport) =>
  errors.map(({ row, column, code, message }) => [
    row,
    column,
    code,
    /nearest: «?([\w-]+)/.exec(message)?.[1],
  ]);

describe('The verifier of a round in a file', () => {
  let known: readonly Verifier[];
  let province: TestProvince;

  beforeEach(async () => {
    known = INSPECTORS;
    province = newProvince(() => Promise.resolve(known));
    await province.given('organisations', REGISTER);
    await province.given('jobs', JOBS);
  });
  afterEach(() => province.close());

  it('is a principal who verifies: an inspector or somebody of the labour department', async () => {
    await province.given(
      'verifications',
      file('J1,1,verified,inspector-1,1401-04-01,', 'J1,2,verified,labour-1,1401-05-01,'),
    );
    expect(await province.job('J1')).toMatchObject({
      rounds: [{ verifier: 'inspector-1' }, { verifier: 'labour-1' }],
    });
  });

  it('is refused with its row and column when nobody bears that id, and the nearest is offered', async () => {
    const report = await province.report(
      'verifications',
      file(
        'J1,1,verified,inspecter-1,1401-04-01,',
        'J2,1,رد,someone,1401-04-01,closed',
        'J2,1,رد,بازرس‌دوم,1401-04-01,closed',
      ),
    );
    expect(errorsOf(report)).toEqual([
      [2, 'verifier', 'unknown_verifier', 'inspector-1'],
      [3, 'verifier', 'unknown_verifier', undefined],
      [4, 'verifier', 'unknown_verifier', 'inspector-2'],
    ]);
    expect(await province.job('J1')).toMatchObject({ rounds: [] });
  });

  it('may have signed until the day on which the role was revoked, and not after it', async () => {
    const report = await province.report(
      'verifications',
      file('J1,1,verified,gone,1401-04-01,', 'J2,1,verified,gone,1401-04-02,'),
      { partial: true },
    );
    expect(errorsOf(report)).toEqual([[3, 'verifier', 'unknown_verifier', undefined]]);
    expect(report.applied).toBe(1);
  });

  it('stands as it was recorded before principals were kept', async () => {
    known = [];
    const rows = file('J1,1,verified,verifier-tabriz-1,1401-04-01,');
    await province.given('verifications', rows);
    known = INSPECTORS;
    expect(await province.report('verifications', rows)).toMatchObject({ duplicates: 1, rejected: 0 });
  });

  it('is taken as it stands on a log that knows no inspector', async () => {
    known = INSPECTORS.filter(({ role }) => role === 'labour');
    await province.given('verifications', file('J1,1,verified,verifier-tabriz-1,1401-04-01,'));
  });
});
