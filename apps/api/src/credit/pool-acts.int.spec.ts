import { type Api, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction, payment, poolOf } from '../samples.fixture.js';

describe('Acts on a pool', () => {
  let api: Api;
  let pool: string;
  let pools = 0;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const path = (rest: string): string => `/api/v1/pools/${pool}/${rest}`;
  const act = (rest: string, as: Player, body: object) => api.act(path(rest), as, body);
  const refused = async (rest: string, as: Player, body: object): Promise<object> => {
    const { status, json } = await api.request('POST', path(rest), { as, body });
    return { status, refusal: json.refusal, figures: json.figures };
  };

  beforeEach(async () => {
    pools += 1;
    pool = poolOf(pools);
    await act('allocations', 'labour', allocation('a'));
    await act('facilities', 'agency-behzisti', introduction('f'));
  });

  it('are recorded with their day in both calendars and their amount as text', async () => {
    const { events } = await act('facilities/f/payments', 'bank-melli', {
      amountRial: '۱۲۰',
      paidOn: '۱۴۰۱-۰۹-۱۰',
      bankReference: 'r-1',
    });
    expect(events).toEqual([
      {
        type: 'FacilityPaid',
        data: {
          facilityId: 'f',
          agency: 'behzisti',
          bank: 'bank-melli',
          introducedOn: '1401-09-05',
          introducedOnIso: '2022-11-26',
          introductionReportedOn: '1401-11-02',
          introductionReportedOnIso: '2023-01-22',
          bankReference: 'r-1',
          amountRial: '120',
          paidOn: '1401-09-10',
          paidOnIso: '2022-12-01',
          reportedOn: '1401-11-02',
          reportedOnIso: '2023-01-22',
          remainingRial: '380',
        },
      },
    ]);
  });

  it('are for the organisation of the officer when none is named, and need a name from everybody else', async () => {
    const without = { ...introduction('g'), agency: undefined };
    const { events } = await act('facilities', 'agency-relief', without);
    expect(events).toMatchObject([{ data: { agency: 'relief-committee' } }]);
    expect(await refused('facilities', 'labour', { ...without, facilityId: 'h' })).toEqual({
      status: 400,
      refusal: 'invalid_request',
      figures: { fields: 1 },
    });
    const unnamed = { ...payment('r-1'), bank: undefined };
    for (const [rest, body] of [
      ['payments', unnamed],
      ['declines', { declinedOn: '1401-09-20', reason: 'No guarantor' }],
      ['closing', { closedOn: '1401-09-20', reason: 'Completed' }],
      ['payments/r-1/reversal', { kind: 'returned', reversedOn: '1401-09-20', reason: 'Came back' }],
    ] as const) {
      const { status, json } = await api.request('POST', path(`facilities/f/${rest}`), {
        as: 'labour',
        body,
      });
      expect([status, json.errors]).toEqual([
        400,
        [expect.objectContaining({ field: 'bank', code: 'empty' })],
      ]);
    }
  });

  it('of an officer for another organisation are refused, whether it is named or not', async () => {
    const figures = { act: 'pay', role: 'bank', own: 'bank-mellat', owner: 'bank-melli' };
    expect(await refused('facilities/f/payments', 'bank-mellat', payment('r-1'))).toEqual({
      status: 403,
      refusal: 'not_own',
      figures,
    });
    const unnamed = { ...payment('r-1'), bank: undefined };
    expect(await refused('facilities/f/payments', 'bank-mellat', unnamed)).toEqual({
      status: 404,
      refusal: 'unknown_facility',
      figures: { facilityId: 'f' },
    });
    expect(await refused('facilities', 'agency-relief', introduction('g'))).toMatchObject({
      status: 403,
      refusal: 'not_own',
    });
  });

  it('are refused by name, with the figures that caused it', async () => {
    expect(await refused('facilities/f/payments', 'labour', payment('r-1', '501'))).toEqual({
      status: 422,
      refusal: 'beyond_facility',
      figures: { remainingRial: '500', givenRial: '501' },
    });
    expect(await refused('facilities/x/payments', 'labour', payment('r-1'))).toEqual({
      status: 404,
      refusal: 'unknown_facility',
      figures: { facilityId: 'x' },
    });
    await act('facilities', 'labour', introduction('g', 'behzisti', '2000'));
    expect(await refused('facilities/g/payments', 'labour', payment('r-1', '1001'))).toMatchObject({
      status: 409,
      refusal: 'credit_exhausted',
      figures: { creditRial: '1000', givenRial: '1001' },
    });
    expect(
      await refused('facilities/f/payments', 'labour', { ...payment('r-1'), paidOn: '1401-11-03' }),
    ).toMatchObject({
      status: 422,
      refusal: 'in_the_future',
      figures: { date: '1401-11-03', dateIso: '2023-01-23', today: '1401-11-02' },
    });
    expect(await refused('allocations', 'labour', allocation('a', 'behzisti', '999'))).toEqual({
      status: 409,
      refusal: 'conflicts_with_recorded',
      figures: { key: 'a', recorded: { amountRial: '1000' }, given: { amountRial: '999' } },
    });
    expect(await refused('allocations', 'labour', allocation('b', 'behzist'))).toEqual({
      status: 422,
      refusal: 'unknown_organisation',
      figures: { kind: 'agency', given: 'behzist', nearest: 'behzisti' },
    });
    expect(
      await refused('policies', 'labour', {
        effectiveOn: '1401-09-01',
        thresholdPercent: 65,
        exactThresholdPasses: true,
        clock: { kind: 'working-days', days: 5 },
        split: 'unmet-demand',
        ringFence: false,
        extendLots: ['a'],
        reason: 'Sooner',
      }),
    ).toMatchObject({ status: 409, refusal: 'lot_would_be_shortened', figures: { lotId: 'a' } });
    pool = poolOf(100_000);
    expect(await refused('reviews', 'labour', { asOf: '1401-11-02' })).toEqual({
      status: 404,
      refusal: 'unknown_pool',
      figures: { pool },
    });
  });

  it('never let the one who asked for a review approve it, nor the one who approved take back', async () => {
    await act('facilities/f/payments', 'bank-melli', payment('p', '500'));
    await act('allocations', 'labour', allocation('b', 'relief-committee'));
    await act('facilities', 'agency-relief', introduction('g', 'relief-committee', '2000'));
    await act('facilities/g/payments', 'bank-melli', payment('q', '900'));
    await act('reviews', 'deputy', { asOf: '1401-11-02' });
    const review = `reviews/${pool}-review-1`;
    const reason = { reason: 'Session 1' };
    expect(await refused(`${review}/approval`, 'deputy', reason)).toEqual({
      status: 403,
      refusal: 'own_review',
      figures: { reviewId: `${pool}-review-1`, requestedBy: 'deputy' },
    });
    const { events } = await act(`${review}/approval`, 'deputy-2', reason);
    expect(events).toMatchObject([
      { type: 'CreditReallocated', data: { approvedBy: 'deputy-2', transfers: [{ amountRial: '500' }] } },
    ]);
    const back = { reversalId: 'x', from: 'behzisti', to: 'relief-committee', amountRial: '500', ...reason };
    expect(await refused(`${review}/reversals`, 'deputy-2', back)).toMatchObject({
      status: 403,
      refusal: 'own_reallocation',
    });
    expect(await refused(`${review}/reversals`, 'deputy', { ...back, amountRial: '501' })).toMatchObject({
      status: 409,
      refusal: 'beyond_reallocated',
    });
  });

  it('find identifiers that hold a slash, a colon or Persian letters', async () => {
    const facilityId = 'پرونده/۱۷:الف';
    const recorded = 'پرونده/17:الف';
    await act('facilities', 'labour', { ...introduction('g'), facilityId });
    const address = `facilities/${encodeURIComponent(facilityId)}`;
    await act(`${address}/payments`, 'bank-melli', payment('حواله ۱۷/الف', '100'));
    const { events } = await act(
      `${address}/payments/${encodeURIComponent('حواله ۱۷/الف')}/reversal`,
      'bank-melli',
      { kind: 'recorded-in-error', reversedOn: '2022-12-05', reason: 'Another file' },
    );
    expect(events).toMatchObject([{ data: { facilityId: recorded, bankReference: 'حواله ۱۷/الف' } }]);
    const long = 'ی'.repeat(80);
    await act('facilities', 'labour', { ...introduction('g'), facilityId: long });
    await act(`facilities/${encodeURIComponent(long)}/payments`, 'bank-melli', payment('r', '100'));
  });

  it('know their province by the name of the pool', async () => {
    pool = 'no-such-province-1401-note16';
    expect(await refused('allocations', 'labour', allocation('a'))).toMatchObject({
      status: 422,
      refusal: 'unknown_organisation',
    });
    const { status, json } = await api.request('POST', `/api/v1/pools/${PROVINCE}/allocations`, {
      as: 'labour',
      body: allocation('a'),
    });
    expect([status, json.errors]).toEqual([
      400,
      [{ field: 'pool', code: 'not_a_pool', message: expect.stringContaining('is no pool') as string }],
    ]);
  });
});
