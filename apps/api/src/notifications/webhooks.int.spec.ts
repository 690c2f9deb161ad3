import { type Answered, type Api, ELSEWHERE, openApi, type Player, PROVINCE } from '../api.fixture.js';

const URL_OF_RECEIVER = 'https://example.org/misaq';

describe('The webhooks of an organisation', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const register = (body: object, as: Player = 'admin'): Promise<Answered> =>
    api.request('POST', '/api/v1/webhooks', { as, body: { url: URL_OF_RECEIVER, ...body } });
  const refusal = ({ status, json }: Answered) => ({ status, refusal: json.refusal, figures: json.figures });

  it('are registered for one that the register of the province knows', async () => {
    const webhookId = 'of-nobody';
    const unknown = { webhookId, province: PROVINCE, kind: 'agency', organisation: 'behzisty' };
    expect(refusal(await register(unknown))).toEqual({
      status: 422,
      refusal: 'unknown_organisation',
      figures: { kind: 'agency', given: 'behzisty', nearest: 'behzisti' },
    });
    const nowhere = { ...unknown, organisation: 'behzisti', province: 'nowhere' };
    expect(refusal(await register(nowhere))).toMatchObject({ status: 422, refusal: 'unknown_organisation' });
    expect((await register({ ...unknown, organisation: 'behzisti' })).status).toBe(200);
  });

  it.each([
    ['http://example.org/', 'https is required'],
    ['https://10.0.0.1/', 'it lies in a private network'],
    ['https://0x7f.1/', 'it lies in a private network'],
    ['https://[::1]:8443/', 'it lies in a private network'],
    ['https://localhost/', 'it lies in a private network'],
  ])('do not lead to %s, and its registration is refused at once', async (url, problem) => {
    expect(refusal(await register({ webhookId: 'inward', url }, 'agency-behzisti'))).toEqual({
      status: 422,
      refusal: 'address_not_allowed',
      figures: { url, problem },
    });
  });

  it('lead inward where the operator allows it', async () => {
    const open = await openApi({ MISAQ_WEBHOOK_PRIVATE: 'allow' });
    const body = { webhookId: 'inward', url: 'http://127.0.0.1:8080/' };
    const { status } = await open.request('POST', '/api/v1/webhooks', { as: 'bank-melli', body });
    await open.close();
    expect(status).toBe(200);
  });

  it('are each of one province: nothing of one is told to the office with its id in another', async () => {
    const webhookId = 'of-here';
    const { json } = await register({ webhookId }, 'agency-behzisti');
    expect(json.events).toMatchObject([
      { data: { organisation: { province: PROVINCE, kind: 'agency', id: 'behzisti' } } },
    ]);
    await api.caughtUp();
    const listed = async (as: Player, query = ''): Promise<unknown> => {
      const { json: list } = await api.request('GET', `/api/v1/webhooks${query}`, { as });
      return (list.items as { webhookId: string }[] | undefined)?.map((each) => each.webhookId);
    };
    expect(await listed('agency-behzisti')).toContain(webhookId);
    expect(await listed('agency-elsewhere')).toEqual([]);
    expect(await listed('admin', `?province=${ELSEWHERE}`)).toEqual([]);
    expect(await listed('admin')).toContain(webhookId);
    const answers = [
      await register({ webhookId, url: 'https://elsewhere.example/' }, 'agency-elsewhere'),
      await register({ webhookId: 'new', province: PROVINCE }, 'agency-elsewhere'),
      ...(await Promise.all(
        ['removal', 'resumption'].map((act) =>
          api.request('POST', `/api/v1/webhooks/${webhookId}/${act}`, {
            as: 'agency-elsewhere',
            body: { reason: 'mine' },
          }),
        ),
      )),
    ];
    for (const answer of answers) {
      expect(refusal(answer)).toMatchObject({ status: 403, refusal: 'not_own' });
      expect(answer.text).not.toContain(URL_OF_RECEIVER);
    }
  });

  it('are at most twenty, also when many are registered at once, and one that goes makes room', async () => {
    const as = 'bank-melli';
    const ids = Array.from({ length: 25 }, (_, n) => `many-${String(n)}`);
    const answers = await Promise.all(ids.map((webhookId) => register({ webhookId }, as)));
    const accepted = ids.filter((_, index) => answers[index]?.status === 200);
    expect(accepted).toHaveLength(20);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(refusal(answer)).toEqual({
        status: 409,
        refusal: 'too_many_webhooks',
        figures: { kind: 'bank', id: 'bank-melli', webhooks: 20, most: 20 },
      });
    const [first = ''] = accepted;
    // What stands already is answered as the first time, and another organisation has room of its own.
    expect((await register({ webhookId: first }, as)).status).toBe(200);
    expect((await register({ webhookId: 'of-mellat' }, 'bank-mellat')).status).toBe(200);
    await api.act(`/api/v1/webhooks/${first}/removal`, as, { reason: 'a new system' });
    expect((await register({ webhookId: 'after' }, as)).status).toBe(200);
    expect(refusal(await register({ webhookId: 'too-many' }, as))).toMatchObject({ status: 409 });
  });

  it('and feeds need their province when the asker acts for none', async () => {
    for (const path of ['notifications?agency=behzisti', 'webhooks?agency=behzisti']) {
      const { status, json } = await api.request('GET', `/api/v1/${path}`, { as: 'admin' });
      expect([status, json.errors]).toMatchObject([400, [{ field: 'province', code: 'province_needed' }]]);
    }
  });
});
