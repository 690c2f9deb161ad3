import { type Api, openApi } from '../api.fixture.js';

/** What nobody foresaw. */
class Surprise extends Error {
  override readonly name = 'Surprise';
}

describe('An error that nobody foresaw', () => {
  let api: Api;
  beforeEach(async () => {
    api = await openApi();
  });
  afterEach(() => api.close());

  const fail = (): never => {
    throw new Surprise('nobody foresaw this');
  };
  const logged = (): readonly object[] =>
    api.logged
      .map((line) => JSON.parse(line) as { readonly msg: string })
      .filter(({ msg }) => msg === 'unexpected error');

  it.each(['application/json', 'application/x-ndjson'])(
    'is logged, and told as an internal error alone: %s',
    async (accept) => {
      Object.assign(api.service.models.runner, { rebuild: fail });
      const path = '/api/v1/operations/projections/history/rebuild';
      const { text } = await api.request('POST', path, { as: 'admin', headers: { accept } });
      expect(text).toContain('"refusal":"internal_error"');
      expect(text).not.toContain('foresaw');
      expect(logged()).toMatchObject([
        { request: expect.any(String) as string, error: { name: 'Surprise' } },
      ]);
    },
  );

  it('is logged when it ends live updates', async () => {
    Object.assign(api.service.store, { readAll: fail });
    await api.request('GET', '/api/v1/live?after=0', { as: 'labour' });
    expect(logged()).toMatchObject([{ request: expect.any(String) as string, error: { name: 'Surprise' } }]);
  });
});
