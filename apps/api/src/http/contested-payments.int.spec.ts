import { type Api, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction, payment } from '../samples.fixture.js';

/*
 * A payment is contested when it is true but the credit behind it had been moved. How far the agency is overdrawn by then
 * is its unpaid credit to the rial, summed over all its banks: not a bank's to read.
 */

const POOL = `${PROVINCE}-1401-contested`;
const at = (rest: string): string => `/api/v1/pools/${POOL}/${rest}`;
const CSV = { 'content-type': 'text/csv' };

/** The second payment is of 221 rials, and the agency is then overdrawn by 100 more. */
const OVERDRAWN = '321';

describe('A contested payment', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    const labour: readonly (readonly [string, object])[] = [
      ['allocations', allocation('a')],
      ['facilities', introduction('f')],
      ['facilities/f/payments', payment('p')],
      ['facilities', introduction('h', 'behzisti', '900')],
      ['allocations', allocation('b', 'relief-committee')],
      ['facilities', introduction('g', 'relief-committee', '2000')],
      ['facilities/g/payments', payment('q', '900')],
      ['reviews', { asOf: '1401-11-02' }],
    ];
    for (const [path, body] of labour) await api.act(at(path), 'labour', body);
    await api.act(at(`reviews/${POOL}-review-1/approval`), 'deputy', { reason: 'Session 1' });
    await api.act(at('facilities/h/payments'), 'bank-melli', payment('first', '100'));
  }, 60_000);
  afterAll(() => api.close());

  const paid = async (as: Player, reference: string, amountRial: string) =>
    (await api.act(at('facilities/h/payments'), as, payment(reference, amountRial))).events[0]?.data;

  it('is told to its bank as contested, and to the labour department with the figure', async () => {
    expect(await paid('bank-melli', 'second', '221')).toEqual(
      expect.objectContaining({ amountRial: '221', contested: true }),
    );
    // A repeated command is answered in the same way.
    const again = await api.request('POST', at('facilities/h/payments'), {
      as: 'bank-melli',
      body: payment('third', '7'),
      key: 'third',
    });
    expect(again.text).not.toContain('overdrawnRial');
    expect(await paid('labour', 'fourth', '1')).toMatchObject({ overdrawnRial: '329' });
  });

  it('is shown so wherever it is shown', async () => {
    await api.caughtUp();
    const facility = async (as: Player) => (await api.request('GET', at('facilities/h'), { as })).json;
    expect((await facility('bank-melli')).payments).toMatchObject([
      { bankReference: 'first', contested: true, overdrawnRial: null },
      { bankReference: 'second', contested: true, overdrawnRial: null },
      { bankReference: 'third', contested: true, overdrawnRial: null },
      { bankReference: 'fourth', contested: true, overdrawnRial: null },
    ]);
    for (const as of ['labour', 'deputy', 'inspector', 'agency-behzisti'] as const)
      expect((await facility(as)).payments).toContainEqual(
        expect.objectContaining({ bankReference: 'second', contested: true, overdrawnRial: OVERDRAWN }),
      );

    const shown = async (path: string, as: Player, accept = 'application/json') =>
      (await api.request('GET', path, { as, headers: { accept } })).text;
    const history = `/api/v1/history?pool=${POOL}&limit=500`;
    const forms = [
      { accept: 'application/json', contested: /; contested: /, overdrawn: /overdrawn/ },
      { accept: 'text/csv', contested: /؛ محل اختلاف: /, overdrawn: /بیش از اعتبار است/ },
    ];
    for (const { accept, contested, overdrawn } of forms) {
      const [ofBank, ofAgency] = [
        await shown(history, 'bank-melli', accept),
        await shown(history, 'agency-behzisti', accept),
      ];
      expect(ofBank).toMatch(contested);
      expect(ofBank).not.toMatch(overdrawn);
      expect(ofBank).not.toMatch(/329|۳۲٫۹/);
      expect(ofAgency).toMatch(overdrawn);
    }
    expect(await shown(history, 'agency-behzisti')).toContain(`"overdrawnRial":"${OVERDRAWN}"`);

    // Only banks are told of it.
    for (const as of ['bank-melli', 'labour'] as const) {
      const feed = await shown(
        `/api/v1/notifications?kind=payment-contested&bank=bank-melli${as === 'labour' ? `&province=${PROVINCE}` : ''}`,
        as,
      );
      expect(feed).toContain('payment-contested');
      expect(feed).not.toMatch(/overdrawn|32\.1|321|329/);
    }
  });

  it('is not told in the report of a file', async () => {
    const body = `pool,facility_id,bank,amount_rial,paid_on,bank_reference\n${POOL},h,bank-melli,3,1401-09-10,fifth\n`;
    const { json, text } = await api.request('POST', '/api/v1/imports/payments', {
      as: 'bank-melli',
      body,
      headers: CSV,
    });
    expect(json).toMatchObject({ applied: 1 });
    expect(text).not.toMatch(/overdrawn|332/);
  });
});
