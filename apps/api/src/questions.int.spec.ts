import { questionsOf } from '@misaq/platform/questions/board.js';
import { SUBJECTS } from '@misaq/subjects.js';
import { exportedOf } from './exports/tables.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Answered, type Api, openApi, type Player, PROVINCE } from './api.fixture.js';
import { answerSchemas } from './openapi/document.js';
import { ASKED, OTHER_POOL, POOL, REVIEW, tellTheStory } from './questions.fixture.js';

type Json = Readonly<Record<string, unknown>>;

/** The items of a page. */
interface Page {
  readonly items: readonly Json[];
  readonly next: string | null;
  readonly total: number;
}

describe('Questions', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await tellTheStory(api);
  });
  afterAll(() => api.close());

  const ask = (path: string, as: Player, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    api.request('GET', path.startsWith('/') ? path : `/api/v1/${path}`, { as, headers });

  async function body(path: string, as: Player): Promise<Json> {
    const { status, text } = await ask(path, as);
    if (status !== 200) throw new Error(`${path} as ${as}: ${text}`);
    return JSON.parse(text) as Json;
  }

  const page = async (path: string, as: Player): Promise<Page> => (await body(path, as)) as unknown as Page;

  const ids = (items: readonly Json[], key: string): readonly unknown[] => items.map((item) => item[key]);

  async function refusal(path: string, as: Player): Promise<string> {
    const { status, text } = await ask(path, as);
    return `${String(status)} ${String((JSON.parse(text) as Json).refusal)}`;
  }

  describe('have answers of the shape that the document says', () => {
    const everybody: readonly Player[] = [
      'admin',
      'deputy',
      'agency-behzisti',
      'agency-relief',
      'bank-melli',
    ];

    it('for every asker', async () => {
      const document = JSON.parse((await api.request('GET', '/api/openapi.json')).text) as {
        readonly paths: Readonly<
          Record<
            string,
            { get?: { responses: Record<string, { content?: Record<string, { schema: object }> }> } }
          >
        >;
      };
      const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
      ajv.addSchema({ $id: 'document', components: { schemas: answerSchemas() } });
      let checked = 0;
      for (const [route, path] of Object.entries(ASKED)) {
        const responses = document.paths[route.replace(/:(\w+)/g, '{$1}')]?.get?.responses;
        const schema = responses?.['200']?.content?.['application/json']?.schema as
          { $ref: string } | undefined;
        if (schema === undefined) throw new Error(`${route} has no schema`);
        const valid = ajv.compile({ $ref: schema.$ref.replace('#', 'document#') });
        for (const as of everybody) {
          const { status, text } = await ask(path, as);
          if (status === 403 || status === 404) continue;
          expect([route, as, status]).toEqual([route, as, 200]);
          valid(JSON.parse(text));
          expect([route, as, valid.errors ?? []]).toEqual([route, as, []]);
          checked += 1;
        }
      }
      expect(checked).toBeGreaterThan(80);
    });

    it('for one import, too', async () => {
      const { items } = await page('imports', 'labour');
      expect(items).toHaveLength(1);
      const [{ importId } = {}] = items;
      const found = await body(`imports/${String(importId)}`, 'agency-relief');
      expect(found).toMatchObject({
        kind: 'introductions',
        file: 'mine.csv',
        status: 'completed',
        applied: 1,
      });
      expect(found.refusedRows).toEqual([]);
    });

    it('all of them', () => {
      const questions = api.server.routes.filter(
        ({ method, forms }) => method === 'GET' && forms !== undefined,
      );
      expect(questions.map(({ url }) => url).toSorted()).toEqual(
        [...Object.keys(ASKED), '/api/v1/imports/:importId', ...OF_OTHERS].toSorted(),
      );
    });
  });

  describe('as values', () => {
    it('stand at their addresses, need their act of the table of roles, and have files where they have a table', () => {
      for (const { path, needs, table } of questionsOf(SUBJECTS)) {
        const found = api.server.routes.find(
          ({ method, url }) => method === 'GET' && url === `/api/v1/${path}`,
        );
        expect([path, found?.needs]).toEqual([path, needs]);
        expect([path, found?.forms?.includes('xlsx')]).toEqual([path, table !== undefined]);
      }
    });

    it('are found again by the address of an export, all that have a table', () => {
      expect(
        exportedOf(SUBJECTS)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(
        questionsOf(SUBJECTS)
          .filter(({ table }) => table !== undefined)
          .map(({ name }) => name)
          .toSorted(),
      );
    });

    it('are all that the server answers in a form that can be asked for, but templates', () => {
      const known = questionsOf(SUBJECTS).map(({ path }) => `/api/v1/${path}`);
      const answered = api.server.routes.filter(
        ({ method, forms }) => method === 'GET' && forms !== undefined,
      );
      expect(answered.map(({ url }) => url).toSorted()).toEqual(
        [...known, '/api/v1/imports/templates/:kind'].toSorted(),
      );
    });
  });

  describe('of an officer are answered with its own alone', () => {
    it('of a pool its row, without the sums of all', async () => {
      const whole = await body(`pools/${POOL}`, 'deputy');
      expect(ids(whole.agencies as Json[], 'agency')).toEqual(['behzisti', 'relief-committee']);
      const own = await body(`pools/${POOL}`, 'agency-behzisti');
      expect(ids(own.agencies as Json[], 'agency')).toEqual(['behzisti']);
      expect(own).toMatchObject({ totals: null, unplacedRial: null });
      expect(JSON.stringify(own)).not.toContain('a-relief');
      expect(await refusal(`pools/${POOL}`, 'bank-melli')).toBe('403 not_permitted');
    });

    it('of a pool it has nothing to do with as if there were none', async () => {
      for (const rest of ['', '/allocations', '/simulation', '/facilities', '/reviews'])
        expect([rest, await refusal(`pools/${OTHER_POOL}${rest}`, 'agency-behzisti')]).toEqual([
          rest,
          '404 unknown_pool',
        ]);
      for (const rest of ['/banks', '/facilities'])
        expect([rest, await refusal(`pools/${OTHER_POOL}${rest}`, 'bank-melli')]).toEqual([
          rest,
          '404 unknown_pool',
        ]);
      expect(ids((await page('pools', 'deputy')).items, 'pool')).toEqual([POOL, OTHER_POOL]);
      expect(ids((await page('pools', 'agency-behzisti')).items, 'pool')).toEqual([POOL]);
      expect(ids((await page('pools', 'bank-melli')).items, 'pool')).toEqual([POOL]);
    });

    it('of the list of pools its part of each', async () => {
      const figures = async (as: Player): Promise<unknown> => {
        const [pool] = (await page('pools', as)).items;
        return [pool?.introducedRial, pool?.paidRial];
      };
      expect(await figures('deputy')).toEqual(['3850', '1450']);
      expect(await figures('agency-behzisti')).toEqual(['1050', '550']);
      expect(await figures('bank-melli')).toEqual(['1450', '550']);
    });

    it('of the banks its row', async () => {
      for (const path of ['banks', `pools/${POOL}/banks`]) {
        const all = (await body(path, 'governor')).banks as Json[];
        expect(ids(all, 'bank')).toEqual(['bank-mellat', 'bank-melli']);
        const own = (await body(path, 'bank-melli')).banks as Json[];
        expect(own).toEqual(all.slice(1));
        expect(await refusal(path, 'agency-behzisti')).toBe('403 not_permitted');
      }
    });

    it('of a review its row and its transfers', async () => {
      const whole = await body(`pools/${POOL}/reviews/${REVIEW}`, 'deputy');
      expect(whole).toMatchObject({ outcome: { status: 'approved', by: 'deputy' }, transferredRial: '450' });
      expect(whole.inWords).toContain('relief-committee');
      const own = await body(`pools/${POOL}/reviews/${REVIEW}`, 'agency-behzisti');
      expect(ids(own.agencies as Json[], 'agency')).toEqual(['behzisti']);
      expect(own).toMatchObject({ transferredRial: null, unplacedRial: null });
      expect(JSON.stringify(own)).not.toContain('a-relief');
      expect(await refusal(`pools/${POOL}/reviews/${REVIEW}`, 'bank-melli')).toBe('403 not_permitted');
      expect(await refusal(`pools/${OTHER_POOL}/reviews/${REVIEW}`, 'deputy')).toBe('404 unknown_review');
    });

    it('of the facilities its own, and of another one nothing', async () => {
      const list = async (as: Player): Promise<unknown> =>
        ids((await page(`pools/${POOL}/facilities`, as)).items, 'facilityId');
      expect(await list('inspector')).toEqual(['f-1', 'f-2', 'f-3', 'g-1', 'g-2', 'g-3']);
      expect(await list('agency-behzisti')).toEqual(['f-1', 'f-2', 'f-3']);
      expect(await list('bank-melli')).toEqual(['f-1', 'f-3', 'g-2']);
      expect(await refusal(`pools/${POOL}/facilities/g-2`, 'agency-behzisti')).toBe('404 unknown_facility');
      expect(await refusal(`pools/${POOL}/facilities/f-2`, 'bank-melli')).toBe('404 unknown_facility');
      expect(await refusal(`pools/${POOL}/facilities/none`, 'bank-melli')).toBe('404 unknown_facility');
      expect(await refusal(`pools/${OTHER_POOL}/facilities/f-1`, 'inspector')).toBe('404 unknown_facility');
    });

    it('of jobs, plans, lots and imports the same', async () => {
      expect((await page('jobs', 'governor')).total).toBe(5);
      expect((await page('jobs', 'agency-relief')).total).toBe(1);
      expect(await refusal('jobs/job-1', 'agency-relief')).toBe('404 unknown_job');
      expect(await refusal('jobs', 'bank-melli')).toBe('403 not_permitted');
      const plan = `provinces/${PROVINCE}/plans/1401`;
      expect(await body(plan, 'governor')).toMatchObject({ assigned: 110, registered: 3 });
      expect(await body(plan, 'agency-behzisti')).toMatchObject({ assigned: 10, registered: 2, sectors: [] });
      expect((await page(`${plan}/cells`, 'agency-behzisti')).total).toBe(2);
      expect((await page(`pools/${POOL}/allocations`, 'agency-behzisti')).total).toBe(1);
      expect((await page('imports', 'agency-relief')).total).toBe(1);
      expect((await page('imports', 'agency-behzisti')).total).toBe(0);
      const [{ importId } = {}] = (await page('imports', 'labour')).items;
      expect(await refusal(`imports/${String(importId)}`, 'agency-behzisti')).toBe('404 unknown_import');
    });

    it('of the register everything but who else is of its kind', async () => {
      const list = async (as: Player): Promise<unknown> =>
        ids((await page(`provinces/${PROVINCE}/organisations`, as)).items, 'id');
      expect(await list('agency-behzisti')).not.toContain('relief-committee');
      expect(await list('agency-behzisti')).toContain('bank-melli');
      expect(await list('bank-melli')).not.toContain('bank-mellat');
      expect(await list('bank-melli')).toContain('tabriz');
    });

    it('of the history what concerns it, and who the persons are is told to no officer', async () => {
      const all = await page(`history?pool=${POOL}&limit=500`, 'inspector');
      const own = await page(`history?pool=${POOL}&limit=500`, 'agency-behzisti');
      expect(own.total).toBeLessThan(all.total);
      expect(JSON.stringify(own.items)).not.toContain('g-1');
      const jobs = JSON.stringify((await page('history?agency=behzisti&limit=500', 'agency-behzisti')).items);
      expect(jobs).toContain('job-1');
      expect(jobs).not.toContain('personId');
      expect(JSON.stringify(await body('jobs/job-1', 'labour'))).not.toContain('personId');
    });

    it('and asking for another one by name is refused by name', async () => {
      for (const path of [
        `pools/${POOL}/facilities?agency=relief-committee`,
        `pools/${POOL}/allocations?agency=relief-committee`,
        'jobs?agency=relief-committee',
        `provinces/${PROVINCE}/plans/1401/cells?agency=relief-committee`,
        'history?agency=relief-committee',
      ])
        expect([path, await refusal(path, 'agency-behzisti')]).toEqual([path, '403 not_own']);
      for (const path of [`pools/${POOL}/facilities?bank=bank-mellat`, 'history?bank=bank-mellat'])
        expect([path, await refusal(path, 'bank-melli')]).toEqual([path, '403 not_own']);
      const path = `pools/${POOL}/facilities?agency=behzisti`;
      expect(ids((await page(path, 'bank-melli')).items, 'facilityId')).toEqual(['f-1', 'f-3']);
    });
  });

  it('of a history that there is not are refused, and nobody finds out by that who there is elsewhere', async () => {
    for (const [as, path] of [
      ['deputy', 'history?agency=nobody'],
      ['deputy', 'history?facility=f-99'],
      ['deputy', 'history?stream=job-unheard-of'],
      ['agency-behzisti', 'history?facility=f-99'],
      ['agency-behzisti', 'history?facility=g-1'],
      ['agency-behzisti', 'history?actor=nobody'],
      ['agency-behzisti', 'history?actor=admin'],
    ] as const)
      expect([as, path, await refusal(path, as)]).toEqual([as, path, '404 unknown_subject']);
    expect((await page('history?facility=g-1', 'deputy')).total).toBeGreaterThan(0);
  });

  describe('are answered in the language that the client asks for', () => {
    const persian = { 'accept-language': 'fa-IR,fa;q=0.9' };
    const inPersian = async (path: string, as: Player): Promise<Json> =>
      JSON.parse((await ask(path, as, persian)).text) as Json;

    it('a review, also while the English answer is kept', async () => {
      const path = `pools/${POOL}/reviews/${REVIEW}`;
      const english = await body(path, 'deputy');
      const { inWords, ...rest } = await inPersian(path, 'deputy');
      expect(inWords).toMatch(/^ضابطه: /);
      expect(english).toEqual({ ...rest, inWords: english.inWords });
      expect(await body(path, 'deputy')).toEqual(english);
      expect((await ask(path, 'deputy')).headers.vary).toContain('accept-language');
    });

    it('every sentence of a history, also of an agency that sees a part', async () => {
      for (const as of ['governor', 'agency-behzisti'] as const) {
        const { items } = (await inPersian('history?agency=behzisti', as)) as unknown as Page;
        expect(items.length).toBeGreaterThan(0);
        for (const { summary } of items) expect(summary).toMatch(/\p{Script=Arabic}/u);
      }
    });

    it('a refusal with its figures', async () => {
      const {
        title,
        detail,
        refusal: name,
      } = await inPersian(`pools/${OTHER_POOL}/reviews/${REVIEW}`, 'deputy');
      expect(name).toBe('unknown_review');
      expect(title).toMatch(/^\p{Script=Arabic}/u);
      expect(detail).toContain('بررسی: ');
    });

    it('and not the sentences of files, which are Persian', async () => {
      const { text } = await ask('history?agency=behzisti', 'governor', { accept: 'text/csv' });
      expect(text).toContain('به دستگاه');
    });
  });

  describe('are filtered and sorted', () => {
    const facilities = async (query: string): Promise<unknown> =>
      ids((await page(`pools/${POOL}/facilities?${query}`, 'deputy')).items, 'facilityId');

    it('facilities, with sums over what the filter leaves', async () => {
      expect(await facilities('status=paid')).toEqual(['f-1']);
      expect(await facilities('status=paid-in-part')).toEqual(['f-3', 'g-1']);
      expect(await facilities('status=waiting')).toEqual(['g-2', 'g-3']);
      expect(await facilities('county=marand')).toEqual(['f-2']);
      expect(await facilities('sector=industry&bank=bank-melli')).toEqual(['f-3']);
      expect(await facilities('introducedFrom=1401-09-06&introducedTo=1401-09-07')).toEqual(['f-2', 'f-3']);
      expect(await facilities('sort=amount')).toEqual(['g-3', 'f-3', 'f-2', 'f-1', 'g-2', 'g-1']);
      expect(await facilities('sort=pending&direction=falling')).toEqual([
        'g-1',
        'g-2',
        'f-3',
        'g-3',
        'f-2',
        'f-1',
      ]);
      expect(await facilities('sort=daysWaiting&direction=falling')).toEqual([
        'g-1',
        'f-3',
        'g-2',
        'g-3',
        'f-1',
        'f-2',
      ]);
      const { sums } = await body(`pools/${POOL}/facilities?agency=behzisti`, 'deputy');
      expect(sums).toEqual({
        facilities: 3,
        amountRial: '1050',
        paidRial: '550',
        pendingRial: '200',
        plannedJobs: 3,
        byStatus: { waiting: 0, 'paid-in-part': 1, paid: 1, declined: 1, withdrawn: 0, closed: 0 },
      });
    });

    it('one facility with everything that happened to it', async () => {
      expect(await body(`pools/${POOL}/facilities/g-2`, 'labour')).toMatchObject({
        status: 'waiting',
        paidRial: '0',
        pendingRial: '700',
        payments: [
          {
            bankReference: 'melli-3',
            amountRial: '60',
            reversal: { kind: 'returned', reversedOn: '1401-09-20' },
          },
        ],
        ending: null,
      });
      expect(await body(`pools/${POOL}/facilities/f-2`, 'labour')).toMatchObject({
        status: 'declined',
        ending: { status: 'declined', endedOn: '1401-09-20', unpaidRial: '300', by: 'bank' },
      });
      expect(await body(`pools/${POOL}/facilities/f-3`, 'labour')).toMatchObject({
        amountRial: '250',
        corrections: [{ previousAmountRial: '200', amountRial: '250', reason: 'Session 1' }],
      });
    });

    it('jobs, with counts over what the filter leaves', async () => {
      const jobs = async (query: string): Promise<unknown> =>
        ids((await page(`jobs?${query}`, 'deputy')).items, 'jobId');
      expect(await jobs('status=verified-1')).toEqual(['job-1']);
      expect(await jobs('status=rejected')).toEqual(['job-2']);
      expect(await jobs('status=registered')).toEqual(['job-5']);
      expect(await jobs('year=1402')).toEqual([]);
      expect(await jobs(`province=${PROVINCE}&year=1401&sector=services`)).toEqual([
        'job-1',
        'job-3',
        'job-4',
        'job-5',
      ]);
      expect(await jobs('registeredFrom=1401-10-17')).toEqual(['job-1', 'job-2']);
      expect(await jobs('sort=registeredOn')).toEqual(['job-5', 'job-4', 'job-3', 'job-2', 'job-1']);
      expect((await body('jobs?agency=behzisti', 'deputy')).byStatus).toEqual({
        registered: 0,
        'verified-1': 1,
        'verified-2': 0,
        'verified-3': 0,
        rejected: 1,
        ended: 1,
        voided: 1,
      });
      expect(await body('jobs/job-2', 'labour')).toMatchObject({
        status: 'rejected',
        rounds: [
          { round: 1, verdict: 'rejected', verifier: 'inspector', on: '1401-10-20', reason: 'Session 1' },
        ],
      });
    });

    it('organisations, found however their name is spelt', async () => {
      const found = async (query: string): Promise<unknown> =>
        ids((await page(`provinces/${PROVINCE}/organisations?${query}`, 'deputy')).items, 'id');
      expect(await found('kind=bank')).toEqual(['bank-mellat', 'bank-melli']);
      expect(await found(`search=${encodeURIComponent('BANK_bank-MELLI')}`)).toEqual(['bank-melli']);
      expect(await found('activeOn=1390-01-01')).toEqual([]);
    });

    it('and what is no filter, no order and no number is refused by its field', async () => {
      for (const query of [
        'sort=colour',
        'direction=sideways',
        'status=lost',
        'limit=0',
        'limit=501',
        'colour=red',
        'agency=a&agency=b',
        'introducedFrom=1401-13-01',
        'atLeast=-1',
      ])
        expect([query, await refusal(`pools/${POOL}/facilities?${query}`, 'deputy')]).toEqual([
          query,
          '400 invalid_request',
        ]);
      expect(await refusal('history', 'deputy')).toBe('400 invalid_request');
      for (const query of ['order=newest', 'recordedFrom=1404-12-30', 'type=%20'])
        expect([query, await refusal(`history?pool=${POOL}&${query}`, 'deputy')]).toEqual([
          query,
          '400 invalid_request',
        ]);
      expect(await refusal(`pools/${POOL}/simulation?days=3&until=1401-12-01`, 'deputy')).toBe(
        '400 invalid_request',
      );
    });
  });

  describe('are answered page by page', () => {
    /** All items of a list, a page of `limit` at a time. */
    async function allOf(path: string, limit: number, as: Player): Promise<readonly Json[]> {
      const items: Json[] = [];
      let cursor = '';
      for (let pages = 0; pages < 100; pages += 1) {
        const query = `${path.includes('?') ? '&' : '?'}limit=${String(limit)}${cursor}`;
        const { items: some, next } = await page(`${path}${query}`, as);
        expect(some.length).toBeLessThanOrEqual(limit);
        items.push(...some);
        if (next === null) return items;
        cursor = `&cursor=${next}`;
      }
      throw new Error(`${path} has no end`);
    }

    it.each([
      `pools/${POOL}/facilities`,
      `pools/${POOL}/facilities?sort=amount&direction=falling`,
      `pools/${POOL}/facilities?sort=pending`,
      `pools/${POOL}/facilities?sort=daysWaiting`,
      `pools/${POOL}/facilities?sort=introducedOn`,
      'jobs',
      'jobs?sort=registeredOn&direction=falling',
      'pools',
      `pools/${POOL}/allocations`,
      `provinces/${PROVINCE}/organisations`,
      `provinces/${PROVINCE}/plans/1401/cells`,
      `history?pool=${POOL}`,
      'history?agency=behzisti',
    ])('%s: small pages hold what one holds, in the same order', async (path) => {
      const whole = await page(path, 'deputy');
      expect(whole.next).toBeNull();
      expect(whole.items.length).toBeGreaterThan(1);
      for (const limit of [1, 2]) expect(await allOf(path, limit, 'deputy')).toEqual(whole.items);
    });

    it('the principals, too', async () => {
      const whole = await page('principals', 'admin');
      expect(await allOf('principals', 3, 'admin')).toEqual(whole.items);
    });

    it('and a cursor of another list, filter or order, or one that was touched, is refused', async () => {
      const path = `pools/${POOL}/facilities`;
      const { next } = await page(`${path}?limit=1`, 'deputy');
      const cursor = String(next);
      for (const other of [
        `${path}?sort=amount&cursor=${cursor}`,
        `${path}?agency=behzisti&cursor=${cursor}`,
        `pools/${OTHER_POOL}/facilities?cursor=${cursor}`,
        `jobs?cursor=${cursor}`,
        `history?pool=${POOL}&cursor=${cursor}`,
        `${path}?cursor=`,
        `${path}?cursor=${'a'.repeat(3_000)}`,
        `${path}?cursor=${cursor}A`,
        `${path}?cursor=${cursor.slice(0, -4)}`,
        `${path}?cursor=${Buffer.from('{"at":[{}],"of":"x"}').toString('base64url')}`,
        `${path}?cursor=%F0%9F%92%A5`,
      ])
        expect([other, await refusal(other, 'deputy')]).toEqual([other, '400 invalid_cursor']);
    });

    it('and the cursor of one asker shows another no more than is theirs', async () => {
      const { next } = await page(`pools/${POOL}/facilities?limit=1`, 'deputy');
      const { items } = await page(`pools/${POOL}/facilities?cursor=${String(next)}`, 'agency-behzisti');
      expect(ids(items, 'facilityId')).toEqual(['f-2', 'f-3']);
    });
  });

  describe('that are asked again', () => {
    it('are answered with 304 while nothing has changed, and anew when something has', async () => {
      const path = `pools/${OTHER_POOL}`;
      const first = await ask(path, 'deputy');
      const etag = String(first.headers.etag);
      const again = await ask(path, 'deputy', { 'if-none-match': `"other", W/${etag}` });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
      expect(again.headers['misaq-position']).toBe(first.headers['misaq-position']);

      const { position } = await api.act(`/api/v1/pools/${OTHER_POOL}/allocations`, 'labour', {
        allocationId: 'a-rural-2',
        agency: 'relief-committee',
        amountRial: '7',
        notifiedOn: '1401-09-01',
      });
      const changed = await ask(`${path}?atLeast=${String(position)}`, 'deputy', { 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.etag).not.toBe(etag);
      expect(BigInt(String(changed.headers['misaq-position']))).toBeGreaterThanOrEqual(BigInt(position));
      expect(changed.text).toContain('"creditRial":"1007"');
    });

    it('give an officer never what another one was answered', async () => {
      const path = `pools/${POOL}`;
      const ofDeputy = await ask(path, 'deputy');
      const ofAgency = await ask(path, 'agency-behzisti', { 'if-none-match': String(ofDeputy.headers.etag) });
      expect(ofAgency.status).toBe(200);
      expect(ofAgency.text).not.toBe(ofDeputy.text);
      expect(ofAgency.headers).toMatchObject({ 'cache-control': 'private, no-cache' });
    });

    it('show an officer no number of the log that the labour department was shown', async () => {
      const paths = [
        `notifications?agency=behzisti&province=${PROVINCE}`,
        `notifications/unread?after=0&agency=behzisti&province=${PROVINCE}`,
      ];
      for (const path of paths) {
        const numbers = JSON.stringify(await body(path, 'labour'));
        const own = JSON.stringify(await body(path, 'agency-behzisti'));
        expect([path, numbers.replace(/"position":\d+/g, '')]).toEqual([
          path,
          own.replace(/"position":"[\w-]{22}"/g, ''),
        ]);
      }
      const unread = `notifications/unread?after=5&agency=behzisti&province=${PROVINCE}`;
      expect((await ask(unread, 'labour')).status).toBe(200);
      expect(await refusal(unread, 'agency-behzisti')).toBe('400 invalid_request');
    });

    it.each(['', '"', 'W/', '*', ',,,', '"a","b', 'x'.repeat(2_000)])(
      'and whatever stands in If-None-Match does no harm: %j',
      async (given) => {
        const { status } = await ask(`pools/${POOL}`, 'deputy', { 'if-none-match': given });
        expect(status).toBe(given === '*' ? 304 : 200);
      },
    );

    it('on another day are answered for that day', async () => {
      const before = await body(`pools/${POOL}`, 'deputy');
      api.setClock(api.now() + 86_400_000);
      const after = await body(`pools/${POOL}`, 'deputy');
      api.setClock(api.now() - 86_400_000);
      expect([before.asOf, after.asOf]).toEqual(['1401-11-02', '1401-11-03']);
    });
  });

  it('wait for the position that is asked for, and say so when it does not come', async () => {
    const { status, text, headers } = await ask(`pools/${POOL}?atLeast=1000000`, 'deputy');
    expect([status, (JSON.parse(text) as Json).refusal]).toEqual([503, 'position_not_reached']);
    expect(headers['retry-after']).toBe('1');
  }, 20_000);

  it('leave the position to the header', async () => {
    for (const path of [`pools/${POOL}`, 'banks', `provinces/${PROVINCE}/plans/1401`]) {
      const { text, headers } = await ask(path, 'deputy');
      expect(headers['misaq-position']).toMatch(/^\d+$/);
      expect(Object.keys(JSON.parse(text) as Json)).not.toContain('position');
    }
  });

  it('in a form that there is not are refused, and JSON is what comes otherwise', async () => {
    const path = `pools/${POOL}`;
    for (const accept of ['image/png', 'application/json;q=0', 'text/html'])
      expect([accept, (await ask(path, 'deputy', { accept })).status]).toEqual([accept, 406]);
    for (const accept of ['', '*/*', 'application/*', 'text/html, application/json;q=0.5'])
      expect([accept, (await ask(path, 'deputy', { accept })).status]).toEqual([accept, 200]);
  });

  it('who am I: role, organisation, and what I may do', async () => {
    expect(await body('me', 'bank-melli')).toMatchObject({
      principalId: 'bank-melli',
      role: 'bank',
      organisation: 'bank-melli',
      province: PROVINCE,
      may: expect.arrayContaining([{ act: 'pay', extent: 'own' }]) as unknown,
    });
    expect((await body('me', 'governor')).may).toEqual([
      { act: 'simulate', extent: 'any' },
      { act: 'read', extent: 'any' },
    ]);
  });

  it('of principals never show what would let anybody in', async () => {
    const { text } = await ask('principals/agency-behzisti', 'admin');
    expect(text).toContain('"status":"working"');
    expect(text).not.toContain('fingerprint');
    const path = 'history?stream=principal-agency-behzisti';
    for (const as of ['admin', 'labour', 'inspector', 'governor'] as const)
      for (const accept of ['application/json', 'text/csv']) {
        const { text: told } = await ask(path, as, { accept });
        expect(told).toMatch(/TokenIssued/);
        expect(told).not.toMatch(/fingerprint/);
      }
    expect(await refusal('principals/nobody', 'admin')).toBe('404 principal_unknown');
    expect(await refusal('principals', 'labour')).toBe('403 not_permitted');
  });
});

/** Questions that are held elsewhere. */
const OF_OTHERS = ['/api/v1/imports/templates/:kind', '/api/v1/exports/:exportId'];
