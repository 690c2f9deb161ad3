import { A_DAY_MS, type Api, NOON_MS, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction, job, nationalIdOf } from '../samples.fixture.js';

/*
 * What the check of a file tells, and what it leaves behind. A check stands in the history, is counted for its sender and
 * day, and tells a bank nothing of the credit of agencies.
 */

const CSV = { 'content-type': 'text/csv' };
const JOBS =
  'job_id,province,year,national_id,agency,sector,county,gender,education,priority_group,registered_on,started_on,' +
  'facility_id,programme';
const PAYMENTS = 'pool,facility_id,bank,amount_rial,paid_on,bank_reference';
const DRY = '?dryRun=true';

const jobRow = (jobId: string, person: number): string =>
  `${jobId},${PROVINCE},1401,${nationalIdOf(person)},behzisti,services,tabriz,female,,,1401-10-10,1401-10-01,,`;

interface Report {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly errors: readonly { readonly row: number; readonly code: string; readonly message: string }[];
  readonly remarks?: readonly { readonly code: string }[];
}

function sender(api: () => Api) {
  return async (kind: string, as: Player, lines: readonly string[], query = '') => {
    const body = `${lines.join('\n')}\n`;
    const asked = { as, body, headers: CSV };
    const { status, headers, json } = await api().request('POST', `/api/v1/imports/${kind}${query}`, asked);
    const report = (json.report ?? json) as unknown as Report;
    return { status, headers, refusal: json.refusal, figures: json.figures, report };
  };
}

async function checksOf(api: Api, principal: Player): Promise<readonly unknown[]> {
  await api.caughtUp();
  const path = `/api/v1/history?stream=checks-${principal}&limit=500`;
  const { status, json } = await api.request('GET', path, { as: 'inspector' });
  return status === 200 ? (json.items as readonly unknown[]) : [];
}

describe('The check of a file', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({ MISAQ_CHECKED_ROWS_PER_DAY: '400', MISAQ_CHECKED_PERSONS_PER_DAY: '5' });
    await api.act('/api/v1/jobs', 'labour', { ...job(1), agency: 'relief-committee' });
  });
  afterAll(() => api.close());
  const send = sender(() => api);

  it('stands in the history as a check, with its kind, its rows and its sender', async () => {
    const lines = [JOBS, jobRow('mine', 2), jobRow('other', 1)];
    const before = (await api.service.store.health()).position;
    expect(await send('jobs', 'agency-behzisti', lines, DRY)).toMatchObject({
      status: 422,
      report: { rows: 2, accepted: 1, errors: [{ row: 3, code: 'person_already_employed' }] },
    });
    const made = await checksOf(api, 'agency-behzisti');
    expect(made).toMatchObject([
      {
        type: 'FileChecked',
        actor: { id: 'agency-behzisti' },
        data: { principalId: 'agency-behzisti', kind: 'jobs', rows: 2, persons: 2, why: 'dry-run' },
        summary:
          'agency-behzisti had a file with 2 rows of jobs checked, which named 2 persons; none was recorded',
      },
    ]);
    expect((await api.service.store.health()).position).toBe(before + 1n);
    expect(JSON.stringify(made)).not.toMatch(new RegExp(`${nationalIdOf(1)}|${nationalIdOf(2)}`));
  });

  it('stands there too when a file that names persons is refused: it told the same', async () => {
    const lines = [JOBS, jobRow('mine', 1), jobRow('bad id', 2)];
    expect(await send('jobs', 'agency-behzisti', lines)).toMatchObject({
      status: 422,
      refusal: 'file_refused',
    });
    expect((await checksOf(api, 'agency-behzisti')).at(-1)).toMatchObject({
      data: { kind: 'jobs', rows: 2, persons: 1, why: 'refused' },
    });
  });

  it('says of persons only what a registration of the sender says', async () => {
    const lines = [JOBS, jobRow('third', 1)];
    const tried = await send('jobs', 'agency-behzisti', lines, DRY);
    const registered = await send('jobs', 'agency-behzisti', lines, '?partial=true');
    expect(tried.report.errors).toEqual(registered.report.errors);
    expect(tried.report.errors).toMatchObject([{ code: 'person_already_employed' }]);
    expect(JSON.stringify(tried.report)).not.toContain('job-1');
  });

  it('is refused by name beyond the persons of a day, and tells nothing then', async () => {
    const lines = [JOBS, jobRow('x', 1), jobRow('y', 2)];
    const refused = await send('jobs', 'agency-behzisti', lines, DRY);
    expect(refused).toMatchObject({
      status: 429,
      refusal: 'checks_used_up',
      figures: { counted: 'persons', limit: 5, used: 4, given: 2 },
      report: { errors: [] },
    });
    // From noon to the next day in Tehran.
    expect(refused.headers['retry-after']).toBe(String(12 * 3_600));
    const decoyed = await send('jobs', 'agency-behzisti', [...lines, jobRow('bad id', 3)]);
    expect(decoyed).toMatchObject({ status: 429, refusal: 'checks_used_up', report: { errors: [] } });
    expect(await checksOf(api, 'agency-behzisti')).toHaveLength(3);
  });

  it('leaves registrations alone, and other principals', async () => {
    expect(
      await send('jobs', 'agency-behzisti', [JOBS, jobRow('mine', 2), jobRow('too', 3), jobRow('three', 4)]),
    ).toMatchObject({ status: 200, report: { accepted: 3 } });
    expect(await send('jobs', 'agency-relief', [JOBS, jobRow('x', 5)], DRY)).toMatchObject({ status: 422 });
  });

  it('is refused beyond the rows of a day, of which each check counts as a hundred at least', async () => {
    const lines = [PAYMENTS, `${PROVINCE}-1401-none,f,bank-melli,1,1401-10-05,r`];
    for (let n = 1; n <= 4; n += 1)
      expect(await send('payments', 'bank-melli', lines, DRY)).toMatchObject({ status: 422 });
    expect(await send('payments', 'bank-melli', lines, DRY)).toMatchObject({
      status: 429,
      refusal: 'checks_used_up',
      figures: { counted: 'rows', limit: 400, used: 400, given: 100 },
    });
    expect(await send('payments', 'bank-melli', lines)).toMatchObject({ refusal: 'file_refused' });
    api.setClock(NOON_MS + A_DAY_MS);
    expect(await send('payments', 'bank-melli', lines, DRY)).toMatchObject({ status: 422 });
    api.setClock(NOON_MS);
  });
});

describe('A bank that checks payments', () => {
  /** Unpaid credit of the agency in two pools that are alike otherwise. */
  const CREDIT = { low: 300, high: 700 } as const;
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    for (const [name, credit] of Object.entries(CREDIT)) {
      const at = (rest: string): string => `/api/v1/pools/${PROVINCE}-1401-${name}/${rest}`;
      await api.act(at('allocations'), 'labour', allocation('a', 'behzisti', String(credit)));
      await api.act(at('facilities'), 'labour', introduction('f', 'behzisti', '100000'));
    }
  });
  afterAll(() => api.close());
  const send = sender(() => api);

  const rows = (pool: keyof typeof CREDIT, ...amounts: readonly number[]): readonly string[] => [
    PAYMENTS,
    ...amounts.map(
      (rial, n) => `${PROVINCE}-1401-${pool},f,bank-melli,${String(rial)},1401-10-05,r-${String(n)}`,
    ),
  ];
  const DECOY = 'no-pool,f,bank-melli,1,1401-10-05,decoy';
  /** What is told, of either pool alike. */
  const told = async (pool: keyof typeof CREDIT, lines: readonly string[], query = ''): Promise<string> => {
    const { status, refusal, report } = await send('payments', 'bank-melli', lines, query);
    return JSON.stringify([status, refusal, report]).replaceAll(pool, 'POOL');
  };

  it.each([[1], [299], [300], [301], [699], [701], [90_000], [256, 128, 64, 32, 16, 8, 4, 2, 1]])(
    'is told nothing of the credit of the agency by a dry run of %p',
    async (...amounts) => {
      const low = await told('low', rows('low', ...amounts), DRY);
      expect(low).toBe(await told('high', rows('high', ...amounts), DRY));
      expect(low).toContain('credit_not_checked');
      expect(low).not.toContain('credit_exhausted');
    },
  );

  it('is told nothing of it by a file that is refused for another row', async () => {
    for (const amount of [299, 301, 701]) {
      const [low, high] = await Promise.all([
        told('low', [...rows('low', amount), DECOY]),
        told('high', [...rows('high', amount), DECOY]),
      ]);
      expect(low).toBe(high);
      expect(low).not.toContain('credit_exhausted');
    }
  });

  it('is told of a file that the credit does not suffice for all of it, and not for which rows it would', async () => {
    const bits = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];
    const [low, high] = await Promise.all([
      told('low', rows('low', ...bits)),
      told('high', rows('high', ...bits)),
    ]);
    expect(low).toBe(high);
    const { report } = await send('payments', 'bank-melli', rows('low', ...bits));
    expect([report.accepted, report.errors.map(({ code }) => code)]).toEqual([
      0,
      bits.map(() => 'credit_exhausted'),
    ]);
    expect(JSON.stringify(report)).not.toMatch(/\b300\b/);
  });

  it('pays as before what the credit covers, and leaves out what it does not', async () => {
    expect(await send('payments', 'bank-melli', rows('low', 100, 150))).toMatchObject({
      status: 200,
      report: { accepted: 2 },
    });
    const more = rows('low', 100, 150, 60, 50);
    expect(await send('payments', 'bank-melli', more, '?partial=true')).toMatchObject({
      status: 200,
      report: { accepted: 1, rejected: 1, errors: [{ row: 4, code: 'credit_exhausted' }] },
    });
  });

  it('does not keep the labour department from checking the credit', async () => {
    expect(await send('payments', 'labour', rows('high', 701), DRY)).toMatchObject({
      status: 422,
      report: { errors: [{ code: 'credit_exhausted' }] },
    });
  });
});
