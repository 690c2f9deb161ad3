import { type Api, ELSEWHERE, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction, job, payment } from '../samples.fixture.js';

const SHARED = `${PROVINCE}-1401-shared`;
const ABROAD = `${ELSEWHERE}-1401-abroad`;
const PLAN = (province: string): string => `/api/v1/provinces/${province}/plans/1401`;

/** Everything that can be asked with a pool in which two agencies and two banks have a part. */
const QUESTIONS = [
  '/api/v1/pools',
  `/api/v1/pools/${SHARED}`,
  `/api/v1/pools/${SHARED}/allocations`,
  `/api/v1/pools/${SHARED}/simulation?threshold=10&split=performance-weighted`,
  `/api/v1/pools/${SHARED}/simulation?threshold=60`,
  `/api/v1/pools/${SHARED}/banks`,
  '/api/v1/banks',
  `/api/v1/pools/${SHARED}/facilities`,
  `/api/v1/pools/${SHARED}/reviews`,
  `/api/v1/pools/${SHARED}/reviews/${SHARED}-review-1`,
  `/api/v1/history?pool=${SHARED}`,
  `/api/v1/history?stream=creditPool-${SHARED}`,
  '/api/v1/history?actor=labour',
  '/api/v1/jobs',
  PLAN(PROVINCE),
  `${PLAN(PROVINCE)}/cells`,
  `/api/v1/provinces/${PROVINCE}/organisations`,
  '/api/v1/imports',
] as const;

/** Two agencies and two banks; the first falls short, and the second has applicants. */
async function share(api: Api, pool: string): Promise<void> {
  const at = (rest: string): string => `/api/v1/pools/${pool}/${rest}`;
  const facility = async (id: string, agency: string, bank: string, rial: string, paid: string) => {
    await api.act(at('facilities'), 'labour', { ...introduction(id, agency, rial), bank });
    await api.act(at(`facilities/${id}/payments`), 'labour', { ...payment(`p-${id}`, paid), bank });
  };
  await api.act(at('allocations'), 'labour', allocation('a', 'behzisti', '1111'));
  await api.act(at('allocations'), 'labour', allocation('b', 'relief-committee', '2222'));
  await facility('f', 'behzisti', 'bank-melli', '555', '333');
  await facility('g', 'relief-committee', 'bank-mellat', '4444', '2220');
  await api.act(at('reviews'), 'labour', { asOf: '1401-11-02' });
}

/** Texts in an answer, keys and values. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}

/** A transfer between two that was proposed is seen by both, in figures and in words. */
function withoutTransfers(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/^Proposed: .*$/gm, '');
  if (Array.isArray(value)) return value.map(withoutTransfers);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'transfers');
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutTransfers(item)]));
}

describe('An officer', () => {
  let api: Api;

  beforeAll(async () => {
    api = await openApi();
    for (const [province, pool] of [
      [PROVINCE, SHARED],
      [ELSEWHERE, ABROAD],
    ] as const) {
      await share(api, pool);
      for (const [index, agency] of ['behzisti', 'relief-committee'].entries()) {
        const n = (province === PROVINCE ? 10 : 20) + index;
        await api.act('/api/v1/jobs', 'labour', { ...job(n), province, agency });
        await api.act(`${PLAN(province)}/commitments`, 'labour', {
          version: 'baseline',
          agency,
          sector: 'services',
          county: 'tabriz',
          jobs: 10 + index,
          notifiedOn: '1401-02-01',
        });
      }
    }
    await api.caughtUp();
  });
  afterAll(() => api.close());

  const ask = async (path: string, as: Player): Promise<unknown> => {
    const { text, status } = await api.request('GET', path, { as });
    return status === 200 ? JSON.parse(text) : undefined;
  };

  it.each<[Player, string, number]>([
    ['agency-relief', 'behzisti', 15],
    ['agency-behzisti', 'relief-committee', 15],
    ['bank-mellat', 'bank-melli', 9],
    ['bank-melli', 'bank-mellat', 9],
  ])('%s reads nothing of %s, whatever is asked', async (as, other, answers) => {
    let answered = 0;
    for (const path of QUESTIONS) {
      const all = await ask(path, 'labour');
      if (!path.includes('imports')) expect(textsIn(all)).not.toHaveLength(0);
      const own = await ask(path, as);
      if (own === undefined) continue;
      answered += 1;
      const isTried = path.includes('/simulation');
      const told = textsIn(isTried ? own : withoutTransfers(own)).filter((text) => text.includes(other));
      expect([path, told]).toEqual([path, []]);
    }
    expect(answered).toBeGreaterThanOrEqual(answers);
  });

  it('of an agency that tries settings sees what it would lose at most, and nothing that rests on others', async () => {
    const tried = (as: Player) => ask(`/api/v1/pools/${SHARED}/simulation?threshold=60`, as);
    expect(await tried('deputy')).toMatchObject({
      transfers: [{ from: 'behzisti', to: 'relief-committee', amountRial: '778' }],
      unplacedRial: '0',
    });
    const alone = { transfers: null, unplacedRial: null };
    const rests = { givesRial: null, receivesRial: null, netAfterRial: null, changeRial: null };
    expect(await tried('agency-behzisti')).toMatchObject({
      ...alone,
      changes: [{ agency: 'behzisti', verdictAfter: 'fell-short', movableAfterRial: '778', ...rests }],
    });
    expect(await tried('agency-relief')).toMatchObject({
      ...alone,
      changes: [{ agency: 'relief-committee', verdictAfter: 'passed', movableAfterRial: '0', ...rests }],
    });
  });

  it('of an agency is answered alike whatever the figures of its competitor, whichever settings it tries', async () => {
    const pools = [`${PROVINCE}-1401-rich`, `${PROVINCE}-1401-poor`] as const;
    for (const [pool, credit, paid] of [
      [pools[0], '7000', '210'],
      [pools[1], '4000', '2599'],
    ] as const) {
      const at = (rest: string): string => `/api/v1/pools/${pool}/${rest}`;
      const facility = async (id: string, agency: string, rial: string, amountRial: string) => {
        await api.act(at('facilities'), 'labour', introduction(id, agency, rial));
        await api.act(at(`facilities/${id}/payments`), 'labour', payment(`p-${id}`, amountRial));
      };
      await api.act(at('allocations'), 'labour', allocation('a', 'behzisti', '1000'));
      await api.act(at('allocations'), 'labour', allocation('b', 'relief-committee', credit));
      await facility('f', 'behzisti', '9000', '700');
      await facility('g', 'relief-committee', '7000', paid);
    }
    await api.caughtUp();
    const asked = async (pool: string, query: string, as: Player): Promise<string> =>
      JSON.stringify(await ask(`/api/v1/pools/${pool}/simulation?${query}`, as)).replaceAll(pool, 'POOL');
    for (const query of [
      'threshold=3',
      'threshold=64',
      'threshold=65',
      'threshold=71',
      'threshold=60&split=performance-weighted',
      'ringFence=true&asOf=1401-12-20',
      'days=40',
      'until=1401-09-20&reportingWorkingDays=0',
    ]) {
      const [rich, poor] = await Promise.all(pools.map((pool) => asked(pool, query, 'agency-behzisti')));
      expect(rich).toContain('"verdictAfter"');
      expect(rich).toBe(poor);
      const [all, others] = await Promise.all(pools.map((pool) => asked(pool, query, 'deputy')));
      expect(all).not.toBe(others);
    }
  });

  it.each<[Player, string]>([
    ['agency-relief', 'agency=behzisti'],
    ['bank-mellat', 'bank=bank-melli'],
    ['agency-elsewhere', `province=${PROVINCE}`],
  ])('%s is refused by name when a list is asked for with %s', async (as, filter) => {
    const lists = ['/api/v1/jobs', `/api/v1/pools/${as === 'agency-elsewhere' ? ABROAD : SHARED}/facilities`];
    for (const list of as === 'bank-mellat' ? lists.slice(1) : lists.slice(0, 1)) {
      const { status, json } = await api.request('GET', `${list}?${filter}`, { as });
      expect([list, status, json.refusal]).toEqual([list, 403, 'not_own']);
    }
  });

  describe('of an office with the same id in another province', () => {
    it.each<[string, Player]>([
      ['/api/v1/history?agency=behzisti', 'agency-elsewhere'],
      ['/api/v1/history?actor=labour', 'agency-elsewhere'],
      ['/api/v1/history?facility=f', 'agency-elsewhere'],
      ['/api/v1/history?bank=bank-melli', 'bank-elsewhere'],
      ['/api/v1/pools', 'agency-elsewhere'],
      ['/api/v1/pools', 'bank-elsewhere'],
      ['/api/v1/jobs', 'agency-elsewhere'],
    ])('finds under %s only what is of the own province (%s)', async (path, as) => {
      const { items, total } = (await ask(path, as)) as { items: unknown[]; total: number };
      expect(items.length).toBeGreaterThan(0);
      expect(items).toHaveLength(total);
      const texts = textsIn(items);
      expect(texts.filter((text) => text.includes(PROVINCE) || text === 'job-10')).toEqual([]);
      expect(texts.some((text) => text.includes(ELSEWHERE) || text === 'job-20')).toBe(true);
    });

    it('is shown its own province as the only one', async () => {
      const provinces = async (as: Player) =>
        ((await ask('/api/v1/provinces', as)) as { items: { province: string }[] }).items.map(
          ({ province }) => province,
        );
      expect(await provinces('agency-elsewhere')).toEqual([ELSEWHERE]);
      expect(await provinces('bank-elsewhere')).toEqual([ELSEWHERE]);
      expect(await provinces('bank-melli')).toEqual([PROVINCE]);
      expect(await provinces('governor')).toEqual([PROVINCE, ELSEWHERE]);
    });

    it('sees the board of banks over the pools of its province', async () => {
      const { banks } = (await ask(`/api/v1/pools/${ABROAD}/banks`, 'labour')) as {
        banks: { bank: string }[];
      };
      const own = (await ask('/api/v1/banks', 'bank-elsewhere')) as { banks: unknown[] };
      expect(own.banks).toEqual(banks.filter(({ bank }) => bank === 'bank-melli'));
      const everywhere = (await ask('/api/v1/banks', 'labour')) as { banks: unknown[] };
      expect(everywhere.banks).not.toContainEqual(own.banks[0]);
    });

    it('does nothing in the other province, however it is addressed', async () => {
      const digits = ABROAD.replace('1401', '۱۴۰۱').replace(ELSEWHERE, PROVINCE);
      const refused = async (path: string, as: Player, body: object) => {
        const { status, json } = await api.request('POST', path, { as, body });
        return { status, refusal: json.refusal, figures: json.figures };
      };
      const notOwn = (act: string, own: string, role: string) => ({
        status: 403,
        refusal: 'not_own',
        figures: { act, role, own, ownProvince: ELSEWHERE, province: PROVINCE },
      });
      const body = introduction('new');
      expect(await refused(`/api/v1/pools/${SHARED}/facilities`, 'agency-elsewhere', body)).toEqual(
        notOwn('introduce', 'behzisti', 'agency'),
      );
      expect(
        await refused(`/api/v1/pools/${encodeURIComponent(digits)}/facilities`, 'agency-elsewhere', body),
      ).toEqual(notOwn('introduce', 'behzisti', 'agency'));
      expect(await refused(`/api/v1/pools/%20${SHARED}/facilities`, 'agency-elsewhere', body)).toEqual(
        notOwn('introduce', 'behzisti', 'agency'),
      );
      expect(
        await refused(`/api/v1/pools/${SHARED}/facilities/f/payments`, 'bank-elsewhere', payment('x', '1')),
      ).toEqual(notOwn('pay', 'bank-melli', 'bank'));
      expect(await refused('/api/v1/jobs', 'agency-elsewhere', job(30))).toEqual(
        notOwn('register-job', 'behzisti', 'agency'),
      );
      expect(
        await refused('/api/v1/jobs/job-10/endings', 'agency-elsewhere', { endedOn: '1401-10-20' }),
      ).toMatchObject({ status: 403, refusal: 'not_own', figures: { act: 'end-job', owner: null } });
      expect(
        await refused('/api/v1/jobs', 'agency-elsewhere', { ...job(30), province: ELSEWHERE }),
      ).toMatchObject({ status: 200 });
    });

    it('imports no row of it', async () => {
      const text =
        'facility_id,pool,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id\n' +
        `i,${ABROAD},behzisti,bank-melli,100,1401-09-06,tabriz,services,1,\n` +
        `i,${SHARED},behzisti,bank-melli,100,1401-09-06,tabriz,services,1,\n`;
      const send = (query: string) =>
        api.request('POST', `/api/v1/imports/introductions${query}`, {
          as: 'agency-elsewhere',
          body: text,
          headers: { 'content-type': 'text/csv' },
        });
      const { status, json } = await send('');
      expect(status).toBe(422);
      expect(json).toMatchObject({
        refusal: 'file_refused',
        report: { errors: [{ row: 3, column: 'pool', code: 'not_own' }] },
      });
      expect((await send('?partial=true')).json).toMatchObject({ accepted: 1, rejected: 1, applied: 1 });
    });

    it('sees no import that an officer sent for the other one, whatever offices they held before or after', async () => {
      const principalId = 'mover';
      const moveTo = async (province: string): Promise<string> => {
        const grant = { role: 'agency', organisation: 'behzisti', province };
        await api.act(`/api/v1/principals/${principalId}/roles`, 'admin', grant);
        return (await api.issue(principalId)).token;
      };
      const send = async (token: string, pool: string, facilityId: string): Promise<string> => {
        const text =
          'facility_id,pool,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id\n' +
          `${facilityId},${pool},behzisti,bank-melli,100,1401-09-06,tabriz,services,1,\n`;
        const headers = { 'content-type': 'text/csv' };
        const sent = await api.request('POST', '/api/v1/imports/introductions', {
          token,
          body: text,
          headers,
        });
        return String(sent.json.importId);
      };
      await api.act('/api/v1/principals', 'admin', { principalId, name: 'Moves from office to office' });
      const here = await send(await moveTo(PROVINCE), SHARED, 'of-here');
      const leaving = { role: 'agency', organisation: 'behzisti', reason: 'Goes to another province' };
      await api.act(`/api/v1/principals/${principalId}/roles/revocations`, 'admin', leaving);
      const there = await send(await moveTo(ELSEWHERE), ABROAD, 'of-there');
      await api.caughtUp();
      const shown = async (as: Player) => {
        const { items } = (await ask('/api/v1/imports', as)) as { items: { importId: string }[] };
        const listed = items.map(({ importId }) => importId);
        const alone = await Promise.all([here, there].map((id) => ask(`/api/v1/imports/${id}`, as)));
        return [here, there].map((id, at) => [listed.includes(id), alone[at] !== undefined]);
      };
      const [yes, no] = [
        [true, true],
        [false, false],
      ];
      expect(await shown('agency-behzisti')).toEqual([yes, no]);
      expect(await shown('agency-elsewhere')).toEqual([no, yes]);
      expect(await shown('labour')).toEqual([yes, yes]);
    });
  });
});
