import { type Api, openApi, type Player, PROVINCE } from './api.fixture.js';
import { allocation, introduction, job, nationalIdOf } from './samples.fixture.js';

describe('Acts', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const refused = async (path: string, as: Player, body: object): Promise<object> => {
    const { status, json } = await api.request('POST', path, { as, body });
    return { status, refusal: json.refusal, figures: json.figures };
  };

  describe('on the register', () => {
    const organisations = `/api/v1/provinces/${PROVINCE}/organisations`;
    const alavi = { kind: 'agency', id: 'alavi', name: 'بنیاد علوی', activeFrom: '1400-01-01' };

    it('register, rename and retire an organisation', async () => {
      await api.act(organisations, 'labour', alavi);
      const renaming = { name: 'بنیاد علوی\u200cها', from: '1401-01-01', reason: 'As it is written' };
      const { events } = await api.act(`${organisations}/agency/alavi/renamings`, 'admin', renaming);
      expect(events).toMatchObject([{ data: { name: 'بنیاد علوی\u200cها', fromIso: '2022-03-21' } }]);
      const again = { ...renaming, from: '1401-02-01' };
      expect(await refused(`${organisations}/agency/alavi/renamings`, 'admin', again)).toMatchObject({
        status: 409,
        refusal: 'name_unchanged',
      });
      await api.act(`${organisations}/agency/alavi/retirements`, 'admin', {
        from: '1401-07-01',
        reason: 'Merged',
      });
      expect(
        await refused(`${organisations}/agency/alavi/renamings`, 'admin', {
          name: 'علوی',
          from: '1401-08-01',
          reason: 'Too late',
        }),
      ).toMatchObject({ status: 409, refusal: 'organisation_retired' });
    });

    it('are refused by name', async () => {
      expect(
        await refused(organisations, 'labour', { ...alavi, id: 'barakat', name: 'The agency behzisti' }),
      ).toMatchObject({
        status: 409,
        refusal: 'name_taken',
      });
      expect(
        await refused(`${organisations}/bank/alavy/retirements`, 'labour', {
          from: '1401-07-01',
          reason: 'x',
        }),
      ).toMatchObject({
        status: 422,
        refusal: 'unknown_organisation',
        figures: { kind: 'bank', given: 'alavy' },
      });
      const { status, json } = await api.request('POST', `${organisations}/ministry/a/retirements`, {
        as: 'labour',
        body: { from: '1401-07-01', reason: 'x' },
      });
      expect([status, json.errors]).toMatchObject([400, [{ field: 'kind', code: 'not_one_of_the_choices' }]]);
    });
  });

  describe('on the calendar', () => {
    const calendar = `/api/v1/provinces/${PROVINCE}/calendar`;

    it('are recorded, and refused by name', async () => {
      expect(
        await refused(`${calendar}/week-profiles`, 'admin', {
          from: '1403-01-01',
          off: ['thursday'],
          reason: 'x',
        }),
      ).toEqual({
        status: 422,
        refusal: 'friday_is_off',
        figures: { off: ['thursday'] },
      });
      expect(
        await refused(`${calendar}/holiday-cancellations`, 'admin', { date: '1401-11-05', reason: 'x' }),
      ).toMatchObject({
        status: 422,
        refusal: 'not_a_holiday',
        figures: { date: '1401-11-05', dateIso: '2023-01-25' },
      });
      expect(
        await refused(`${calendar}/lunar-months`, 'admin', {
          hijriYear: 1445,
          hijriMonth: 9,
          firstDay: '2024-03-20',
          source: 'x',
        }),
      ).toMatchObject({ status: 422, refusal: 'month_start_implausible' });
      const closed = { date: '1401-11-05', reason: 'Air pollution' };
      expect(await api.act(`${calendar}/closures`, 'labour', closed)).toMatchObject({ repeated: false });
      expect(await api.act(`${calendar}/closures`, 'labour', closed)).toMatchObject({
        repeated: true,
        events: [],
      });
    });
  });

  describe('on a plan', () => {
    const commitments = `/api/v1/provinces/${PROVINCE}/plans/1401/commitments`;
    const key = { version: 'baseline', agency: 'behzisti', sector: 'services', county: 'tabriz' };

    it('are recorded, and refused by name', async () => {
      const missing = { ...key, withdrawnOn: '1401-06-01', reason: 'x' };
      expect(await refused(`${commitments}/withdrawals`, 'labour', missing)).toEqual({
        status: 404,
        refusal: 'commitment_unknown',
        figures: key,
      });
      await api.act(commitments, 'labour', { ...key, jobs: 120, notifiedOn: '1401-02-01' });
      const revision = { ...key, jobs: 120, revisedOn: '1401-06-01', reason: 'x' };
      expect(await refused(`${commitments}/revisions`, 'labour', revision)).toMatchObject({
        status: 409,
        refusal: 'jobs_unchanged',
        figures: { jobs: 120 },
      });
      await api.act(`${commitments}/revisions`, 'labour', { ...revision, jobs: 150 });
      await api.act(`${commitments}/withdrawals`, 'labour', missing);
      expect(
        await refused(`${commitments}/revisions`, 'labour', { ...revision, revisedOn: '1401-07-01' }),
      ).toMatchObject({
        status: 409,
        refusal: 'commitment_withdrawn',
      });
    });
  });

  describe('on a job', () => {
    const ofJob = (n: number, rest: string): string => `/api/v1/jobs/job-${String(n)}/${rest}`;

    it('are signed by their senders: three rounds need three people', async () => {
      await api.act('/api/v1/jobs', 'agency-behzisti', job(1));
      const { events } = await api.act(ofJob(1, 'verifications'), 'inspector', {
        round: 1,
        on: '1401-10-20',
      });
      expect(events).toMatchObject([{ type: 'JobVerified', data: { round: 1, verifier: 'inspector' } }]);
      expect(await refused(ofJob(1, 'verifications'), 'inspector', { round: 2, on: '1401-10-21' })).toEqual({
        status: 409,
        refusal: 'verifier_signed_before',
        figures: { verifier: 'inspector', round: 1 },
      });
      expect(await refused(ofJob(1, 'verifications'), 'labour', { round: 3, on: '1401-10-21' })).toEqual({
        status: 409,
        refusal: 'round_out_of_order',
        figures: { jobId: 'job-1', expected: 2, given: 3 },
      });
      const { status, json } = await api.request('POST', ofJob(1, 'verifications'), {
        as: 'inspector',
        body: { round: 2, on: '1401-10-21', verifier: 'inspector-2' },
      });
      expect([status, json.refusal]).toEqual([403, 'not_own_signature']);
      await api.act(ofJob(1, 'verifications'), 'inspector-2', { round: 2, on: '1401-10-21' });
      const rejected = await api.act(ofJob(1, 'rejections'), 'labour', {
        round: 3,
        on: '1401-10-22',
        reason: 'Nobody there',
      });
      expect(rejected.events).toMatchObject([
        { type: 'JobRejected', data: { verifier: 'labour', verifiedRounds: 2 } },
      ]);
      expect(await refused(ofJob(1, 'endings'), 'agency-behzisti', { endedOn: '1401-10-25' })).toMatchObject({
        status: 409,
        refusal: 'job_not_running',
        figures: { status: 'rejected', act: 'end' },
      });
    });

    it('know one running job a person, and free the person with the end of it', async () => {
      await api.act('/api/v1/jobs', 'agency-behzisti', job(2));
      const second = { ...job(2), jobId: 'job-2-again' };
      expect(await refused('/api/v1/jobs', 'labour', second)).toMatchObject({
        status: 409,
        refusal: 'person_already_employed',
      });
      expect(await refused(ofJob(2, 'endings'), 'agency-relief', { endedOn: '1401-10-20' })).toMatchObject({
        status: 403,
        refusal: 'not_own',
      });
      await api.act(ofJob(2, 'endings'), 'agency-behzisti', { endedOn: '1401-10-20' });
      await api.act('/api/v1/jobs', 'labour', second);
      await api.act('/api/v1/jobs/job-2-again/voiding', 'labour', {
        voidedOn: '1401-10-21',
        reason: 'A mistake',
      });
      expect(await refused(ofJob(99, 'voiding'), 'labour', { voidedOn: '1401-10-21', reason: 'x' })).toEqual({
        status: 404,
        refusal: 'job_unknown',
        figures: { jobId: 'job-99' },
      });
    });
  });

  describe('about persons', () => {
    const nationalId = nationalIdOf(84_575_948);

    it('record a pseudonym, the same for a job and for an applicant, however the digits are written', async () => {
      const persian = Array.from(nationalId, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit))).join('');
      const { events } = await api.act('/api/v1/jobs', 'labour', { ...job(3), nationalId: persian });
      const personId = api.service.personKey.personId(nationalId);
      expect(events).toMatchObject([{ type: 'JobRegistered', data: { personId } }]);
      const pool = `/api/v1/pools/${PROVINCE}-1401-persons`;
      await api.act(`${pool}/allocations`, 'labour', {
        allocationId: 'a',
        agency: 'behzisti',
        amountRial: '1000',
        notifiedOn: '1401-09-01',
      });
      const introduction = {
        facilityId: 'f',
        bank: 'bank-melli',
        amountRial: '100',
        introducedOn: '1401-09-05',
        county: 'tabriz',
        sector: 'services',
        plannedJobs: 1,
        applicantId: nationalId,
      };
      const introduced = await api.act(`${pool}/facilities`, 'agency-behzisti', introduction);
      expect(introduced.events).toMatchObject([{ data: { applicant: personId } }]);
      const byName = { ...introduction, facilityId: 'g', applicantId: 'file 17' };
      const { events: second } = await api.act(`${pool}/facilities`, 'agency-behzisti', byName);
      expect(second).toMatchObject([{ data: { applicant: api.service.personKey.personId('file 17') } }]);
    });

    it.each<[string, object, string | undefined]>([
      ['in another field', { priorityGroup: `client ${nationalId}` }, undefined],
      ['in an identifier', { jobId: `job-${nationalId}` }, undefined],
      ['in the Idempotency-Key', {}, `job ${nationalId}`.replace(' ', '-')],
    ])('refuse a national ID that stands %s too, without repeating it', async (_, change, key) => {
      const { status, json, text } = await api.request('POST', '/api/v1/jobs', {
        as: 'labour',
        body: { ...job(4), nationalId, ...change },
        ...(key !== undefined && { key }),
      });
      expect([status, json.errors]).toMatchObject([400, [{ code: 'national_id_in_text' }]]);
      expect(text).not.toContain(nationalId);
    });

    it('say what is wrong with a national ID without repeating it, and log none of it', async () => {
      const wrong = `${nationalId.slice(0, 9)}${String((Number(nationalId[9]) + 1) % 10)}`;
      const { status, json, text } = await api.request('POST', '/api/v1/jobs', {
        as: 'labour',
        body: { ...job(5), nationalId: wrong },
      });
      expect([status, json.errors]).toMatchObject([
        400,
        [{ field: 'nationalId', code: 'not_a_national_id' }],
      ]);
      expect(text).not.toContain(wrong);
      const logged = api.logged.join('');
      expect(logged).toContain('/api/v1/jobs');
      for (const secret of [wrong, nationalId, 'job-3', 'file 17']) expect(logged).not.toContain(secret);
    });
  });

  describe('on principals', () => {
    const of = (rest: string): string => `/api/v1/principals/sadeghi/${rest}`;

    it('issue a token that acts at once, and one that is revoked is refused from the answer on', async () => {
      expect(await refused(of('tokens'), 'admin', {})).toMatchObject({
        status: 404,
        refusal: 'principal_unknown',
      });
      await api.act('/api/v1/principals', 'admin', { principalId: 'sadeghi', name: 'S. Sadeghi' });
      expect(await refused(of('tokens'), 'admin', {})).toMatchObject({
        status: 409,
        refusal: 'no_role_granted',
      });
      expect(
        await refused(of('roles'), 'admin', { role: 'bank', organisation: 'bank-x', province: PROVINCE }),
      ).toMatchObject({ status: 422, refusal: 'unknown_organisation' });
      expect(await refused(of('roles'), 'admin', { role: 'system' })).toMatchObject({
        status: 422,
        refusal: 'reserved_for_misaq',
      });
      await api.act(of('roles'), 'admin', { role: 'labour' });
      const { token, tokenId } = await api.issue('sadeghi', { expiresOn: '1401-12-29' });
      expect(token).toMatch(new RegExp(`^misaq_${tokenId}_`));
      const closure = { token, body: { date: '1401-11-06', reason: 'Snow' } };
      const path = `/api/v1/provinces/${PROVINCE}/calendar/closures`;
      expect((await api.request('POST', path, closure)).status).toBe(200);
      await api.act(of(`tokens/${tokenId}/revocation`), 'admin', { reason: 'Lost' });
      const { status, json: problem } = await api.request('POST', path, closure);
      expect([status, problem.refusal]).toEqual([401, 'unauthenticated']);
    });

    it('are answered with 503 when this node does not act on them in time, and stand all the same', async () => {
      const { runner } = api.service.models;
      const { waitFor } = runner;
      const path = '/api/v1/principals/karimi/roles';
      await api.act('/api/v1/principals', 'admin', { principalId: 'karimi', name: 'K. Karimi' });
      runner.waitFor = () => Promise.resolve(false);
      const { status, json, headers } = await api.request('POST', path, {
        as: 'admin',
        body: { role: 'governor' },
      });
      runner.waitFor = waitFor;
      expect([status, json.refusal, headers['retry-after']]).toEqual([503, 'position_not_reached', '1']);
      expect(await api.act(path, 'admin', { role: 'governor' })).toMatchObject({ repeated: true });
    });

    it('revoke with a role every token that acts in it, from the answer on', async () => {
      await api.act(of('roles'), 'admin', { role: 'inspector' });
      const { token } = await api.issue('sadeghi', { role: 'inspector' });
      await api.act('/api/v1/jobs', 'labour', job(6));
      const verify = { token, body: { round: 1, on: '1401-10-20' } };
      expect((await api.request('POST', '/api/v1/jobs/job-6/verifications', verify)).status).toBe(200);
      await api.act(of('roles/revocations'), 'admin', { role: 'inspector', reason: 'Left' });
      expect((await api.request('POST', '/api/v1/jobs/job-6/verifications', verify)).status).toBe(401);
    });

    it('show a code once: the same request again has one effect and no secret', async () => {
      const tokens = '/api/v1/principals/rezaei/tokens';
      await api.act('/api/v1/principals', 'admin', { principalId: 'rezaei', name: 'R. Rezaei' });
      await api.act('/api/v1/principals/rezaei/roles', 'admin', { role: 'governor' });
      const [first, second] = await Promise.all([
        api.request('POST', tokens, { as: 'admin', body: {}, key: 'token-1' }),
        api.request('POST', tokens, { as: 'admin', body: {}, key: 'token-1' }),
      ]);
      const third = await api.request('POST', tokens, { as: 'admin', body: {}, key: 'token-1' });
      const answers = [first, second, third].map(({ json }) => json);
      expect(answers.map(({ repeated }) => repeated).toSorted()).toEqual([false, true, true]);
      expect(new Set(answers.map(({ tokenId }) => tokenId)).size).toBe(1);
      for (const { code, token, repeated, notice } of answers) {
        expect(token).toBeNull();
        expect(typeof code).toBe(repeated === true ? 'object' : 'string');
        expect(notice).toContain(repeated === true ? 'cannot be shown again' : 'Shown this once');
      }
      const other = await api.request('POST', tokens, {
        as: 'admin',
        body: { label: 'x' },
        key: 'token-1',
      });
      expect([other.status, other.json.refusal]).toEqual([409, 'command_id_reused']);
      const shown = answers.find(({ code }) => code !== null);
      const secret = String(shown?.code).slice(`misaqcode_${String(shown?.tokenId)}_`.length);
      expect(secret).toHaveLength(26);
      expect(api.logged.join('')).not.toContain(secret);
    });
  });

  describe('with an Idempotency-Key', () => {
    const closures = `/api/v1/provinces/${PROVINCE}/calendar/closures`;
    const closed = { date: '1401-11-10', reason: 'Snow' };

    it('have one effect, and the same answer but for saying so', async () => {
      const first = await api.act(closures, 'labour', closed, 'key-1');
      const again = await api.act(closures, 'labour', closed, 'key-1');
      expect(first).toMatchObject({ repeated: false, events: [{ type: 'ClosureDeclared' }] });
      expect(again).toEqual({ ...first, repeated: true });
    });

    it('are refused with another body, and belong to the sender who made the key', async () => {
      const { status, json } = await api.request('POST', closures, {
        as: 'labour',
        body: { ...closed, date: '1401-11-11' },
        key: 'key-1',
      });
      expect([status, json.refusal]).toEqual([409, 'command_id_reused']);
      expect(await api.act(closures, 'admin', { ...closed, date: '1401-11-11' }, 'key-1')).toMatchObject({
        repeated: false,
      });
    });

    it('are refused at another address of the same pool, and are other acts in another one', async () => {
      const inPool = (programme: string, rest: string) =>
        `/api/v1/pools/${PROVINCE}-1401-${programme}/${rest}`;
      for (const programme of ['key-a', 'key-b'])
        expect(
          await api.act(inPool(programme, 'allocations'), 'labour', allocation('a'), 'key-2'),
        ).toMatchObject({ repeated: false });
      const { status, json } = await api.request('POST', inPool('key-a', 'facilities'), {
        as: 'labour',
        body: introduction('f'),
        key: 'key-2',
      });
      expect([status, json.refusal]).toEqual([409, 'command_id_reused']);
    });

    it('have one effect also when many others lie between, and then answer without events', async () => {
      const pool = `/api/v1/pools/${PROVINCE}-1401-long/facilities`;
      const introduce = (n: number, key?: string) =>
        api.act(pool, 'labour', { ...introduction(`f-${String(n)}`), amountRial: '1' }, key);
      await api.act(`/api/v1/pools/${PROVINCE}-1401-long/allocations`, 'labour', allocation('a'));
      const first = await introduce(0, 'key-3');
      // Twice as many as are remembered at least.
      for (let n = 1; n <= 1_100; n += 50)
        await Promise.all(Array.from({ length: 50 }, (_, index) => introduce(n + index)));
      const again = await introduce(0, 'key-3');
      expect(first.events).toHaveLength(1);
      expect(again).toMatchObject({ repeated: true, events: [] });
      const { json } = await api.request('GET', `${pool}?limit=1&atLeast=${String(again.position)}`, {
        as: 'labour',
      });
      expect(json.total).toBe(1_101);
    });

    it('take a key of printable characters only', async () => {
      const { status, json } = await api.request('POST', closures, {
        as: 'labour',
        body: closed,
        key: 'a b',
      });
      expect([status, json.errors]).toMatchObject([400, [{ field: 'Idempotency-Key', code: 'not_a_key' }]]);
    });
  });
});
