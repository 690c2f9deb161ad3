import { type Api, openApi } from '../api.fixture.js';
import { type Browser, openAccount, openBrowser, PASSWORD, refusalOf } from './browser.fixture.js';

const SESSION = '/api/v1/session';

describe('A session of a browser', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await openAccount(api, 'deputy', PASSWORD);
    await openAccount(api, 'labour', PASSWORD);
  });
  afterAll(() => api.close());

  async function signedIn(account: string): Promise<Browser> {
    const browser = openBrowser(api);
    const { status, text } = await browser.signIn(account, PASSWORD);
    expect([status, text]).toEqual([200, expect.any(String)]);
    return browser;
  }

  it('says who is signed in, in which office, with which rights, today and until when', async () => {
    const browser = await signedIn('deputy');
    const { json } = await browser.ask('GET', SESSION);
    expect(json).toMatchObject({
      account: 'deputy',
      office: { principal: 'deputy', role: 'economic-deputy', organisation: null },
      offices: [{ principal: 'deputy', role: 'economic-deputy' }],
      needs: null,
      today: '1401-11-02',
      todayIso: '2023-01-22',
      calendars: [
        { province: 'east-azerbaijan', revision: 0 },
        { province: 'tehran', revision: 0 },
      ],
      signedInAt: '2023-01-22T08:30:00.000Z',
      idleEndsAt: '2023-01-22T09:00:00.000Z',
      endsAt: '2023-01-22T20:30:00.000Z',
    });
    expect(json.may).toContainEqual({ act: 'decide-reallocation', extent: 'any' });
    expect(json.csrf).toMatch(/^[\w-]{43}$/);
  });

  it('is a cookie that scripts do not read and other sites do not send', async () => {
    const { headers, text } = await openBrowser(api).signIn('deputy', PASSWORD);
    expect(headers['set-cookie']).toMatch(
      /^misaq=[a-z0-9]{12}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(headers['cache-control']).toBe('no-store');
    const [, secret = ''] = /^misaq=[a-z0-9]{12}\.([\w-]{43})/.exec(String(headers['set-cookie'])) ?? [];
    expect(text).not.toContain(secret);
  });

  it('asks and acts as its office', async () => {
    const browser = await signedIn('labour');
    expect((await browser.ask('GET', '/api/v1/me')).json).toMatchObject({
      principalId: 'labour',
      role: 'labour',
      tokenId: null,
      sessionId: browser.cookie?.split('.')[0],
    });
    expect(await refusalOf(browser.ask('GET', '/api/v1/principals'))).toBe('403 not_permitted');
  });

  it.each([
    ['without the header', { 'x-misaq-csrf': '' }, '403 csrf_refused'],
    ['with another token', { 'x-misaq-csrf': 'a'.repeat(43) }, '403 csrf_refused'],
    ['from a page of another site', { origin: 'https://evil.example' }, '403 foreign_origin'],
    ['from a page without an origin', { origin: 'null' }, '403 foreign_origin'],
    ['from another site, by what the browser says', { 'sec-fetch-site': 'cross-site' }, '403 foreign_origin'],
    ['from a sister host', { 'sec-fetch-site': 'same-site' }, '403 foreign_origin'],
  ])('changes nothing %s', async (_how, headers, expected) => {
    const browser = await signedIn('labour');
    const province = { kind: 'county', id: 'ahar', name: 'Ahar', activeFrom: '1400-01-01' };
    const path = '/api/v1/provinces/east-azerbaijan/organisations';
    expect(await refusalOf(browser.ask('POST', path, province, { headers }))).toBe(expected);
    expect(await refusalOf(browser.ask('DELETE', SESSION, undefined, { headers }))).toBe(expected);
    expect((await browser.ask('GET', SESSION)).status).toBe(200);
  });

  it('cannot be begun from a page of another site', async () => {
    const body = { account: 'labour', password: PASSWORD };
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answered = await openBrowser(api).ask('POST', SESSION, body, { headers });
    expect([answered.json.refusal, answered.headers['set-cookie']]).toEqual(['foreign_origin', undefined]);
  });

  it('is another one after signing in, whatever cookie the browser had before', async () => {
    const planted = openBrowser(api, { cookies: new Map([['misaq', `abcdefghjkmn.${'A'.repeat(43)}`]]) });
    await planted.signIn('labour', PASSWORD);
    const first = planted.copy();
    expect(first.cookie).not.toContain('abcdefghjkmn');
    await planted.signIn('labour', PASSWORD);
    expect(planted.cookie).not.toBe(first.cookie);
    expect(await refusalOf(first.ask('GET', SESSION))).toBe('401 unauthenticated');
  });

  it('is over for a copied cookie once its holder has signed out', async () => {
    const browser = await signedIn('labour');
    const thief = browser.copy();
    expect((await thief.ask('GET', '/api/v1/me')).status).toBe(200);
    const out = await browser.ask('DELETE', SESSION);
    expect([out.status, out.headers['set-cookie']]).toEqual([200, expect.stringContaining('Max-Age=0')]);
    for (const path of ['/api/v1/me', SESSION, '/api/v1/pools'])
      expect(await refusalOf(thief.ask('GET', path))).toBe('401 unauthenticated');
    expect(await refusalOf(thief.ask('PUT', `${SESSION}/office`, {}))).toBe('401 unauthenticated');
  });

  it('counts for nothing beside a token, which decides alone', async () => {
    const browser = await signedIn('labour');
    const asInspector = { as: 'inspector' } as const;
    expect((await browser.ask('GET', '/api/v1/me', undefined, asInspector)).json).toMatchObject({
      role: 'inspector',
      sessionId: null,
    });
    const wrong = { token: `misaq_abcdefghjkmn_${'A'.repeat(43)}` };
    expect(await refusalOf(browser.ask('GET', '/api/v1/me', undefined, wrong))).toBe('401 unauthenticated');
    expect(await refusalOf(browser.ask('GET', SESSION, undefined, asInspector))).toBe('403 session_needed');
  });

  it('is not chosen by two cookies of one name', async () => {
    const browser = await signedIn('labour');
    const cookie = `misaq=${String(browser.cookie)}; misaq=abcdefghjkmn.${'A'.repeat(43)}`;
    expect(await refusalOf(browser.ask('GET', SESSION, undefined, { headers: { cookie } }))).toBe(
      '401 unauthenticated',
    );
  });

  it('answers HEAD as GET without a body, and no OPTIONS', async () => {
    const browser = await signedIn('labour');
    const head = await browser.ask('HEAD', SESSION);
    expect([head.status, head.text]).toEqual([200, '']);
    const options = await browser.ask('OPTIONS', SESSION, undefined, {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(options.status).toBe(404);
    expect(Object.keys(options.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});
