import { type Answered, type Api, ELSEWHERE, openApi, type Player } from './api.fixture.js';
import { OTHER_POOL, POOL, tellTheStory } from './questions.fixture.js';

type Json = Readonly<Record<string, unknown>>;

interface Page extends Json {
  readonly items: readonly Json[];
  readonly total: number;
  readonly sums: Json;
}

/* Lists whose sums are the figures of the boards. */

describe('Lists behind figures', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await tellTheStory(api);
  });
  afterAll(() => api.close());

  const ask = (path: string, as: Player, accept = 'application/json'): Promise<Answered> =>
    api.request('GET', `/api/v1/${path}`, { as, headers: { accept } });

  async function body<Body extends Json = Page>(path: string, as: Player): Promise<Body> {
    const { status, text } = await ask(path, as);
    if (status !== 200) throw new Error(`${path} as ${as}: ${text}`);
    return JSON.parse(text) as Body;
  }

  async function refusal(path: string, as: Player): Promise<string> {
    const { status, text } = await ask(path, as);
    return `${String(status)} ${String((JSON.parse(text) as Json).refusal)}`;
  }

  const ids = ({ items }: Page, key: string): readonly unknown[] => items.map((item) => item[key]);

  async function agencyOnBoard(agency: string): Promise<Json> {
    const { agencies } = await body<{ agencies: readonly Json[] }>(`pools/${POOL}`, 'deputy');
    return agencies.find((each) => each.agency === agency) ?? {};
  }

  describe('of payments', () => {
    it('have the sums of the board, for a pool and for each agency', async () => {
      const { totals } = await body<{ totals: Json }>(`pools/${POOL}`, 'deputy');
      const whole = await body(`payments?pool=${POOL}`, 'deputy');
      expect(whole.sums).toMatchObject({ payments: 4, paidRial: totals.paidRial });
      expect(whole.total).toBe(4);
      for (const agency of ['behzisti', 'relief-committee']) {
        const { paidRial, paidInTimeRial } = await agencyOnBoard(agency);
        const { sums } = await body(`payments?pool=${POOL}&agency=${agency}`, 'deputy');
        expect(sums).toMatchObject({ paidRial, atDeadlines: { countedInTimeRial: paidInTimeRial } });
      }
    });

    it('say of each whether it was in time, whether it was reversed, and its position in the log', async () => {
      const { items } = await body(`payments?pool=${POOL}&facility=g-2`, 'inspector');
      expect(items).toMatchObject([
        {
          pool: POOL,
          facilityId: 'g-2',
          bankReference: 'melli-3',
          agency: 'relief-committee',
          bank: 'bank-melli',
          county: 'tabriz',
          introducedOn: '1401-09-08',
          paidOn: '1401-09-10',
          reportedOn: '1401-11-02',
          amountRial: '60',
          standsRial: '0',
          timing: 'not-counted',
          deadline: '1401-09-29',
          reportedAfterDeadline: true,
          countedInTimeRial: '0',
          contested: false,
          overdrawnRial: null,
          reversal: {
            kind: 'returned',
            reversedOn: '1401-09-20',
            reportedOn: '1401-11-02',
            position: expect.any(Number) as unknown,
          },
          position: expect.any(Number) as unknown,
        },
      ]);
    });

    it('are filtered, sorted and read over all pools', async () => {
      const found = async (query: string) => ids(await body(`payments?${query}`, 'deputy'), 'bankReference');
      expect(await found('')).toEqual(['melli-1', 'melli-2', 'mellat-1', 'melli-3']);
      expect(await found('bank=bank-melli')).toEqual(['melli-1', 'melli-2', 'melli-3']);
      expect(await found('reversed=true')).toEqual(['melli-3']);
      expect(await found('contested=true')).toEqual([]);
      expect(await found('sort=amount&direction=falling')).toEqual([
        'mellat-1',
        'melli-1',
        'melli-3',
        'melli-2',
      ]);
      expect(await found('paidFrom=1401-09-11')).toEqual([]);
      expect(await found('reportedFrom=1401-11-02&reportedTo=1401-11-02&agency=behzisti')).toEqual([
        'melli-1',
        'melli-2',
      ]);
      expect(await found('year=1402')).toEqual([]);
      expect(await found(`pool=${POOL}&timing=in-time&county=tabriz`)).toEqual([
        'melli-1',
        'melli-2',
        'mellat-1',
      ]);
      expect(await found(`pool=${OTHER_POOL}`)).toEqual([]);
      const { sums } = await body('payments', 'deputy');
      expect(sums).toEqual({
        payments: 4,
        amountRial: '1510',
        paidRial: '1450',
        reversed: { payments: 1, rial: '60' },
        contested: { payments: 0, rial: '0' },
        atDeadlines: null,
      });
    });

    it('are of the own organisation for an officer, in the own province', async () => {
      const own = async (as: Player) => ids(await body('payments', as), 'bankReference');
      expect(await own('agency-behzisti')).toEqual(['melli-1', 'melli-2']);
      expect(await own('bank-mellat')).toEqual(['mellat-1']);
      expect(await own('bank-elsewhere')).toEqual([]);
      expect(await own('agency-elsewhere')).toEqual([]);
      const { items, sums } = await body(`payments?pool=${POOL}`, 'bank-mellat');
      expect(items).toMatchObject([{ timing: 'in-time', countedInTimeRial: null }]);
      expect(sums).toMatchObject({ atDeadlines: { inTimeRial: '900', countedInTimeRial: null } });
      // To officers of organisations positions are tokens.
      expect(items[0]?.position).toMatch(/^[\w-]{22}$/);
      expect(await refusal('payments?agency=relief-committee', 'agency-behzisti')).toBe('403 not_own');
      expect(await refusal(`payments?province=${ELSEWHERE}`, 'agency-behzisti')).toBe('403 not_own');
      expect(await refusal(`payments?pool=${OTHER_POOL}`, 'bank-melli')).toBe('404 unknown_pool');
    });

    it('are refused where a pool is needed', async () => {
      for (const query of ['timing=late', 'county=tabriz', 'reportedAfterDeadline=true'])
        expect([query, await refusal(`payments?${query}`, 'deputy')]).toEqual([query, '400 invalid_request']);
    });

    it('are a file with the same rows', async () => {
      const { text } = await ask(`payments?pool=${POOL}&sort=amount`, 'deputy', 'text/csv');
      const [header, ...lines] = text.trim().split(/\r?\n/);
      expect(header).toContain('شماره پیگیری بانک');
      expect(lines.map((line) => line.split(',')[1])).toEqual(['melli-2', 'melli-3', 'melli-1', 'mellat-1']);
    });
  });

  describe('of facilities', () => {
    it('have what the boards call waiting as their sum', async () => {
      const boards = await Promise.all(
        [POOL, OTHER_POOL].map((pool) =>
          body<{ totals: Json & { facilities: Json } }>(`pools/${pool}`, 'deputy'),
        ),
      );
      const waiting = boards.reduce((sum, { totals }) => sum + Number(totals.facilities.waiting), 0);
      const waitingRial = boards.reduce((sum, { totals }) => sum + BigInt(String(totals.pendingRial)), 0n);
      const { sums, total } = await body('facilities?pending=true', 'deputy');
      expect([total, sums.pending, sums.pendingRial]).toEqual([waiting, waiting, waitingRial.toString()]);
      const banks = await body<{ banks: readonly (Json & { waiting: Json })[] }>('banks', 'deputy');
      for (const { bank, waiting: atBank } of banks.banks) {
        const { sums: own } = await body(`facilities?pending=true&bank=${String(bank)}`, 'deputy');
        expect({ facilities: own.pending, rial: own.pendingRial }).toEqual({
          facilities: atBank.facilities,
          rial: atBank.rial,
        });
      }
    });

    it('are the queue of a bank, in order of the deadline behind each', async () => {
      const { items, sums } = await body('facilities?pending=true&sort=deadline', 'bank-melli');
      expect(items).toMatchObject([
        { facilityId: 'g-2', agency: 'relief-committee', workingDaysWaiting: expect.any(Number) as unknown },
        { facilityId: 'f-3', status: 'paid-in-part', deadline: null },
      ]);
      // What relief-committee received on the day has time from then on.
      expect(items[0]?.deadline).toMatch(/^1401-/);
      expect(sums).toMatchObject({ pending: 2, breaching: { within10: { facilities: 0 } } });
      const found = async (query: string, as: Player = 'deputy') =>
        ids(await body(`facilities?${query}`, as), 'facilityId');
      expect(await found('statuses=declined,paid')).toEqual(['f-1', 'f-2']);
      expect(await found('pending=true&search=G-')).toEqual(['g-1', 'g-2', 'g-3']);
      expect(await found('pending=true&county=marand')).toEqual([]);
      expect(await found(`pool=${OTHER_POOL}`)).toEqual(['r-1']);
      expect(await found('', 'agency-behzisti')).toEqual(['f-1', 'f-2', 'f-3']);
      expect(await found('', 'bank-elsewhere')).toEqual([]);
      expect(await refusal('facilities?bank=bank-mellat', 'bank-melli')).toBe('403 not_own');
      expect(await refusal(`facilities?pool=${OTHER_POOL}`, 'bank-melli')).toBe('404 unknown_pool');
      for (const query of [
        'county=tabriz',
        'sort=deadline',
        'statuses=lost',
        'statuses=',
        'minWorkingDays=3',
      ])
        expect([query, await refusal(`facilities?${query}`, 'deputy')]).toEqual([
          query,
          '400 invalid_request',
        ]);
      const { text } = await ask('facilities?pending=true&sort=deadline', 'bank-melli', 'text/csv');
      expect(
        text
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.split(',')[0]),
      ).toEqual(['g-2', 'f-3']);
    });
  });

  describe('of pools', () => {
    it('say of each what its board adds up to, and what of all', async () => {
      const { items, sums } = await body('pools', 'deputy');
      const boards = await Promise.all(
        items.map(({ pool }) =>
          body<{ totals: Json; agencies: readonly Json[] }>(`pools/${String(pool)}`, 'deputy'),
        ),
      );
      for (const [index, { totals, agencies }] of boards.entries()) {
        const { creditRial, pendingRial, movableRial, overdrawnRial, absorptionBasisPoints } = totals;
        const { introducedRial, paidRial } = totals;
        expect(items[index]).toMatchObject({
          introducedRial,
          paidRial,
          asOf: '1401-11-02',
          credit: { creditRial, pendingRial, movableRial, overdrawnRial, absorptionBasisPoints },
        });
        const { verdicts } = items[index]?.credit as { verdicts: Readonly<Record<string, number>> };
        for (const [verdict, count] of Object.entries(verdicts))
          expect([verdict, count]).toEqual([
            verdict,
            agencies.filter((each) => each.verdict === verdict).length,
          ]);
      }
      const total = (of: (totals: Json) => unknown): string =>
        boards.reduce((sum, { totals }) => sum + BigInt(String(of(totals))), 0n).toString();
      expect(sums).toMatchObject({
        pools: 2,
        creditRial: total(({ creditRial }) => creditRial),
        paidRial: total(({ paidRial }) => paidRial),
        movableRial: total(({ movableRial }) => movableRial),
      });
    });

    it('say until when credit has time, as of any day', async () => {
      const { items } = await body('pools?asOf=1401-09-10', 'deputy');
      expect(items[0]).toMatchObject({
        credit: {
          nextDeadline: '1401-09-29',
          workingDaysLeft: expect.any(Number) as unknown,
          verdicts: { running: 2, passed: 0, 'fell-short': 0, emptied: 0 },
        },
      });
    });

    it('show an agency its part, and a bank no credit', async () => {
      const own = await body('pools', 'agency-behzisti');
      const { creditRial, movableRial } = await agencyOnBoard('behzisti').then((row) => ({
        creditRial: row.allocatedRial,
        movableRial: row.movableRial,
      }));
      expect(own.items).toMatchObject([
        { pool: POOL, credit: { creditRial, movableRial, proposedRial: null, unplacedRial: null } },
      ]);
      expect(own.sums).toMatchObject({ pools: 1, creditRial });
      const bank = await body('pools', 'bank-melli');
      expect(bank.items).toMatchObject([{ pool: POOL, credit: null }]);
      expect(bank.sums).toMatchObject({ pools: 1, creditRial: null, verdicts: null });
      const { text } = await ask('pools', 'deputy', 'text/csv');
      expect(text.trim().split(/\r?\n/)).toHaveLength(3);
    });
  });

  describe('of reviews', () => {
    const NEXT = `${POOL}-review-2`;
    const path = `pools/${POOL}/reviews/${NEXT}/standing`;

    it('say of an open review what its approval would be refused by, to each asker', async () => {
      await api.act(`/api/v1/pools/${POOL}/reviews`, 'deputy', { asOf: '1401-11-02' });
      await api.caughtUp();
      const names: unknown[] = [];
      for (const as of ['deputy', 'deputy-2', 'labour'] as const) {
        const { standing } = await body<{ standing: { refusal: Json | null } }>(path, as);
        const approval = await api.request('POST', `/api/v1/pools/${POOL}/reviews/${NEXT}/approval`, {
          as,
          body: { reason: 'as the rule says' },
        });
        const { refusal, figures } = JSON.parse(approval.text) as Json;
        expect([as, standing.refusal]).toEqual([as, { name: refusal, figures }]);
        names.push(refusal);
      }
      expect(names).toEqual(['own_review', 'nothing_to_move', 'not_permitted']);
      const { standing: own } = await body<{ standing: Json }>(path, 'agency-behzisti');
      expect(own).toMatchObject({ mayApprove: false, refusal: { name: 'not_permitted' }, fault: null });
      expect(await refusal(path, 'bank-melli')).toBe('403 not_permitted');
      expect(await refusal(path, 'agency-elsewhere')).toBe('403 not_own');
    });

    it('are named in the list of pools while they are open', async () => {
      const { items } = await body('pools', 'deputy');
      expect(items).toMatchObject([
        { pool: POOL, credit: { openReviewId: NEXT } },
        { pool: OTHER_POOL, credit: { openReviewId: null } },
      ]);
    });

    it('stand in one list over all pools, by status', async () => {
      const all = await body('reviews?standing=true', 'deputy-2');
      expect(ids(all, 'reviewId')).toEqual([NEXT, `${POOL}-review-1`]);
      expect(all.items[0]).toMatchObject({ status: 'open', standing: { mayApprove: false } });
      expect(all.items[1]).toMatchObject({ status: 'approved', transferredRial: '450', standing: null });
      expect(all.sums).toMatchObject({ reviews: 2, movedRial: '450', returnedRial: '0' });
      expect(ids(await body('reviews?status=open', 'governor'), 'reviewId')).toEqual([NEXT]);
      const own = await body('reviews?status=approved', 'agency-behzisti');
      expect(own.items).toMatchObject([{ transferredRial: null, transfers: [{ from: 'behzisti' }] }]);
      expect(await refusal('reviews', 'bank-melli')).toBe('403 not_permitted');
      expect((await body('reviews', 'agency-elsewhere')).items).toEqual([]);
      const { text } = await ask('reviews', 'deputy', 'text/csv');
      expect(text.trim().split(/\r?\n/)).toHaveLength(3);
    });
  });
});
