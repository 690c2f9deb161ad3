import { type Api, openApi } from '../api.fixture.js';

describe('The line of a request in the log', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({ MISAQ_TRUST_PROXY: '127.0.0.1' });
  });
  afterAll(() => api.close());

  const lines = () =>
    api.logged
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter(({ msg }) => msg === 'request');

  it('says when, from where, by which token, what was asked and the result', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    await api.request('GET', '/api/v1/pools', { as: 'labour', headers });
    await api.request('GET', '/api/v1/principals', { as: 'bank-melli', headers });
    await api.request('GET', '/api/v1/pools?limit=none', { as: 'labour', headers });
    await api.request('GET', '/api/v1/pools', { headers });
    const shown = lines().map(({ address, route, status, role, token, refusal }) => [
      address,
      route,
      status,
      role,
      typeof token,
      refusal,
    ]);
    expect(shown).toEqual([
      ['192.0.2.7', '/api/v1/pools', 200, 'labour', 'string', null],
      ['192.0.2.7', '/api/v1/principals', 403, 'bank', 'string', 'not_permitted'],
      ['192.0.2.7', '/api/v1/pools', 400, 'labour', 'string', 'invalid_request'],
      ['192.0.2.7', '/api/v1/pools', 401, null, 'object', 'unauthenticated'],
    ]);
    for (const { time } of lines()) expect(time).toEqual(expect.any(Number));
  });
});
