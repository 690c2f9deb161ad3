import { LOG_START } from '@misaq/platform/event-store/port.js';
import { LINK_MS } from '@misaq/access/sign-in/links.js';
import { type Api, NOON_MS, openApi } from '../api.fixture.js';
import { linkFor, openAccount, openBrowser, OTHER_PASSWORD, PASSWORD, refusalOf } from './browser.fixture.js';

const REDEMPTION = '/api/v1/accounts/password';

describe('An account', () => {
  let api: Api;
  beforeAll(async () => {
    // Addresses are believed, so that one test can come from two of them.
    api = await openApi({ MISAQ_TRUST_PROXY: 'loopback' });
  });
  afterAll(() => api.close());
  /** Each test has an hour of its own: what failed in another one is forgotten by then. */
  let hourMs = NOON_MS;
  beforeEach(() => {
    hourMs += 3_600_000;
    api.setClock(hourMs);
  });
  const at = (afterMs = 0): string => new Date(hourMs + afterMs).toISOString();

  const redeem = (code: string, password = PASSWORD, more: object = {}) =>
    openBrowser(api).ask('POST', REDEMPTION, { code, password, ...more });
  const door = async (query = ''): Promise<readonly Record<string, unknown>[]> => {
    const { json } = await api.request('GET', `/api/v1/door?${query}`, { as: 'inspector' });
    return json.items as readonly Record<string, unknown>[];
  };

  it('is opened by a one-time link that an admin issues, and nobody else', async () => {
    for (const as of ['labour', 'deputy', 'inspector', 'governor', 'bank-melli'] as const)
      expect(await refusalOf(api.request('POST', '/api/v1/accounts/labour/links', { as, body: {} }))).toBe(
        '403 not_permitted',
      );
    const issued = await api.request('POST', '/api/v1/accounts/labour/links', { as: 'admin', body: {} });
    expect(issued.json).toEqual({
      account: 'labour',
      principal: 'labour',
      code: expect.stringMatching(/^misaqlink_[a-z0-9]{12}_[a-z0-9]{26}$/) as string,
      path: `/sign-in#link=${String(issued.json.code)}`,
      expiresAt: at(LINK_MS),
    });
    expect((await redeem(String(issued.json.code))).json).toEqual({ account: 'labour' });
    expect((await openBrowser(api).signIn('labour', PASSWORD)).status).toBe(200);
  });

  it('has its link redeemed once', async () => {
    const code = await linkFor(api, 'governor');
    expect((await redeem(code)).status).toBe(200);
    expect(await refusalOf(redeem(code, OTHER_PASSWORD))).toBe('409 link_used');
    expect((await openBrowser(api).signIn('governor', PASSWORD)).status).toBe(200);
  });

  it('has its link redeemed once by two at the same moment', async () => {
    const code = await linkFor(api, 'governor');
    const outcomes = await Promise.all([refusalOf(redeem(code)), refusalOf(redeem(code, OTHER_PASSWORD))]);
    expect(outcomes.toSorted()).toEqual(['200', '409 link_used']);
  });

  it('has its link redeemed within a day', async () => {
    const code = await linkFor(api, 'governor');
    api.setClock(hourMs + LINK_MS);
    expect(await refusalOf(redeem(code))).toBe('409 link_expired');
    api.setClock(hourMs + LINK_MS - 1);
    expect((await redeem(code)).status).toBe(200);
  });

  it('has its link redeemed for itself alone', async () => {
    const code = await linkFor(api, 'governor');
    expect(await refusalOf(redeem(code, PASSWORD, { account: 'labour' }))).toBe('404 link_unknown');
    await openAccount(api, 'inspector', PASSWORD);
    const inspector = openBrowser(api);
    await inspector.signIn('inspector', PASSWORD);
    expect(await refusalOf(inspector.ask('POST', REDEMPTION, { code, password: PASSWORD }))).toBe(
      '403 link_of_another',
    );
    const wrong = `${code.slice(0, -1)}${code.endsWith('9') ? '8' : '9'}`;
    expect(await refusalOf(redeem(wrong))).toBe('404 link_unknown');
    expect((await redeem(code, PASSWORD, { account: 'governor' })).status).toBe(200);
  });

  it('has one link at a time: the newest', async () => {
    const [first, second] = [await linkFor(api, 'governor'), await linkFor(api, 'governor')];
    expect(await refusalOf(redeem(first))).toBe('404 link_unknown');
    expect((await redeem(second)).status).toBe(200);
  });

  it('takes no password that everybody would guess, and names no part of it', async () => {
    const code = await linkFor(api, 'deputy-2');
    for (const [password, reason] of [
      ['zebra', 'too_short'],
      ['Password1234', 'too_common'],
      ['deputy-2-1405', 'too_common'],
    ] as const) {
      const { status, json, text } = await redeem(code, password);
      expect([status, json.refusal, json.figures]).toEqual([422, 'password_unfit', { reason }]);
      expect(text).not.toContain(password);
    }
    const { status, text } = await redeem(code, 'x'.repeat(1_001));
    expect([status, text]).toEqual([400, expect.not.stringContaining('xxxx') as string]);
  });

  it('ends all its sessions when its password is set anew', async () => {
    await openAccount(api, 'labour', PASSWORD);
    const browser = openBrowser(api);
    await browser.signIn('labour', PASSWORD);
    await openAccount(api, 'labour', OTHER_PASSWORD);
    expect(await refusalOf(browser.ask('GET', '/api/v1/session'))).toBe('401 unauthenticated');
    expect(await refusalOf(openBrowser(api).signIn('labour', PASSWORD))).toBe('401 sign_in_failed');
    expect((await openBrowser(api).signIn('labour', OTHER_PASSWORD)).status).toBe(200);
  });

  it('keeps its password until a new link is redeemed, and its holder sees who issued one', async () => {
    await openAccount(api, 'labour', PASSWORD);
    await linkFor(api, 'labour');
    const browser = openBrowser(api);
    expect((await browser.signIn('labour', PASSWORD)).json).toMatchObject({
      passwordSetAt: at(),
      link: { issuedBy: 'admin', issuedAt: at(), usedAt: null },
    });
  });

  it('changes its password when it shows the present one; its other sessions end', async () => {
    await openAccount(api, 'labour', PASSWORD);
    const [here, there] = [openBrowser(api), openBrowser(api)];
    await here.signIn('labour', PASSWORD);
    await there.signIn('labour', PASSWORD);
    const before = here.copy();
    const change = (current: string, password: string) =>
      here.ask('POST', '/api/v1/session/password', { current, password });
    expect(await refusalOf(change(OTHER_PASSWORD, OTHER_PASSWORD))).toBe('403 confirmation_failed');
    expect(await refusalOf(change(PASSWORD, 'Password1234'))).toBe('422 password_unfit');
    expect((await change(PASSWORD, OTHER_PASSWORD)).status).toBe(200);
    expect((await here.ask('GET', '/api/v1/session')).status).toBe(200);
    for (const each of [there, before])
      expect(await refusalOf(each.ask('GET', '/api/v1/session'))).toBe('401 unauthenticated');
  });

  it('that does not exist is answered like a wrong password, after the same work', async () => {
    await openAccount(api, 'labour', PASSWORD);
    await linkFor(api, 'bank-mellat');
    const works: number[] = [];
    const answers: unknown[] = [];
    // With a password, without any yet, only a principal, and nobody.
    for (const account of ['labour', 'bank-mellat', 'agency-relief', 'nobody-of-that-name']) {
      const before = process.cpuUsage();
      const { status, json, headers } = await openBrowser(api).signIn(account, OTHER_PASSWORD);
      const { user } = process.cpuUsage(before);
      works.push(user);
      const { instance: _, ...body } = json;
      const { date: _date, ...fixed } = headers;
      answers.push({ status, body, headers: fixed });
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { refusal: 'sign_in_failed' } });
    // A hash takes a third of a second of the processor: none of them was left out.
    for (const work of works) expect(work).toBeGreaterThan(50_000);
  });

  it('delays attempts after failures, and not those from another address', async () => {
    await openAccount(api, 'labour', PASSWORD);
    const attempt = (password: string) => openBrowser(api).signIn('labour', password);
    for (let n = 0; n < 4; n += 1) expect((await attempt(OTHER_PASSWORD)).status).toBe(401);
    const held = await attempt(PASSWORD);
    expect([held.status, held.json.refusal, held.headers['retry-after']]).toEqual([429, 'held_back', '1']);
    // The same for a name that nobody has: it tells nothing of accounts.
    for (let n = 0; n < 4; n += 1) await openBrowser(api).signIn('nobody-here', OTHER_PASSWORD);
    expect(await refusalOf(openBrowser(api).signIn('nobody-here', PASSWORD))).toBe('429 held_back');
    const elsewhere = { headers: { 'x-forwarded-for': '198.51.100.7' } };
    const credentials = { account: 'labour', password: PASSWORD };
    const { status } = await openBrowser(api).ask('POST', '/api/v1/session', credentials, elsewhere);
    expect(status).toBe(200);
    expect((await attempt(PASSWORD)).status).toBe(429);
    api.setClock(hourMs + 1_000);
    expect((await attempt(PASSWORD)).status).toBe(200);
    expect((await attempt(OTHER_PASSWORD)).status).toBe(401);
  });

  it('may hold several offices; one is chosen, and can be changed', async () => {
    await openAccount(api, 'deputy', PASSWORD);
    await openAccount(api, 'inspector-2', PASSWORD, { account: 'deputy' });
    const browser = openBrowser(api);
    const begun = await browser.signIn('deputy', PASSWORD);
    expect(begun.json).toMatchObject({
      office: null,
      needs: 'office_needed',
      may: [],
      offices: [
        { principal: 'deputy', role: 'economic-deputy' },
        { principal: 'inspector-2', role: 'inspector' },
      ],
    });
    expect(await refusalOf(browser.ask('GET', '/api/v1/pools'))).toBe('403 office_needed');
    const choose = (principal: string, role: string) =>
      browser.ask('PUT', '/api/v1/session/office', { principal, role });
    expect(await refusalOf(choose('labour', 'labour'))).toBe('403 office_not_held');
    expect(await refusalOf(choose('inspector-2', 'economic-deputy'))).toBe('403 office_not_held');
    const [before, { json: chosen }] = [browser.copy(), await choose('inspector-2', 'inspector')];
    expect(chosen).toMatchObject({ office: { principal: 'inspector-2' }, needs: null });
    expect((await browser.ask('GET', '/api/v1/me')).json).toMatchObject({ principalId: 'inspector-2' });
    // The cookie from before gives nothing of the new office.
    expect(await refusalOf(before.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    const { json: again } = await choose('deputy', 'economic-deputy');
    expect(again).toMatchObject({ signedInAt: begun.json.signedInAt, endsAt: begun.json.endsAt });
    expect(again.sessionId).not.toBe(chosen.sessionId);
    expect((await browser.ask('GET', '/api/v1/me')).json).toMatchObject({ principalId: 'deputy' });
  });

  it('does not take the principal of another account', async () => {
    await openAccount(api, 'deputy', PASSWORD);
    const wanted = { as: 'admin', body: { account: 'deputy' } } as const;
    await openAccount(api, 'labour', PASSWORD);
    expect(await refusalOf(api.request('POST', '/api/v1/accounts/labour/links', wanted))).toBe(
      '409 principal_has_account',
    );
    expect(
      await refusalOf(
        api.request('POST', '/api/v1/accounts/agency-relief/links', {
          as: 'admin',
          body: { account: 'agency-relief-2' },
        }),
      ),
    ).toBe('404 account_unknown');
  });

  it('is history at the door that an admin and an inspector read, and nobody else', async () => {
    await openAccount(api, 'labour', PASSWORD);
    const browser = openBrowser(api);
    await browser.signIn('labour', OTHER_PASSWORD);
    await browser.signIn('labour', PASSWORD);
    await browser.ask('DELETE', '/api/v1/session');
    await openBrowser(api).signIn('my password in the wrong field', 'x');
    const [stranger, ended, signedIn, failed, set, issued] = await door('limit=6');
    expect(stranger).toMatchObject({ kind: 'sign-in-failed', account: null, principal: null });
    expect(ended).toMatchObject({ kind: 'session-ended', account: 'labour', reason: 'signed_out' });
    expect(signedIn).toMatchObject({
      ...{ kind: 'signed-in', account: 'labour', principal: 'labour', role: 'labour' },
      ...{ address: '127.0.0.1', sessionId: ended?.sessionId, at: at() },
    });
    expect(failed).toMatchObject({ kind: 'sign-in-failed', account: 'labour', reason: 'password' });
    expect(set).toMatchObject({ kind: 'password-set', account: 'labour', reason: 'link' });
    expect(issued).toMatchObject({ kind: 'link-issued', account: 'labour', by: 'admin' });
    expect(await door('limit=1&account=labour')).toMatchObject([{ kind: 'session-ended' }]);
    const { json } = await api.request('GET', '/api/v1/door?limit=2', { as: 'admin' });
    expect((await door(`limit=1&before=${String(json.next)}`))[0]?.entry).toBe(Number(json.next) - 1);
    for (const as of ['labour', 'deputy', 'governor', 'bank-melli'] as const)
      expect(await refusalOf(api.request('GET', '/api/v1/door', { as }))).toBe('403 not_permitted');
  });

  it('leaves nothing in the log, which holds no password, link, cookie or name of a session', async () => {
    const code = await linkFor(api, 'labour');
    await redeem(code);
    const browser = openBrowser(api);
    await browser.signIn('labour', PASSWORD);
    const [sessionId = '', secret = ''] = browser.cookie?.split('.') ?? [];
    for await (const events of api.service.store.readAll(LOG_START))
      for (const { data, metadata } of events)
        for (const kept of [PASSWORD, code, secret, sessionId])
          expect(data.includes(kept) || metadata.includes(kept)).toBe(false);
  });
});
