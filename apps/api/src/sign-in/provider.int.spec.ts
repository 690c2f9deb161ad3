import {
  CLIENT_ID,
  CLIENT_SECRET,
  type Falsified,
  openProviderBrowser,
  OTHER_CLIENT,
  startProvider,
  type TestProvider,
} from '../../../../test/support/provider.fixture.js';
import { type Answered, type Api, openApi } from '../api.fixture.js';
import { type Browser, openAccount, openBrowser, PASSWORD, refusalOf } from './browser.fixture.js';

const BEGIN = '/api/v1/session/provider';
const RETURN = '/api/v1/session/provider/return';
const CONFIRM = '/api/v1/session/confirmation/provider';
const SKEW_SECONDS = 3_600;

describe('Signing in by a provider', () => {
  let provider: TestProvider;
  let api: Api;
  beforeAll(async () => {
    provider = await startProvider();
    api = await openApi(settings());
    await link('deputy', 'person-1');
    await link('governor', 'person-2');
    await link('inspector', 'person-2');
    await openAccount(api, 'labour', PASSWORD);
    await openAccount(api, 'admin', PASSWORD);
  });
  afterAll(async () => {
    await api.close();
    await provider.stop();
  });
  afterEach(() => {
    provider.falsify();
  });

  function settings(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return {
      MISAQ_OIDC_ISSUER: provider.issuer,
      MISAQ_OIDC_CLIENT_ID: CLIENT_ID,
      MISAQ_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      MISAQ_OIDC_LOCAL: 'admins',
      ...more,
    };
  }
  const link = (principal: string, subject: string) =>
    api.act(`/api/v1/principals/${principal}/identity`, 'admin', { subject });

  /** Sends a browser to the provider, where somebody shows themselves; gives the query that it comes back with. */
  async function away(
    browser: Browser,
    login: string,
    { path = BEGIN, next, at = openProviderBrowser() }: Away = {},
  ): Promise<string> {
    const { status, json, text } = await browser.ask('POST', path, next === undefined ? {} : { next });
    expect([status, text]).toEqual([200, expect.any(String)]);
    const back = await at.pass(String(json.address), { login });
    expect(`${back.origin}${back.pathname}`).toBe(`${new URL(api.url).origin}/sign-in/return`);
    return back.search.slice(1);
  }
  const back = (browser: Browser, answer: string): Promise<Answered> =>
    browser.ask('POST', RETURN, { answer });
  async function entered(login: string, how?: Away): Promise<Browser> {
    const browser = openBrowser(api);
    const { status, text } = await back(browser, await away(browser, login, how));
    expect([status, text]).toEqual([200, expect.any(String)]);
    return browser;
  }
  const refusedAfter = async (login: string, how?: Away): Promise<string> => {
    const browser = openBrowser(api);
    return refusalOf(back(browser, await away(browser, login, how)));
  };

  it('begins a session for a linked person, with their office, rights and token for acts', async () => {
    const browser = openBrowser(api);
    const answer = await away(browser, 'person-1', { next: '/pools?year=1401' });
    const { json } = await back(browser, answer);
    expect(json).toMatchObject({
      next: '/pools?year=1401',
      isConfirmed: false,
      session: { account: 'deputy', by: 'provider', needs: null, office: { role: 'economic-deputy' } },
    });
    expect((await browser.ask('GET', '/api/v1/me')).json).toMatchObject({ principalId: 'deputy' });
    const { json: door } = await api.request('GET', '/api/v1/door?account=deputy&limit=1', { as: 'admin' });
    expect(door.items).toMatchObject([{ kind: 'signed-in', principal: 'deputy', reason: 'by the provider' }]);
  });

  it('asks with PKCE, state, nonce and a fixed address to come back to', async () => {
    const { json } = await openBrowser(api).ask('POST', BEGIN, {});
    const { searchParams } = new URL(String(json.address));
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: CLIENT_ID,
      redirect_uri: `${new URL(api.url).origin}/sign-in/return`,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  it('lets a person who is linked to several principals choose an office, and change it', async () => {
    const browser = await entered('person-2');
    expect((await browser.ask('GET', '/api/v1/session')).json).toMatchObject({
      needs: 'office_needed',
      offices: [{ role: 'governor' }, { role: 'inspector' }],
    });
    for (const role of ['inspector', 'governor'])
      expect(
        (await browser.ask('PUT', '/api/v1/session/office', { principal: role, role })).json,
      ).toMatchObject({ by: 'provider', office: { principal: role } });
  });

  it('refuses a person without a link by name, and tells them their subject at the provider', async () => {
    const browser = openBrowser(api);
    const { status, json } = await back(browser, await away(browser, 'person-9'));
    expect([status, json]).toMatchObject([
      403,
      { refusal: 'person_not_linked', figures: { issuer: provider.issuer, subject: 'person-9' } },
    ]);
    const persian = await browser.ask(
      'POST',
      RETURN,
      { answer: await away(browser, 'person-9') },
      {
        headers: { 'accept-language': 'fa' },
      },
    );
    expect(persian.text).toContain('مدیری شما را به کاربری در میثاق پیوند نداده است');
  });

  it('finds nobody by an address of mail', async () => {
    await link('bank-melli', 'person-7@example.org');
    provider.falsify(() => ({ claims: { email: 'person-7@example.org' } }));
    expect(await refusedAfter('person-7')).toBe('403 person_not_linked');
  });

  it('ends the session of a person whose link is removed', async () => {
    await link('agency-relief', 'person-4');
    const browser = await entered('person-4');
    expect((await browser.ask('GET', '/api/v1/pools')).status).toBe(200);
    await api.act('/api/v1/principals/agency-relief/identity/removal', 'admin', { reason: 'left' });
    expect(await refusalOf(browser.ask('GET', '/api/v1/pools'))).toBe('401 session_ended');
    expect(await refusedAfter('person-4')).toBe('403 person_not_linked');
  });

  describe('lets nobody in', () => {
    const anHourAgo = Math.floor(Date.now() / 1_000) - SKEW_SECONDS;
    it.each<readonly [string, Falsified]>([
      ['of another issuer', { claims: { iss: 'http://127.0.0.1:1' } }],
      ['with another nonce', { claims: { nonce: 'another' } }],
      ['without a nonce', { claims: { nonce: undefined } }],
      ['that is for another client', { claims: { aud: OTHER_CLIENT.id } }],
      ['that has expired', { claims: { iat: anHourAgo - 60, exp: anHourAgo } }],
      ['that names nobody', { claims: { sub: '' } }],
      ['that is not signed', { header: { alg: 'none' }, signedBy: 'none' }],
      ['that a stranger has signed', { signedBy: 'stranger' }],
      ['whose signature is of another token', { header: { kid: 'of-nobody' } }],
    ])('by an ID token %s', async (_what, how) => {
      provider.falsify(() => how);
      expect(await refusedAfter('person-1')).toBe('403 provider_answer_refused');
    });

    it('and lets the same person in when the provider tells the truth', async () => {
      provider.falsify((claims) => ({ claims }));
      await entered('person-1');
    });

    it('twice by the same return, nor in another browser, nor without the cookie', async () => {
      const browser = openBrowser(api);
      const answer = await away(browser, 'person-1');
      const held = browser.copy();
      expect(await refusalOf(back(openBrowser(api), answer))).toBe('403 errand_unknown');
      const other = openBrowser(api);
      await away(other, 'person-2');
      expect(await refusalOf(back(other, answer))).toBe('403 errand_unknown');
      expect((await back(browser, answer)).status).toBe(200);
      expect(await refusalOf(back(browser, answer))).toBe('403 errand_unknown');
      expect(await refusalOf(back(held, answer))).toBe('403 errand_unknown');
    });

    it('of two returns at once but one', async () => {
      const browser = openBrowser(api);
      const answer = await away(browser, 'person-1');
      const copies = [browser.copy(), browser.copy(), browser.copy()];
      const answers = await Promise.all(copies.map((each) => refusalOf(back(each, answer))));
      expect(answers.toSorted()).toEqual(['200', '403 errand_unknown', '403 errand_unknown']);
    });

    it('who took longer than ten minutes', async () => {
      const browser = openBrowser(api);
      const answer = await away(browser, 'person-1');
      api.setClock(api.now() + 600_000);
      expect(await refusalOf(back(browser, answer))).toBe('403 errand_unknown');
    });

    it('by an answer in the name of another provider, or that names none (RFC 9207)', async () => {
      for (const iss of ['http://127.0.0.1:1', undefined]) {
        const browser = openBrowser(api);
        const answer = new URLSearchParams(await away(browser, 'person-1'));
        answer.delete('iss');
        if (iss !== undefined) answer.set('iss', iss);
        expect(await refusalOf(back(browser, answer.toString()))).toBe('403 provider_answer_refused');
      }
    });

    it('by a code that was given to another client', async () => {
      const browser = openBrowser(api);
      const { json } = await browser.ask('POST', BEGIN, {});
      const address = new URL(String(json.address));
      address.searchParams.set('client_id', OTHER_CLIENT.id);
      const returned = await openProviderBrowser().pass(address.href, { login: 'person-1' });
      expect(await refusalOf(back(browser, returned.search.slice(1)))).toBe('403 provider_answer_refused');
    });

    it('by a code that was begun elsewhere (PKCE)', async () => {
      const [mine, theirs] = [openBrowser(api), openBrowser(api)];
      const code = new URLSearchParams(await away(theirs, 'person-1')).get('code') ?? '';
      const answer = new URLSearchParams(await away(mine, 'person-2'));
      answer.set('code', code);
      expect(await refusalOf(back(mine, answer.toString()))).toBe('403 provider_answer_refused');
    });

    it('who went back at the provider', async () => {
      const browser = openBrowser(api);
      const { json } = await browser.ask('POST', BEGIN, {});
      const returned = await openProviderBrowser().pass(String(json.address), { denied: 'yes' });
      expect(await refusalOf(back(browser, returned.search.slice(1)))).toBe('403 provider_denied');
    });

    it('from a page of another site', async () => {
      const browser = openBrowser(api);
      const answer = await away(browser, 'person-1');
      const foreign = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
      expect(await refusalOf(browser.ask('POST', RETURN, { answer }, foreign))).toBe('403 foreign_origin');
      expect(await refusalOf(browser.ask('POST', BEGIN, {}, foreign))).toBe('403 foreign_origin');
    });
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    String.raw`/\evil.example`,
    'javascript:alert(1)',
    '/a b',
  ])('leads to no other site afterwards: %s', async (next) => {
    const browser = openBrowser(api);
    expect((await back(browser, await away(browser, 'person-1', { next }))).json).toMatchObject({
      next: '/',
    });
  });

  it('leads the provider to no other address, whatever a request calls this server', async () => {
    const asked = openBrowser(api).ask(
      'POST',
      BEGIN,
      {},
      {
        headers: { host: 'evil.example', origin: 'http://evil.example' },
      },
    );
    expect(await refusalOf(asked)).toBe('403 foreign_origin');
  });

  it('begins a new session, which an attacker who knew the old one does not have', async () => {
    const browser = await entered('person-2');
    const before = browser.copy();
    expect((await back(browser, await away(browser, 'person-1'))).status).toBe(200);
    expect(browser.cookie).not.toBe(before.cookie);
    expect(await refusalOf(before.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
  });

  it('leaves the password to admins, where the operator says so', async () => {
    expect(await refusalOf(openBrowser(api).signIn('admin', PASSWORD))).toBe('200');
    expect(await refusalOf(openBrowser(api).signIn('labour', PASSWORD))).toBe('403 sign_in_by_provider');
    expect(await refusalOf(openBrowser(api).signIn('labour', 'another password'))).toBe('401 sign_in_failed');
  });

  it('tells the sign-in page how people sign in, and where they sign out', async () => {
    const { json } = await openBrowser(api).ask('GET', '/api/v1/session/ways');
    const { origin } = new URL(api.url);
    expect(json).toEqual({
      provider: {
        name: new URL(provider.issuer).host,
        issuer: provider.issuer,
        signOutAddress: `${provider.issuer}/session/end?post_logout_redirect_uri=${encodeURIComponent(`${origin}/sign-in`)}&client_id=${CLIENT_ID}`,
      },
      password: 'admins',
    });
  });

  it('counts as a second factor where the provider says that it was shown one', async () => {
    const requireFactor = (required: boolean) =>
      api.request('PUT', '/api/v1/factors/economic-deputy', { as: 'admin', body: { required } });
    await requireFactor(true);
    const without = await entered('person-1');
    expect((await without.ask('GET', '/api/v1/session')).json).toMatchObject({
      needs: 'second_factor_required',
    });
    provider.falsify(() => ({ claims: { amr: ['pwd', 'mfa'] } }));
    const having = await entered('person-1');
    expect((await having.ask('GET', '/api/v1/session')).json).toMatchObject({ needs: null });
    await requireFactor(false);
  });

  describe('before something is signed', () => {
    async function confirmed(browser: Browser, login: string, at = openProviderBrowser()): Promise<Answered> {
      return back(browser, await away(browser, login, { path: CONFIRM, next: '/pools/a/reviews/b', at }));
    }
    const isConfirmed = async (browser: Browser): Promise<boolean> => {
      // The second factor of an account needs a confirmation too.
      const refusal = await refusalOf(browser.ask('DELETE', '/api/v1/session/factor'));
      return refusal !== '403 confirmation_required';
    };

    it('asks the person again, who signs once', async () => {
      const at = openProviderBrowser();
      const browser = await entered('person-1', { at });
      const before = browser.cookie;
      const begun = await browser.ask('POST', CONFIRM, { next: '/pools/a/reviews/b' });
      const address = new URL(String(begun.json.address));
      expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual([
        'login',
        '0',
      ]);
      expect((await confirmed(browser, 'person-1', at)).json).toMatchObject({
        next: '/pools/a/reviews/b',
        isConfirmed: true,
        session: { account: 'deputy' },
      });
      expect(browser.cookie).toBe(before);
      expect(await isConfirmed(browser)).toBe(true);
      expect(await isConfirmed(browser)).toBe(false);
    });

    it('refuses another person', async () => {
      const browser = await entered('person-1');
      expect(await refusalOf(confirmed(browser, 'person-2'))).toBe('403 other_person');
      expect(await isConfirmed(browser)).toBe(false);
    });

    it('refuses a provider that did not ask again, or does not say when it did', async () => {
      const browser = await entered('person-1');
      for (const auth_time of [Math.floor(Date.now() / 1_000) - SKEW_SECONDS, undefined]) {
        provider.falsify(() => ({ claims: { auth_time } }));
        expect(await refusalOf(confirmed(browser, 'person-1'))).toBe('403 not_shown_again');
      }
      expect(await isConfirmed(browser)).toBe(false);
    });

    it('refuses a return in another session, and one after signing in anew', async () => {
      const [browser, other] = [await entered('person-1'), await entered('person-1')];
      const answer = await away(browser, 'person-1', { path: CONFIRM });
      expect(await refusalOf(back(other, answer))).toBe('403 errand_unknown');
      expect((await back(browser, await away(browser, 'person-1'))).status).toBe(200);
      expect(await refusalOf(back(browser, answer))).toBe('403 errand_unknown');
    });

    it('takes no password instead, and sends nobody to the provider who came with one', async () => {
      const browser = await entered('person-1');
      expect(
        await refusalOf(browser.ask('POST', '/api/v1/session/confirmation', { password: PASSWORD })),
      ).toBe('403 confirmation_by_provider');
      const admin = openBrowser(api);
      await admin.signIn('admin', PASSWORD);
      expect(await refusalOf(admin.ask('POST', CONFIRM, {}))).toBe('409 provider_not_used');
    });
  });

  describe('while the provider is away', () => {
    const problems = async (of: Api): Promise<unknown> =>
      (await of.request('GET', '/health/ready')).json.problems;

    it('is refused by name in the middle of it, and goes on when it is back', async () => {
      const browser = openBrowser(api);
      const answer = await away(browser, 'person-1');
      await provider.goAway();
      expect(await refusalOf(back(browser, answer))).toBe('503 provider_unavailable');
      expect(await problems(api)).toEqual([
        'nobody can sign in by the provider: the log of the server says why',
      ]);
      await provider.comeBack();
      await entered('person-1');
      expect(await problems(api)).toEqual([]);
    });

    it('keeps no server from starting, which finds it later', async () => {
      await provider.goAway();
      const started = await openApi(settings());
      try {
        expect(await refusalOf(openBrowser(started).ask('POST', BEGIN, {}))).toBe('503 provider_unavailable');
        const ready = await started.request('GET', '/health/ready');
        expect([ready.status, ready.json.problems]).toEqual([
          200,
          ['nobody can sign in by the provider: the log of the server says why'],
        ]);
        await provider.comeBack();
        let status = 503;
        while (status === 503) ({ status } = await openBrowser(started).ask('POST', BEGIN, {}));
        expect(status).toBe(200);
        expect(await problems(started)).toEqual([]);
      } finally {
        await started.close();
      }
    });
  });
});

interface Away {
  readonly path?: string;
  readonly next?: string;
  /** The browser as the provider knows it. */
  readonly at?: ReturnType<typeof openProviderBrowser>;
}
