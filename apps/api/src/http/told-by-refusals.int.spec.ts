import { type Api, ELSEWHERE, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction, job, nationalIdOf, payment } from '../samples.fixture.js';

/*
 * What is refused says why, with figures; to an officer none of them is of another agency or bank. What is another's
 * looks like what is not there, wherever an id that is taken does not have to be called taken.
 */

const POOL = `${PROVINCE}-1401-told`;
const at = (rest: string): string => `/api/v1/pools/${POOL}/${rest}`;

interface Told {
  readonly status: number;
  readonly refusal: unknown;
  readonly figures: unknown;
  readonly text: string;
}

describe('A refusal to an officer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await api.act(at('allocations'), 'labour', allocation('a', 'behzisti', '777000'));
    await api.act(at('facilities'), 'labour', {
      ...introduction('of-behzisti', 'behzisti', '555000'),
      applicantId: nationalIdOf(71),
    });
    await api.act(at('facilities/of-behzisti/payments'), 'labour', payment('p', '333000'));
    await api.act(at('facilities'), 'labour', introduction('too-large', 'behzisti', '999000'));
    await api.act('/api/v1/jobs', 'labour', { ...job(70), jobId: 'job-of-behzisti', priorityGroup: 'women' });
    await api.act('/api/v1/webhooks', 'agency-behzisti', {
      webhookId: 'hook-of-behzisti',
      url: 'https://behzisti.example/',
    });
    await api.caughtUp();
  });
  afterAll(() => api.close());

  async function send(path: string, as: Player, body: object): Promise<Told> {
    const { status, json, text } = await api.request('POST', path, { as, body });
    return { status, refusal: json.refusal, figures: json.figures, text };
  }

  /** The same about what is there for somebody else and about what is not there at all. */
  async function bothOf(
    path: (id: string) => string,
    [theirs, nobodys]: readonly [string, string],
    as: Player,
    body: object,
  ): Promise<readonly Told[]> {
    const answers = [];
    for (const id of [theirs, nobodys]) {
      const { text, figures, ...rest } = await send(path(id), as, body);
      const blank = (value: string): string => value.replaceAll(id, 'ID');
      answers.push({
        ...rest,
        figures: JSON.parse(blank(JSON.stringify(figures))) as unknown,
        // Each request has a name of its own.
        text: blank(text).replace(/urn:misaq:request:[\w-]+/, ''),
      });
    }
    return answers;
  }

  const FACILITIES = ['of-behzisti', 'of-nobody'] as const;
  const ofFacility =
    (act: string) =>
    (id: string): string =>
      at(`facilities/${id}/${act}`);
  const REASON = { reason: 'x' };

  it.each<[string, Player, object]>([
    ['payments', 'bank-mellat', { ...payment('q', '1'), bank: undefined }],
    ['payments/p/reversal', 'bank-mellat', { kind: 'returned', reversedOn: '1401-10-01', ...REASON }],
    ['declines', 'bank-mellat', { declinedOn: '1401-10-01', ...REASON }],
    ['closing', 'bank-mellat', { closedOn: '1401-10-01', ...REASON }],
    ['corrections', 'agency-relief', { amountRial: '600000', ...REASON }],
    ['withdrawals', 'agency-relief', { withdrawnOn: '1401-10-01', by: 'agency', ...REASON }],
  ])(
    'about %s of another’s facility is the one about a facility that there is not',
    async (act, as, body) => {
      const [theirs, nobodys] = await bothOf(ofFacility(act), FACILITIES, as, body);
      expect(theirs).toEqual(nobodys);
      expect([403, 404]).toContain(theirs?.status);
      expect(theirs?.text).not.toMatch(/bank-melli|behzisti/);
    },
  );

  it.each<[Player]>([['agency-relief'], ['agency-elsewhere']])(
    'about the end of another’s job is the one about a job that there is not: %s',
    async (as) => {
      const jobs = ['job-of-behzisti', 'job-of-nobody'] as const;
      const end = (id: string): string => `/api/v1/jobs/${id}/endings`;
      const [theirs, nobodys] = await bothOf(end, jobs, as, { endedOn: '1401-10-20' });
      expect(theirs).toEqual(nobodys);
      expect(theirs).toMatchObject({ status: 403, refusal: 'not_own' });
      expect(theirs?.text).not.toContain(PROVINCE);
    },
  );

  it.each<[Player]>([['agency-relief'], ['agency-elsewhere'], ['bank-melli']])(
    'about another’s webhook is the one about a webhook that there is not: %s',
    async (as) => {
      for (const act of ['removal', 'resumption']) {
        const path = (id: string): string => `/api/v1/webhooks/${id}/${act}`;
        const [theirs, nobodys] = await bothOf(path, ['hook-of-behzisti', 'hook-of-nobody'], as, REASON);
        expect(theirs).toEqual(nobodys);
        expect(theirs).toMatchObject({ status: 403, refusal: 'not_own', figures: { owner: null } });
      }
      const url = 'https://mine.example/';
      const taken = await send('/api/v1/webhooks', as, { webhookId: 'hook-of-behzisti', url });
      expect(taken).toMatchObject({ status: 403, refusal: 'not_own', figures: { owner: null } });
      expect(taken.text).not.toMatch(new RegExp(`behzisti.example|${PROVINCE}`));
    },
  );

  it('says of a facility’s id that it is taken, and nothing of what stands under it', async () => {
    const mine = introduction('of-behzisti', 'relief-committee', '1');
    const { text, ...told } = await send(at('facilities'), 'agency-relief', mine);
    expect(told).toEqual({
      status: 409,
      refusal: 'conflicts_with_recorded',
      figures: { key: 'of-behzisti' },
    });
    expect(text).not.toMatch(/555000|"behzisti"|applicant/);
    // Its own is compared field by field, as before.
    expect(
      await send(at('facilities'), 'agency-behzisti', introduction('too-large', 'behzisti', '1')),
    ).toMatchObject({ figures: { recorded: { amountRial: '999000' } } });
  });

  it.each<[Player, string, string]>([
    ['agency-relief', 'relief-committee', PROVINCE],
    ['agency-elsewhere', 'behzisti', ELSEWHERE],
  ])('says the same of a job’s id: %s', async (as, agency, province) => {
    const mine = { ...job(72), jobId: 'job-of-behzisti', agency, province };
    const { text, ...told } = await send('/api/v1/jobs', as, mine);
    expect(told).toEqual({
      status: 409,
      refusal: 'conflicts_with_recorded',
      figures: { key: 'job-of-behzisti' },
    });
    expect(text).not.toMatch(/women|personId|east-azerbaijan/);
  });

  it('says of a person that another job runs, and which one only to the agency that registered it', async () => {
    const second = (as: Player, agency: string, province = PROVINCE) =>
      send('/api/v1/jobs', as, { ...job(70), jobId: 'job-second', agency, province });
    for (const told of [
      await second('agency-relief', 'relief-committee'),
      await second('agency-elsewhere', 'behzisti', ELSEWHERE),
    ])
      expect(told).toMatchObject({
        refusal: 'person_already_employed',
        figures: { jobId: null, claimed: 'job-second' },
      });
    for (const as of ['agency-behzisti', 'labour'] as const)
      expect(await second(as, 'behzisti')).toMatchObject({ figures: { jobId: 'job-of-behzisti' } });
  });

  it('says to a bank that the credit does not suffice, and not how the agency stands', async () => {
    const path = at('facilities/too-large/payments');
    const beyond = payment('q', '999000');
    expect(await send(path, 'bank-melli', beyond)).toMatchObject({
      refusal: 'credit_exhausted',
      figures: { agency: 'behzisti', givenRial: '999000' },
    });
    expect((await send(path, 'bank-melli', beyond)).text).not.toMatch(/777000|333000/);
    expect(await send(path, 'labour', beyond)).toMatchObject({
      figures: { creditRial: '777000', paidRial: '333000' },
    });
  });

  describe('of a file', () => {
    const csv = { 'content-type': 'text/csv' };
    async function errors(kind: string, as: Player, ...lines: readonly string[]) {
      const body = `${lines.join('\n')}\n`;
      const { json } = await api.request('POST', `/api/v1/imports/${kind}`, { as, body, headers: csv });
      const { report } = json as {
        readonly report?: {
          readonly errors: readonly { readonly column: string; readonly code: string; message: string }[];
        };
      };
      return report?.errors.map(({ column, code, message }) => ({ column, code, message })) ?? [];
    }
    const PAYMENTS = 'pool,facility_id,bank,amount_rial,paid_on,bank_reference';
    const JOBS =
      'job_id,province,year,national_id,agency,sector,county,gender,education,priority_group,registered_on,started_on,' +
      'facility_id,programme';
    const INTRODUCTIONS =
      'facility_id,pool,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id';

    it('about a payment, the end of a job and a person tells no more', async () => {
      const paid = (facility: string): string => `${POOL},${facility},bank-mellat,1,1401-10-01,r`;
      const [other, none] = await errors('payments', 'bank-mellat', PAYMENTS, paid('of-behzisti'), paid('x'));
      expect([other?.code, none?.code]).toEqual(['unknown_facility', 'unknown_facility']);
      expect(other?.message).not.toContain('bank-melli');

      for (const as of ['agency-relief', 'agency-elsewhere'] as const) {
        const rows = ['job-of-behzisti,1401-10-20,x', 'job-of-nobody,1401-10-20,x'];
        const [theirs, nobodys] = await errors('job-endings', as, 'job_id,ended_on,reason', ...rows);
        expect(theirs).toEqual(nobodys);
        expect(theirs).toMatchObject({ column: 'job_id', code: 'not_own' });
      }

      const row = (jobId: string, n: number, facility = ''): string =>
        `${jobId},${PROVINCE},1401,${nationalIdOf(n)},relief-committee,services,tabriz,female,,,1401-10-10,1401-10-01,` +
        `${facility},told`;
      const [taken, employed, unknown] = await errors(
        'jobs',
        'agency-relief',
        JOBS,
        row('job-of-behzisti', 73),
        row('job-new', 70),
        row('job-newer', 74, 'of-behzisti'),
      );
      expect(taken).toMatchObject({ column: 'job_id', code: 'conflicts_with_recorded' });
      expect(taken?.message).not.toMatch(/women|behzisti,|tabriz/);
      expect(employed).toMatchObject({ column: 'national_id', code: 'person_already_employed' });
      expect(employed?.message).not.toContain('job-of-behzisti');
      expect(unknown).toMatchObject({ column: 'facility_id', code: 'unknown_facility' });
    });

    it('names no agency that the register would not show', async () => {
      const row = (pool: string, agency: string): string =>
        `i,${pool},${agency},bank-melli,100,1401-09-06,tabriz,services,1,`;
      // One of its own kind whose id is nearly right, one whose name is right, and the register of another province.
      const found = await errors(
        'introductions',
        'agency-relief',
        INTRODUCTIONS,
        row(POOL, 'behzist'),
        row(POOL, 'behzisti'),
        row(`${ELSEWHERE}-1401-told`, 'behzist'),
      );
      expect(found.map(({ code }) => code)).toEqual(['not_own', 'not_own', 'not_own']);
      expect(found.map(({ message }) => message).join(' ')).not.toMatch(/Did you mean/);
      // A bank that it has to do with is still found.
      const misspelt = `j,${POOL},relief-committee,bank-mell,100,1401-09-06,tabriz,services,1,`;
      expect(await errors('introductions', 'agency-relief', INTRODUCTIONS, misspelt)).toEqual([
        expect.objectContaining({
          column: 'bank',
          message: expect.stringContaining('Did you mean') as string,
        }),
      ]);
    });
  });
});
