import { type Api, openApi } from '../api.fixture.js';
import { type Browser, openAccount, openBrowser, PASSWORD, refusalOf } from './browser.fixture.js';

const SESSION = '/api/v1/session';
const A_MINUTE_MS = 60_000;

describe('A session ends', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({ MISAQ_SESSION_IDLE_MINUTES: '20', MISAQ_SESSION_HOURS: '2' });
    for (const account of ['labour', 'inspector', 'deputy', 'admin'])
      await openAccount(api, account, PASSWORD);
  });
  afterAll(() => api.close());

  async function signedIn(account: string): Promise<Browser> {
    const browser = openBrowser(api);
    expect((await browser.signIn(account, PASSWORD)).status).toBe(200);
    return browser;
  }
  const later = (minutes: number): void => {
    api.setClock(api.now() + minutes * A_MINUTE_MS);
  };
  const lastAtDoor = async (): Promise<unknown> => {
    const { json } = await api.request('GET', '/api/v1/door?limit=1', { as: 'admin' });
    return (json.items as readonly unknown[])[0];
  };

  it('when it was not used for so long, and not before', async () => {
    const browser = await signedIn('labour');
    later(19);
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(200);
    later(19);
    expect((await browser.ask('GET', SESSION)).json).toMatchObject({
      idleEndsAt: new Date(api.now() + 20 * A_MINUTE_MS).toISOString(),
    });
    const thief = browser.copy();
    later(20);
    const ended = await browser.ask('GET', '/api/v1/me');
    expect([ended.status, ended.json.refusal, ended.json.figures]).toEqual([
      401,
      'session_ended',
      { reason: 'idle' },
    ]);
    expect(ended.headers['set-cookie']).toContain('Max-Age=0');
    expect(await refusalOf(thief.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    expect(await lastAtDoor()).toMatchObject({ kind: 'session-ended', reason: 'idle', account: 'labour' });
  });

  it('for want of a person, whatever its pages ask by themselves', async () => {
    const browser = await signedIn('labour');
    const byItself = { headers: { 'x-misaq-background': '1' } };
    for (let n = 0; n < 3; n += 1) {
      later(6);
      expect((await browser.ask('GET', '/api/v1/me', undefined, byItself)).status).toBe(200);
      expect((await browser.ask('GET', '/api/v1/live', undefined, { firstBytesOnly: true })).status).toBe(
        200,
      );
    }
    later(6);
    expect(await refusalOf(browser.ask('GET', '/api/v1/me', undefined, byItself))).toBe('401 session_ended');
  });

  it('after so many hours in any case, also in another office', async () => {
    const browser = await signedIn('labour');
    for (let n = 0; n < 7; n += 1) {
      later(15);
      const office = { principal: 'labour', role: 'labour' };
      expect((await browser.ask('PUT', `${SESSION}/office`, office)).status).toBe(200);
    }
    later(15);
    const { json } = await browser.ask('GET', SESSION);
    expect(json).toMatchObject({ refusal: 'session_ended', figures: { reason: 'too_old' } });
  });

  it('with the role that it acts in, though the role is granted again', async () => {
    const browser = await signedIn('inspector');
    const of = '/api/v1/principals/inspector/roles';
    await api.act(`${of}/revocations`, 'admin', { role: 'inspector', reason: 'moved' });
    const ended = await browser.copy().ask('GET', '/api/v1/me');
    expect([ended.status, ended.json.figures]).toEqual([401, { reason: 'role_revoked' }]);
    await api.act(of, 'admin', { role: 'inspector' });
    expect(await refusalOf(browser.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    const anew = await signedIn('inspector');
    // Nobody asks between the revocation and the next grant.
    later(1);
    await api.act(`${of}/revocations`, 'admin', { role: 'inspector', reason: 'moved' });
    later(1);
    await api.act(of, 'admin', { role: 'inspector' });
    expect(await refusalOf(anew.ask('GET', '/api/v1/me'))).toBe('401 session_ended');
  });

  it('with its live streams, when the role is revoked meanwhile', async () => {
    await openAccount(api, 'deputy-2', PASSWORD);
    const browser = await signedIn('deputy-2');
    const live = browser.ask('GET', '/api/v1/live');
    await api.act('/api/v1/principals/deputy-2/roles/revocations', 'admin', {
      role: 'economic-deputy',
      reason: 'moved',
    });
    // The stream ends by itself.
    expect((await live).status).toBe(200);
  });

  it('by its holder from another browser, and by an admin', async () => {
    const [here, there] = [await signedIn('labour'), await signedIn('labour')];
    const { json } = await here.ask('GET', '/api/v1/sessions');
    const items = json.items as readonly { sessionId: string; isThis: boolean }[];
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect(items.filter(({ isThis }) => isThis).map(({ sessionId }) => sessionId)).toEqual([
      here.cookie?.split('.')[0],
    ]);
    expect(JSON.stringify(json)).not.toContain(there.cookie?.split('.')[1]);
    const idOf = (browser: Browser): string => browser.cookie?.split('.')[0] ?? '';
    expect((await here.ask('DELETE', `/api/v1/sessions/${idOf(there)}`)).status).toBe(200);
    expect(await refusalOf(there.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    const ofAdmin = await signedIn('admin');
    expect((await ofAdmin.ask('GET', '/api/v1/sessions?account=labour')).text).toContain(idOf(here));
    expect((await ofAdmin.ask('DELETE', `/api/v1/sessions/${idOf(here)}`)).status).toBe(200);
    expect(await refusalOf(here.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    expect(await lastAtDoor()).toMatchObject({ kind: 'session-ended', reason: 'revoked', by: 'admin' });
  });

  it('by nobody else, who is not told that it is there', async () => {
    const [labour, deputy] = [await signedIn('labour'), await signedIn('deputy')];
    const path = `/api/v1/sessions/${String(labour.cookie?.split('.')[0])}`;
    expect(await refusalOf(deputy.ask('DELETE', path))).toBe('404 session_unknown');
    expect(await refusalOf(deputy.ask('GET', '/api/v1/sessions?account=labour'))).toBe('403 not_permitted');
    expect((await labour.ask('GET', '/api/v1/me')).status).toBe(200);
  });

  it('when the account has twenty newer ones', async () => {
    const first = await signedIn('deputy');
    for (let n = 0; n < 20; n += 1) {
      api.setClock(api.now() + 1_000);
      await signedIn('deputy');
    }
    expect(await refusalOf(first.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    const { json } = await api.request('GET', '/api/v1/sessions?account=deputy', { as: 'admin' });
    expect(json.items).toHaveLength(20);
  });
});
