import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { encodeEvents } from '@misaq/platform/commands/event-format.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { type Api, openApi, type Player } from '../api.fixture.js';
import { allocation, introduction, payment, poolOf } from '../samples.fixture.js';

/** One text to a reader: Persian ye, Arabic ye, and a ZWNJ behind it. */
const [RECORDED, ARABIC, JOINED] = ['پرونده-ی', 'پرونده-ي', 'پرونده-ی\u200c'];

describe('An id in another spelling, over HTTP', () => {
  let api: Api;
  const pool = poolOf(1);
  const path = (rest: string): string => `/api/v1/pools/${pool}/${rest}`;
  const post = (rest: string, as: Player, body: object) => api.request('POST', path(rest), { as, body });
  const at = (id: string): string => `facilities/${encodeURIComponent(id)}`;
  const shown = async (rest: string): Promise<unknown> => {
    const { status, json } = await api.request('GET', path(rest), { as: 'labour' });
    return { status, facilityId: (json as { facilityId?: string }).facilityId };
  };

  beforeAll(async () => {
    api = await openApi();
    await api.act(path('allocations'), 'labour', allocation('a'));
    await api.act(path('facilities'), 'agency-behzisti', introduction(RECORDED));
    await api.act(path(`${at(ARABIC)}/payments`), 'bank-melli', payment('ملی/1', '100'));
  });
  afterAll(() => api.close());

  it('is the same payment, whichever spelling its reference has', async () => {
    const { status, json } = await post(`${at(RECORDED)}/payments`, 'bank-melli', payment('ملي/۱', '100'));
    expect([status, json]).toMatchObject([200, { repeated: true, events: [] }]);
    const other = await post(`${at(RECORDED)}/payments`, 'bank-melli', payment('ملي/1', '99'));
    expect([other.status, other.json]).toMatchObject([
      409,
      {
        refusal: 'conflicts_with_recorded',
        figures: { spellings: { bankReference: { recorded: 'ملی/1', given: 'ملي/1' } } },
      },
    ]);
  });

  it('is the same facility when one of its spellings is ASCII', async () => {
    await api.act(path('facilities'), 'agency-behzisti', introduction('G\u200c7'));
    await api.caughtUp();
    for (const id of ['G\u200c7', 'G7', 'Gـ7'])
      expect(await shown(at(id))).toEqual({ status: 200, facilityId: 'G\u200c7' });
    const history = await api.request('GET', '/api/v1/history?facility=G7', { as: 'labour' });
    expect(history.json).toMatchObject({ total: 1 });
  });

  it('is the same facility in every address', async () => {
    for (const id of [RECORDED, ARABIC, JOINED])
      expect(await shown(at(id))).toEqual({ status: 200, facilityId: RECORDED });
    const history = await api.request('GET', `/api/v1/history?facility=${encodeURIComponent(ARABIC)}`, {
      as: 'labour',
    });
    expect(history.json).toMatchObject({ total: 2 });
  });

  it.each([
    ['payments', `${at('پرونده-ی')}/payments`, 'bank-melli', payment('6.03799E+15'), 'bankReference'],
    ['payments', `${at('پرونده-ی')}/payments`, 'bank-melli', payment('۱٫۲۳E+۱۵'), 'bankReference'],
    ['facilities', 'facilities', 'agency-behzisti', introduction('6.03799E15'), 'facilityId'],
    ['allocations', 'allocations', 'labour', allocation('12345.0'), 'allocationId'],
  ] as const)('that a spreadsheet shortened is refused: %s', async (_what, rest, as, body, field) => {
    const { status, json } = await post(rest, as, body);
    expect([status, json]).toMatchObject([422, { refusal: 'invalid_field', figures: { field } }]);
  });

  it('of an applicant that lost its zeros is refused, without being repeated', async () => {
    const body = { ...introduction('g'), applicantId: '12345679' };
    const { status, json } = await post('facilities', 'agency-behzisti', body);
    expect([status, json]).toMatchObject([
      400,
      { errors: [{ field: 'applicantId', code: 'not_a_national_id' }] },
    ]);
    expect(JSON.stringify(json)).not.toContain('12345679');
  });

  it('a payment that was taken back and is sent again is answered with the day', async () => {
    const reversal = { kind: 'returned', reversedOn: '1401-09-20', reason: 'Came back' };
    await api.act(
      path(`${at(RECORDED)}/payments/${encodeURIComponent('ملي/1')}/reversal`),
      'bank-melli',
      reversal,
    );
    const { status, json } = await post(`${at(RECORDED)}/payments`, 'bank-melli', payment('ملی/1', '100'));
    expect([status, json]).toMatchObject([
      200,
      { repeated: true, remark: { name: 'payment_taken_back', figures: { takenBackOn: '1401-09-20' } } },
    ]);
    expect((json as { remark?: { message?: string } }).remark?.message).toContain('taken back on 1401-09-20');
  });
});

/** Begins a stream with events as an older version recorded them, which recorded what is refused now. */
async function recordedEarlier(
  { service }: Api,
  stream: string,
  events: readonly DomainEvent[],
): Promise<void> {
  const actor = { id: 'labour-1', name: 'Labour', role: 'labour' } as const;
  const envelope = { commandId: newCommandId(service.clock.now()), actor };
  const { encoded } = encodeEvents(stream, events, envelope, 'body', service.clock.now(), null);
  await service.store.append(stream, NO_STREAM, encoded);
}

describe('A province and its pools in another spelling, over HTTP', () => {
  let api: Api;
  const [recorded, ...others] = ['استان-ی', 'استان-ي', 'استان-ى', 'استان\u200c-ی'] as const;
  const get = (path: string) => api.request('GET', `/api/v1/${path}`, { as: 'labour' });
  const e = encodeURIComponent;

  beforeAll(async () => {
    api = await openApi();
    const act = (path: string, body: object) => api.act(`/api/v1/${path}`, 'labour', body);
    const [first, second, third] = others;
    const activeFrom = '1395-01-01';
    // Agencies, banks and pools are named in ASCII now; an older version recorded these.
    const from = plainDate('2016-03-20');
    await recordedEarlier(api, `register-${recorded}`, [
      {
        type: 'OrganisationRegistered',
        data: { kind: 'agency', id: 'دستگاه-ك', name: 'یک', activeFrom: from },
      },
      {
        type: 'OrganisationRegistered',
        data: { kind: 'bank', id: 'بانک-ي', name: 'دو', ownership: 'state', activeFrom: from },
      },
    ]);
    const pool = `${second}-1401-p1`;
    await recordedEarlier(api, `creditPool-${recorded}-1401-p1`, [
      {
        type: 'PoolOpened',
        data: { pool: `${recorded}-1401-p1`, province: recorded, year: 1401, programme: 'p1' },
      },
    ]);
    const organisations = [
      { kind: 'county', id: 'شهر-ي', name: 'سه' },
      { kind: 'sector', id: 'بخش-ي', name: 'چهار' },
    ];
    for (const each of organisations)
      await act(`provinces/${e(first)}/organisations`, { ...each, activeFrom });
    const named = { agency: 'دستگاه-ک', county: 'شهر-ى', sector: 'بخش-ی' };
    await act(`pools/${e(pool)}/allocations`, {
      allocationId: 'a',
      agency: named.agency,
      amountRial: '1000',
      notifiedOn: '1401-09-01',
    });
    await act(`provinces/${e(third)}/plans/1401/commitments`, {
      ...named,
      version: 'نسخه-ي',
      jobs: 5,
      notifiedOn: '1401-02-01',
    });
    await act(`provinces/${e(first)}/calendar/closures`, {
      date: '1401-10-05',
      reason: 'برف',
    });
    await api.caughtUp();
  });
  afterAll(() => api.close());

  it('are asked for in any of them', async () => {
    const answers = async (province: string): Promise<readonly string[]> => {
      const pool = `${province}-1401-p1`;
      const paths = [
        `pools/${e(pool)}`,
        `pools/${e(pool)}/allocations`,
        `pools/${e(pool)}/facilities`,
        `pools/${e(pool)}/reviews`,
        `pools/${e(pool)}/banks`,
        `banks?pool=${e(pool)}`,
        `history?pool=${e(pool)}`,
        `history?stream=${e(`creditPool-${pool}`)}`,
        `history?stream=${e(`register-${province}`)}`,
        `provinces/${e(province)}/organisations`,
        `provinces/${e(province)}/plans/1401?version=${e('نسخه-ی')}`,
        `provinces/${e(province)}/calendar`,
      ];
      const found = await Promise.all(paths.map(get));
      expect(found.map(({ status }, index) => [paths[index], status])).toEqual(
        paths.map((each) => [each, 200]),
      );
      // An answer names what was asked for as it was given.
      return found.map(({ text }) => text.replaceAll(province, recorded));
    };
    const exact = await answers(recorded);
    expect(exact.join('')).toContain('دستگاه-ك');
    for (const other of others) {
      const found = await answers(other);
      expect(exact.map((text, index) => text === found[index])).toEqual(exact.map(() => true));
    }
  });
});
