import { type Api, openApi } from '../api.fixture.js';

/*
 * Only operators may read how much is recorded and how many commands of each type there were. An officer is
 * shown tokens in place of positions (ADR 0032) and must not find the numbers here.
 */

const TOKEN = 'a token of Prometheus alone';
const FORWARDED = { 'x-forwarded-for': '192.0.2.7' };

describe('What health and metrics tell', () => {
  let api: Api;
  afterEach(() => api.close());

  const ready = async (headers: Readonly<Record<string, string>> = {}) => {
    const { status, json } = await api.request('GET', '/health/ready', { headers });
    return { status, names: Object.keys(json).toSorted() };
  };
  const metrics = async (headers: Readonly<Record<string, string>> = {}) => {
    const { status, text } = await api.request('GET', '/metrics', { headers });
    return { status, text };
  };

  it('is whole for a process on the machine itself', async () => {
    api = await openApi();
    expect(await ready()).toEqual({
      status: 200,
      names: ['lag', 'position', 'problems', 'ready', 'status'],
    });
    const { status, text } = await metrics();
    expect(status).toBe(200);
    expect(text).toContain('misaq_log_position');
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'has no position for a request that came through a proxy: %s',
    async (header) => {
      api = await openApi();
      const headers = { [header]: 'for=192.0.2.7' };
      expect(await ready(headers)).toEqual({ status: 200, names: ['problems', 'ready', 'status'] });
      const refused = await metrics(headers);
      expect(refused.status).toBe(401);
      expect(refused.text).not.toContain('misaq_');
    },
  );

  it('is complete with the metrics token, and only with it once one is set', async () => {
    api = await openApi({ MISAQ_METRICS_TOKEN: TOKEN.replaceAll(' ', '-') });
    const authorization = `Bearer ${TOKEN.replaceAll(' ', '-')}`;
    for (const headers of [{ authorization }, { authorization, ...FORWARDED }]) {
      expect((await metrics(headers)).status).toBe(200);
      expect((await ready(headers)).names).toContain('position');
    }
    const wrong = { authorization: `Bearer ${api.tokens.admin}` };
    for (const headers of [{}, FORWARDED, wrong]) {
      expect((await metrics(headers)).status).toBe(401);
      expect((await ready(headers)).names).not.toContain('position');
    }
    // A wrong one is a guess: it is delayed, and the log names where it came from.
    expect(api.logged.join('')).toMatch(/"address":"127.0.0.1".*good for nothing/);
  });
});
