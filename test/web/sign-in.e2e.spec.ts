import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { codeAt } from '@misaq/access/sign-in/one-time-codes.js';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { CLIENT_ID, CLIENT_SECRET, startProvider, type TestProvider } from '../support/provider.fixture.js';
import {
  brokenRules,
  describeWithChromium,
  launch,
  overflow,
  signIn,
  visit,
  type Visit,
} from './browser.fixture.js';
import { type BuiltServer, startBuiltServer } from '../e2e/built-server.fixture.js';
import { type Account, openAccount } from './province.fixture.js';

const FIVE_MINUTES_MS = 300_000;
const A_STEP_MS = 30_000;

describeWithChromium('Signing in with a browser', () => {
  const folders = temporaryFolders();
  let provider: TestProvider;
  let server: BuiltServer;
  let browser: Browser;
  let someone: Account;
  beforeAll(async () => {
    provider = await startProvider();
    server = await startBuiltServer(folders.make(), {
      MISAQ_OIDC_ISSUER: provider.issuer,
      MISAQ_OIDC_CLIENT_ID: CLIENT_ID,
      MISAQ_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      MISAQ_OIDC_NAME: 'Ostandari',
      MISAQ_OIDC_LOCAL: 'everybody',
    });
    await server.letIn('deputy-1', 'economic-deputy');
    someone = await newcomer('inspector');
    browser = await launch();
  }, FIVE_MINUTES_MS);
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await provider.stop();
    folders.removeAll();
  });

  const visits: Visit[] = [];
  async function open(as?: Account, width?: number): Promise<Page> {
    const { url } = server;
    const made = await visit(browser, {
      url,
      ...(as !== undefined && { as }),
      ...(width !== undefined && { width }),
    });
    visits.push(made);
    return made.page;
  }
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  });

  /** As an admin, over the API. */
  async function admin(
    method: string,
    path: string,
    body: object,
  ): Promise<Readonly<Record<string, unknown>>> {
    const answer = await server.request(method, `/api/v1/${path}`, { body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }
  const link = (principal: string, subject: string) =>
    admin('POST', `principals/${principal}/identity`, { subject });
  let made = 0;
  /** A new principal with one role, and its account. */
  async function newcomer(role: string): Promise<Account & { readonly principal: string }> {
    made += 1;
    const principal = `newcomer-${String(made)}`;
    await server.letIn(principal, role);
    return { ...(await openAccount(server, principal)), principal };
  }
  /** Types a name at the provider, where the browser is. */
  async function atProvider(page: Page, name: string): Promise<void> {
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.locator('input[name="login"]').fill(name);
    await page.locator('button').first().click();
  }
  async function byProvider(page: Page, name: string, to: string): Promise<void> {
    await page.goto(to);
    await page.locator('[data-act="sign-in-at-provider"]').click();
    await atProvider(page, name);
  }

  describe('by a provider', () => {
    beforeAll(async () => {
      await link('deputy-1', 'person-1');
    });

    it.each([
      ['fa', 'ورود با \u2068Ostandari\u2069', 1280],
      ['en', 'Sign in with Ostandari', 390],
    ])('shows one button for it: %s', async (language, text, width) => {
      const page = await open(undefined, width);
      await page.goto(`/sign-in?lang=${language}`);
      const button = page.locator('[data-act="sign-in-at-provider"]');
      await button.waitFor();
      expect(await button.innerText()).toBe(text);
      expect(await brokenRules(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });

    it('leads to the page that was asked for, and keeps what came back out of the address', async () => {
      const page = await open();
      await byProvider(page, 'person-1', '/banks?lang=en');
      await page.waitForURL(/\/banks\?lang=en$/);
      await page.locator('h1').waitFor();
      await page.goBack();
      expect(page.url()).not.toContain('code=');
    });

    it('says to whom nobody has linked as whom the provider knows them', async () => {
      const page = await open();
      await byProvider(page, 'a-stranger', '/sign-in?lang=en');
      await page.locator('[data-refusal="person_not_linked"]').waitFor();
      expect(await page.locator('[data-subject]').innerText()).toBe('a-stranger');
      expect(await brokenRules(page)).toEqual([]);
    });

    it('offers to sign out there too', async () => {
      const page = await open();
      await byProvider(page, 'person-1', '/pools?lang=en');
      await page.locator('.top .button').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      const there = page.locator('[data-act="sign-out-at-provider"]');
      await there.waitFor();
      expect(await there.getAttribute('href')).toContain(`${provider.issuer}/session/end`);
      expect(await brokenRules(page)).toEqual([]);
    });
  });

  describe('with a second factor', () => {
    /** Sets one up on a page that offers it; gives the secret. */
    async function setUp(page: Page, password: string): Promise<string> {
      await page.locator('[data-act="begin-factor"]').waitFor();
      const inForm = page.locator('form:has([data-act="begin-factor"]) input[name="password"]');
      await inForm.fill(password);
      await page.keyboard.press('Enter');
      const secret = (await page.locator('[data-secret]').getAttribute('data-secret')) ?? '';
      expect(await page.locator('svg.qr').count()).toBe(1);
      expect(await brokenRules(page)).toEqual([]);
      expect(await page.evaluate('document.activeElement.name')).toBe('code');
      await page.keyboard.type(codeAt(secret, Date.now() - A_STEP_MS));
      await page.keyboard.press('Enter');
      return secret;
    }

    it.each([
      ['fa', 1280],
      ['fa', 390],
      ['en', 1280],
      ['en', 390],
    ])('shows the account: %s, %i px', async (language, width) => {
      const page = await open(someone, width);
      await page.goto(`/account?lang=${language}`, { waitUntil: 'networkidle' });
      await page.locator('#door [data-row]').first().waitFor();
      expect(await brokenRules(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });

    it('sets it up by keyboard, signs in with it, and removes it with a code', async () => {
      const account = await newcomer('governor');
      const page = await open(account);
      await page.goto('/account?lang=en');
      const secret = await setUp(page, account.password);
      await page.locator('[data-factor="set"]').waitFor();
      const other = await open();
      await other.goto('/sign-in?lang=en');
      await other.locator('input[name="account"]').fill(account.account);
      await other.locator('input[name="password"]').fill(account.password);
      await other.keyboard.press('Enter');
      await other.locator('[data-refusal="second_factor_needed"]').waitFor();
      await other.locator('input[name="code"]').fill(codeAt(secret, Date.now()));
      await other.keyboard.press('Enter');
      await other.waitForURL((url) => url.pathname === '/');
      await page.locator('[data-act="remove-factor"]').click();
      await page.locator('[data-act="other-way"]').click();
      await page.locator('input[name="code"]').fill(codeAt(secret, Date.now() + A_STEP_MS));
      await page.locator('[data-act="remove-factor"]').click();
      await page.locator('[data-factor="not set"]').waitFor();
    });

    it('leads whoever needs one to its set-up, and then to where they were going', async () => {
      const account = await newcomer('governor');
      await admin('PUT', 'factors/governor', { required: true });
      const page = await open();
      await page.goto('/banks?lang=en');
      await page.locator('input[name="account"]').fill(account.account);
      await page.locator('input[name="password"]').fill(account.password);
      await page.keyboard.press('Enter');
      await page.locator('[data-refusal="second_factor_required"]').waitFor();
      expect(await brokenRules(page)).toEqual([]);
      await setUp(page, account.password);
      await page.waitForURL(/\/banks\?lang=en$/);
      await admin('PUT', 'factors/governor', { required: false });
    });

    it('changes the password and ends another session', async () => {
      const account = await newcomer('labour');
      const [page, other] = [await open(account), await open(account)];
      await page.goto('/account?lang=en');
      await page.locator('[data-act="end-session"]').click();
      await page.locator('[data-act="end-session"]').waitFor({ state: 'detached' });
      await other.goto('/pools');
      await other.waitForURL(/\/sign-in/);
      await page.locator('input[name="current"]').fill(account.password);
      await page
        .locator('form:has([data-act="change-password"]) input[name="password"]')
        .fill('nine blue kites over the lake');
      await page.locator('[data-act="change-password"]').click();
      await page.locator('#password .notice.good').waitFor();
      await signIn(other, { account: account.account, password: 'nine blue kites over the lake' });
    });
  });

  describe('in one of several offices', () => {
    it('chooses one, and changes it', async () => {
      const account = await newcomer('labour');
      await admin('POST', `principals/${account.principal}/roles`, { role: 'governor' });
      const page = await open();
      await page.goto('/pools?lang=en');
      await page.locator('input[name="account"]').fill(account.account);
      await page.locator('input[name="password"]').fill(account.password);
      await page.keyboard.press('Enter');
      await page.locator('[data-office="labour"]').waitFor();
      expect(await brokenRules(page)).toEqual([]);
      await page.locator('[data-office="labour"]').click();
      await page.waitForURL(/\/pools\?lang=en$/);
      await page.locator('.account-role', { hasText: 'Labour department' }).waitFor();
      await page.locator('.top .button').click();
      await page.getByRole('menuitem', { name: 'Change office' }).click();
      await page.locator('[data-office="governor"]').click();
      await page.locator('.account-role', { hasText: 'Governor' }).waitFor();
    });

    it('loses it while a screen is open, and is told so', async () => {
      const account = await newcomer('governor');
      const page = await open(account);
      await page.goto('/pools?lang=en', { waitUntil: 'networkidle' });
      await admin('POST', `principals/${account.principal}/roles/revocations`, {
        role: 'governor',
        reason: 'left',
      });
      // The page may have learned it by itself: then there is no link any more.
      await page.evaluate('document.querySelector(\'a[href="/banks"]\')?.click()');
      await page.locator('[data-why="session_ended"]').waitFor();
      await page.locator('input[name="account"]').fill(account.account);
      await page.locator('input[name="password"]').fill(account.password);
      await page.keyboard.press('Enter');
      await page.locator('[data-refusal="office_not_held"]').waitFor();
    });
  });

  describe('by a one-time link', () => {
    const codeFor = async (principal: string): Promise<string> =>
      String((await admin('POST', `accounts/${principal}/links`, {})).code);
    async function setPassword(page: Page, code: string): Promise<void> {
      await page.goto(`/sign-in?lang=en&at=${code.slice(-4)}#link=${code}`);
      await page.locator('input[name="password"]').fill('twelve red lanterns in the fog');
      await page.keyboard.press('Enter');
    }

    it('sets a password once', async () => {
      const { principal } = await newcomer('labour');
      const code = await codeFor(principal);
      const page = await open();
      await setPassword(page, code);
      await page.locator('.notice.good').waitFor();
      expect(await brokenRules(page)).toEqual([]);
      const again = await open();
      await setPassword(again, code);
      await again.locator('[data-refusal="link_used"]').waitFor();
    });

    it('that another has replaced, or that is of another account, sets none', async () => {
      const [mine, theirs] = [await newcomer('labour'), await newcomer('labour')];
      const replaced = await codeFor(mine.principal);
      await codeFor(mine.principal);
      const stranger = await open();
      await setPassword(stranger, replaced);
      await stranger.locator('[data-refusal="link_unknown"]').waitFor();
      const page = await open(mine);
      await setPassword(page, await codeFor(theirs.principal));
      await page.locator('[data-refusal="link_of_another"]').waitFor();
    });
  });

  describe('is not helped by', () => {
    it('a cookie that was stolen before its session was ended', async () => {
      const page = await open(someone);
      const thief = await open();
      await thief.context().addCookies(await page.context().cookies());
      await thief.goto('/pools?lang=en', { waitUntil: 'networkidle' });
      expect(new URL(thief.url()).pathname).toBe('/pools');
      await page.locator('.top .button').click();
      await page.getByRole('menuitem').last().click();
      await page.locator('[data-act="sign-in"]').waitFor();
      await thief.getByRole('link', { name: 'Banks' }).click();
      await thief.waitForURL(/\/sign-in/);
      await thief.goto('/pools');
      await thief.waitForURL(/\/sign-in/);
    });

    it('a script that looks for the cookie', async () => {
      const page = await open(someone);
      expect(await page.evaluate('document.cookie')).toBe('');
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ name: 'misaq', httpOnly: true, sameSite: 'Strict' });
    });

    it('whether an account exists: both are answered alike', async () => {
      const page = await open();
      const answered = async (account: string): Promise<string> => {
        await page.goto('/sign-in?lang=en');
        await page.locator('input[name="account"]').fill(account);
        await page.locator('input[name="password"]').fill('not the password of anybody');
        await page.keyboard.press('Enter');
        const refusal = page.locator('[data-refusal]');
        await refusal.locator('p', { hasText: /./ }).waitFor();
        return refusal.innerText();
      };
      expect(await answered(someone.account)).toBe(await answered('nobody-of-that-name'));
    });
  });

  describe('from a page of another site', () => {
    let elsewhere: ReturnType<typeof createServer>;
    let origin = '';
    beforeAll(async () => {
      elsewhere = createServer((request, response) => {
        const { url } = server;
        const pages: Readonly<Record<string, string>> = {
          '/login': `<form method="post" enctype="text/plain" action="${url}/api/v1/session">
            <input name='{"account":"${someone.account}","password":"${someone.password}","x":"' value='"}'></form>`,
          '/frame': `<iframe src="${url}/sign-in" id="frame"></iframe>`,
        };
        response
          .setHeader('content-type', 'text/html')
          .end(`<!doctype html>${pages[request.url ?? ''] ?? ''}`);
      }).listen(0, '127.0.0.1');
      await once(elsewhere, 'listening');
      // Another name for this machine: another site for a browser.
      origin = `http://localhost:${String((elsewhere.address() as AddressInfo).port)}`;
    });
    afterAll(() => {
      elsewhere.closeAllConnections();
      elsewhere.close();
    });
    /** A window whose faults are expected: what is tried there is refused. */
    async function openElsewhere(path: string): Promise<Visit> {
      const there = await visit(browser, { url: server.url });
      await there.page.goto(`${origin}${path}`);
      return there;
    }

    it('nobody is signed in by a form or by a script', async () => {
      const there = await openElsewhere('/login');
      const { page } = there;
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/session'));
      await page.evaluate("document.querySelector('form').submit()");
      expect((await answered).status()).toBeGreaterThanOrEqual(400);
      await page.waitForURL((url) => url.pathname === '/api/v1/session');
      await page.goto(`${origin}/`);
      const sent = await page.evaluate<string>(`fetch(${JSON.stringify(`${server.url}/api/v1/session`)}, {
        method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'content-type': 'text/plain' },
        body: ${JSON.stringify(JSON.stringify(someone))},
      }).then(({ type }) => type, () => 'refused')`);
      expect(['opaque', 'refused']).toContain(sent);
      expect(await page.context().cookies()).toEqual([]);
      await there.close();
    });

    it('the pages are shown in no frame', async () => {
      const there = await openElsewhere('/frame');
      const { page } = there;
      const frame = await (await page.waitForSelector('#frame')).contentFrame();
      await page.waitForLoadState('networkidle');
      expect(await frame?.locator('input').count()).toBe(0);
      const { headers } = await fetch(`${server.url}/sign-in`);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      await there.close();
    });
  });
});
