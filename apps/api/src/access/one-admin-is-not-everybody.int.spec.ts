import { A_DAY_MS, type Answered, type Api, NOON_MS, openApi } from '../api.fixture.js';

const PRINCIPALS = '/api/v1/principals';

describe('One admin is not everybody', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());
  afterEach(() => {
    api.setClock(NOON_MS);
  });

  async function added(principalId: string, role?: string): Promise<string> {
    await api.act(PRINCIPALS, 'admin', { principalId, name: principalId });
    if (role !== undefined) await api.act(`${PRINCIPALS}/${principalId}/roles`, 'admin', { role });
    return principalId;
  }

  async function offered(principalId: string): Promise<Readonly<Record<string, unknown>>> {
    const path = `${PRINCIPALS}/${principalId}/tokens`;
    return (await api.request('POST', path, { as: 'admin', body: {} })).json;
  }

  const redeem = (code: unknown): Promise<Answered> =>
    api.request('POST', '/api/v1/tokens/redemption', { body: { code } });
  const refusal = ({ status, json }: Answered): unknown => [status, json.refusal];
  const post = (token: string, path: string, body: object): Promise<Answered> =>
    api.request('POST', `${PRINCIPALS}/${path}`, { token, body });

  it('who issues a token sees a code, and its bearer the token, once', async () => {
    const { code, token, tokenId, notice } = await offered(await added('karimi', 'governor'));
    expect([token, code, notice]).toEqual([
      null,
      expect.stringMatching(/^misaqcode_/),
      expect.stringContaining('Shown this once'),
    ]);
    const redeemed = await redeem(code);
    expect(redeemed.json).toMatchObject({ principalId: 'karimi', role: 'governor', tokenId });
    expect(redeemed.headers['cache-control']).toBe('no-store');
    const bearer = { token: String(redeemed.json.token) };
    expect((await api.request('GET', '/api/v1/me', bearer)).status).toBe(200);
    expect(refusal(await redeem(code))).toEqual([409, 'code_used']);
    // Nothing that was said or logged afterwards holds the code or the token.
    const shown = await api.request('GET', `/api/v1/history?stream=principal-karimi`, { as: 'inspector' });
    for (const secret of [String(code).slice(-26), bearer.token.slice(-43)])
      for (const said of [shown.text, api.logged.join('')]) expect(said).not.toContain(secret);
    expect(shown.text).not.toMatch(/ingerprint/);
    const events = shown.json.items as readonly { readonly type: string; readonly actor: object }[];
    expect(events.map(({ type, actor }) => [type, (actor as { id: string }).id])).toEqual([
      ['PrincipalAdded', 'admin'],
      ['RoleGranted', 'admin'],
      ['TokenOffered', 'admin'],
      ['TokenIssued', 'karimi'],
    ]);
  });

  it('a bearer sees every token that was issued to that principal', async () => {
    const { token } = await api.issue(await added('rahimi', 'governor'));
    const another = await offered('rahimi');
    const { json } = await api.request('GET', '/api/v1/me', { token });
    // Two tokens of one millisecond have no order.
    const byStatus = (json.tokens as { status: string }[]).toSorted((a, b) => (a.status < b.status ? -1 : 1));
    expect(byStatus).toMatchObject([
      { status: 'offered', tokenId: another.tokenId, issued: { by: 'admin' } },
      { status: 'working', issued: { by: 'admin' }, redeemed: { by: 'rahimi' } },
    ]);
    const redeemed = await redeem(another.code);
    expect(redeemed.json.tokens).toMatchObject([{ status: 'working' }, { status: 'working' }]);
  });

  it('a code is good for three days and no longer than its token', async () => {
    const { code } = await offered(await added('jafari', 'governor'));
    api.setClock(NOON_MS + 4 * A_DAY_MS);
    expect(refusal(await redeem(code))).toEqual([409, 'code_expired']);
    api.setClock(NOON_MS + 3 * A_DAY_MS);
    expect((await redeem(code)).status).toBe(200);
    const other = await offered('jafari');
    await api.act(`${PRINCIPALS}/jafari/tokens/${String(other.tokenId)}/revocation`, 'admin', {
      reason: 'x',
    });
    expect(refusal(await redeem(other.code))).toEqual([409, 'code_revoked']);
  });

  it('a guessed code is answered like one that never was, and the log names where it came from', async () => {
    const { code } = await offered(await added('salehi', 'governor'));
    const wrong = `${String(code).slice(0, -1)}${String(code).endsWith('a') ? 'b' : 'a'}`;
    const answers = [await redeem(wrong), await redeem('misaqcode_abcdefgh2345_aaaaaaaaaaaaaaaaaaaaaaaaaa')];
    for (const answer of answers) {
      expect(refusal(answer)).toEqual([404, 'code_unknown']);
      expect(answer.json.figures).toEqual({});
    }
    await api.request('GET', '/api/v1/me', { token: `misaq_aaaaaaaaaaaa_${'b'.repeat(43)}` });
    const told = api.logged.filter((line) => line.includes('good for nothing'));
    expect(told.slice(-3).map((line) => (JSON.parse(line) as { address: string }).address)).toEqual(
      Array.from({ length: 3 }, () => '127.0.0.1'),
    );
    expect(told.join('')).not.toContain(wrong.slice(-26));
  });

  it('a token ends after a year, and a warning comes before', async () => {
    const { token } = await api.issue(await added('moradi', 'governor'));
    const me = () => api.request('GET', '/api/v1/me', { token });
    expect((await me()).headers).not.toHaveProperty('misaq-token-expires');
    api.setClock(NOON_MS + 340 * A_DAY_MS);
    expect((await me()).headers['misaq-token-expires']).toBe('2024-01-22');
    api.setClock(NOON_MS + 365 * A_DAY_MS);
    expect((await me()).status).toBe(200);
    api.setClock(NOON_MS + 366 * A_DAY_MS);
    expect(refusal(await me())).toEqual([401, 'unauthenticated']);
  });

  it('one admin alone grants what takes two, and says so; two admins do it together', async () => {
    const alone = await api.act(`${PRINCIPALS}/${await added('admin-2')}/roles`, 'admin', { role: 'admin' });
    expect(alone.events).toMatchObject([{ type: 'RoleGranted', data: { role: 'admin', alone: true } }]);
    const second = (await api.issue('admin-2')).token;

    const roles = `${PRINCIPALS}/${await added('akbari')}/roles`;
    const asked = await api.act(roles, 'admin', { role: 'inspector' });
    expect(asked.events).toMatchObject([{ type: 'RoleRequested', data: { requestedBy: 'admin' } }]);
    const pending = await api.request('GET', `${PRINCIPALS}/akbari`, { as: 'admin' });
    expect(pending.json).toMatchObject({ grants: [], requests: [{ role: 'inspector' }] });
    const own = await api.request('POST', `${roles}/confirmations`, {
      as: 'admin',
      body: { role: 'inspector' },
    });
    expect(refusal(own)).toEqual([403, 'own_request']);
    const confirmed = await post(second, 'akbari/roles/confirmations', { role: 'inspector' });
    expect(confirmed.json.events).toMatchObject([{ type: 'RoleGranted', data: { requestedBy: 'admin' } }]);
    await api.caughtUp();
    const { text } = await api.request('GET', '/api/v1/history?stream=principal-akbari', { as: 'inspector' });
    expect(text).toContain('as admin had asked');

    expect(refusal(await post(second, 'admin-2/roles', { role: 'labour' }))).toEqual([403, 'own_grant']);
    // Both at once take their own role away: one of them stays.
    const left = { role: 'admin', reason: 'left' };
    const both = await Promise.all([
      api.request('POST', `${PRINCIPALS}/admin/roles/revocations`, { as: 'admin', body: left }),
      post(second, 'admin-2/roles/revocations', left),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.filter(({ status }) => status === 409).map(({ json }) => json.refusal)).toEqual([
      'last_admin',
    ]);
  });
});
