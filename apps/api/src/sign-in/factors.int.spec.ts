import { codeAt } from '@misaq/access/sign-in/one-time-codes.js';
import { type Api, openApi } from '../api.fixture.js';
import {
  type Browser,
  linkFor,
  openAccount,
  openBrowser,
  OTHER_PASSWORD,
  PASSWORD,
  refusalOf,
} from './browser.fixture.js';

const FACTOR = '/api/v1/session/factor';
const A_STEP_MS = 30_000;

describe('A second factor', () => {
  let api: Api;
  beforeAll(async () => {
    // Addresses are believed, so that one test can come from several of them.
    api = await openApi({ MISAQ_TRUST_PROXY: 'loopback' });
  });
  afterAll(() => api.close());
  beforeEach(() => {
    api.setClock(api.now() + 3_600_000);
  });

  async function signedIn(account: string, code?: string): Promise<Browser> {
    const browser = openBrowser(api);
    const { status, text } = await browser.signIn(account, PASSWORD, code);
    expect([status, text]).toEqual([200, expect.any(String)]);
    return browser;
  }
  /** A code that was not used before. */
  function nextCode(secret: string): string {
    api.setClock(api.now() + A_STEP_MS);
    return codeAt(secret, api.now());
  }
  /** Opens an account and sets a second factor up; gives the secret, and the browser in which it was done. */
  async function withFactor(
    account: string,
  ): Promise<{ readonly secret: string; readonly browser: Browser }> {
    await openAccount(api, account, PASSWORD, { withoutFactor: true });
    const browser = await signedIn(account);
    const { json } = await browser.ask('POST', FACTOR, { password: PASSWORD });
    const secret = String(json.secret);
    const set = await browser.ask('POST', `${FACTOR}/confirmation`, { code: nextCode(secret) });
    expect(set.json).toMatchObject({ secondFactor: { isSet: true, isShown: true, isRequired: false } });
    return { secret, browser };
  }

  it('is set up with the password and a first code, and asked for from then on', async () => {
    await openAccount(api, 'labour', PASSWORD);
    const [browser, other] = [await signedIn('labour'), await signedIn('labour')];
    expect(await refusalOf(browser.ask('POST', FACTOR, { password: OTHER_PASSWORD }))).toBe(
      '403 confirmation_failed',
    );
    expect(await refusalOf(browser.ask('POST', `${FACTOR}/confirmation`, { code: '123456' }))).toBe(
      '409 factor_not_set',
    );
    const { json } = await browser.ask('POST', FACTOR, { password: PASSWORD });
    expect(json).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/) as string,
      address: `otpauth://totp/Misaq:labour?issuer=Misaq&secret=${String(json.secret)}&algorithm=SHA1&digits=6&period=30`,
    });
    const secret = String(json.secret);
    // It does not count yet.
    await signedIn('labour');
    expect(await refusalOf(browser.ask('POST', `${FACTOR}/confirmation`, { code: '000000' }))).toBe(
      '422 factor_code_wrong',
    );
    const before = browser.copy();
    // In Persian digits, as a keyboard may write them.
    const code = nextCode(secret).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
    expect((await browser.ask('POST', `${FACTOR}/confirmation`, { code })).status).toBe(200);
    for (const each of [before, other])
      expect(await refusalOf(each.ask('GET', '/api/v1/me'))).toBe('401 unauthenticated');
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(200);
    expect(await refusalOf(openBrowser(api).signIn('labour', PASSWORD))).toBe('401 second_factor_needed');
    expect(await refusalOf(openBrowser(api).signIn('labour', OTHER_PASSWORD, nextCode(secret)))).toBe(
      '401 sign_in_failed',
    );
    await signedIn('labour', nextCode(secret));
    expect(await refusalOf(browser.ask('POST', FACTOR, { password: PASSWORD }))).toBe('409 factor_is_set');
  });

  it('takes each code once, also of two at the same moment', async () => {
    const { secret } = await withFactor('governor');
    const code = nextCode(secret);
    const attempts = await Promise.all(
      [1, 2].map(() => refusalOf(openBrowser(api).signIn('governor', PASSWORD, code))),
    );
    expect(attempts.toSorted()).toEqual(['200', '401 second_factor_wrong']);
    expect(await refusalOf(openBrowser(api).signIn('governor', PASSWORD, code))).toBe(
      '401 second_factor_wrong',
    );
  });

  it('delays guesses of codes from every address: the guesser knows the password', async () => {
    const { secret } = await withFactor('deputy');
    const attempt = (n: number, code: string) =>
      refusalOf(
        openBrowser(api).ask(
          'POST',
          '/api/v1/session',
          { account: 'deputy', password: PASSWORD, code },
          { headers: { 'x-forwarded-for': `198.51.100.${String(n)}` } },
        ),
      );
    const code = nextCode(secret);
    for (let n = 1; n <= 4; n += 1) expect(await attempt(n, '000000')).toBe('401 second_factor_wrong');
    expect(await attempt(5, code)).toBe('429 held_back');
    api.setClock(api.now() + 1_000);
    expect(await attempt(6, code)).toBe('200');
  });

  it('confirms a signature instead of the password', async () => {
    const { secret, browser } = await withFactor('deputy-2');
    const path = '/api/v1/session/confirmation';
    expect(await refusalOf(browser.ask('POST', path, { code: '000000' }))).toBe('403 confirmation_failed');
    const code = nextCode(secret);
    expect((await browser.ask('POST', path, { code })).status).toBe(200);
    expect(await refusalOf(browser.ask('POST', path, { code }))).toBe('403 confirmation_failed');
  });

  it('is removed with a confirmation', async () => {
    const { browser } = await withFactor('inspector-2');
    expect(await refusalOf(browser.ask('DELETE', FACTOR))).toBe('403 confirmation_required');
    await browser.ask('POST', '/api/v1/session/confirmation', { password: PASSWORD });
    expect((await browser.ask('DELETE', FACTOR)).json).toMatchObject({ secondFactor: { isSet: false } });
    await signedIn('inspector-2');
  });

  it('is not lost with the password: a new link asks for a code of it', async () => {
    const { secret } = await withFactor('bank-melli');
    const code = await linkFor(api, 'bank-melli');
    const redeem = (more: object) =>
      openBrowser(api).ask('POST', '/api/v1/accounts/password', { code, password: OTHER_PASSWORD, ...more });
    expect(await refusalOf(redeem({}))).toBe('401 second_factor_needed');
    expect(await refusalOf(redeem({ factorCode: '000000' }))).toBe('401 second_factor_wrong');
    expect(await refusalOf(redeem({ factorCode: nextCode(secret) }))).toBe('200');
    expect(await refusalOf(openBrowser(api).signIn('bank-melli', OTHER_PASSWORD))).toBe(
      '401 second_factor_needed',
    );
  });

  it('that was lost goes with a link by which an admin says so', async () => {
    await withFactor('bank-mellat');
    await openAccount(api, 'bank-mellat', OTHER_PASSWORD, { withoutFactor: true });
    expect(await refusalOf(openBrowser(api).signIn('bank-mellat', OTHER_PASSWORD))).toBe('200');
    const { json } = await api.request('GET', '/api/v1/door?account=bank-mellat&limit=5', { as: 'admin' });
    expect((json.items as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      ...['signed-in', 'session-ended', 'factor-removed', 'password-set', 'link-issued'],
    ]);
  });

  it('is required of a role by an admin; its sessions act when they have shown one', async () => {
    await openAccount(api, 'inspector', PASSWORD);
    const before = await signedIn('inspector');
    const requireFactor = (as: 'admin' | 'labour', required: boolean) =>
      api.request('PUT', '/api/v1/factors/inspector', { as, body: { required } });
    expect(await refusalOf(requireFactor('labour', true))).toBe('403 not_permitted');
    expect((await requireFactor('admin', true)).json).toEqual({ roles: ['inspector'] });
    // Those that are under way end; tokens of programs stay as they are.
    expect(await refusalOf(before.ask('GET', '/api/v1/pools'))).toBe('401 unauthenticated');
    expect((await api.request('GET', '/api/v1/pools', { as: 'inspector' })).status).toBe(200);
    const browser = await signedIn('inspector');
    expect((await browser.ask('GET', '/api/v1/session')).json).toMatchObject({
      needs: 'second_factor_required',
      may: [],
      secondFactor: { isSet: false, isShown: false, isRequired: true },
    });
    const { json } = await browser.ask('POST', FACTOR, { password: PASSWORD });
    await browser.ask('POST', `${FACTOR}/confirmation`, { code: nextCode(String(json.secret)) });
    expect((await browser.ask('GET', '/api/v1/pools')).status).toBe(200);
    expect((await requireFactor('admin', false)).json).toEqual({ roles: [] });
  });
});
