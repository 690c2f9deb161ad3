import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { copyDemo } from '../support/demo.fixture.js';
import { brokenRules, describeWithChromium, launch, overflow, visit, type Visit } from './browser.fixture.js';
import { serveDemo, type ServedDemo } from './demo.fixture.js';

const TEN_MINUTES_MS = 600_000;
const RURAL = '/pools/east-azerbaijan-1401-rural';

describeWithChromium('A person who opens what the demo prints', () => {
  const folders = temporaryFolders();
  let demo: ServedDemo;
  let browser: Browser;
  beforeAll(async () => {
    const data = join(folders.make(), 'demo');
    copyDemo(data);
    demo = await serveDemo(data);
    browser = await launch();
  }, TEN_MINUTES_MS);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
    folders.removeAll();
  });

  const visits: Visit[] = [];
  const open = async (width?: number): Promise<Page> => {
    const made = await visit(browser, { url: demo.url, ...(width !== undefined && { width }) });
    visits.push(made);
    return made.page;
  };
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  });

  const enter = async (page: Page, role: string): Promise<void> => {
    await page.locator(`[data-role="${role}"]`).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  };
  const passwordOf = (page: Page, account: string): Promise<string> =>
    page.locator(`[data-password="${account}"]`).innerText();

  it.each([
    ['fa', 1280],
    ['en', 390],
  ])('signs in on a page that breaks no rule of accessibility: %s, %i px', async (language, width) => {
    const page = await open(width);
    await page.goto(`/sign-in?lang=${language}`);
    await page.locator('[data-role="economic-deputy"]').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it('is told of a wrong password, and led to the page that was asked for', async () => {
    const page = await open();
    await page.goto('/history?pool=east-azerbaijan-1401-note16');
    await page.locator('input[name="account"]').fill('inspector-1');
    await page.locator('input[name="password"]').fill('wrong');
    await page.keyboard.press('Enter');
    await page.locator('[data-refusal="sign_in_failed"]').waitFor();
    await page.locator('input[name="password"]').fill(await passwordOf(page, 'inspector-1'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/history\?pool=east-azerbaijan-1401-note16$/);
    await page.locator('[data-event]').first().click();
    await page.waitForURL(/\/events\/\d+$/);
    await page.locator('.sentence[data-event]').waitFor();
    expect(await brokenRules(page)).toEqual([]);
  });

  it.each(['admin', 'labour', 'economic-deputy', 'inspector', 'agency', 'bank', 'governor'])(
    'finds a home as %s on which nothing is refused',
    async (role) => {
      const page = await open();
      await page.goto('/');
      await enter(page, role);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('[data-refusal]').count()).toBe(0);
      expect(await brokenRules(page)).toEqual([]);
    },
  );

  it('sees as the inspector no share of a bank with few files, and every bank with its files', async () => {
    const page = await open();
    await page.goto('/');
    await enter(page, 'inspector');
    await page.locator('[data-name="facilities"]').first().click();
    await page.waitForURL(/\/banks\//);
    // The address changes before the page does. The home has a table with figures of the same name, by banks.
    const figure = page.locator('[data-row^="east-azerbaijan-"] [data-name="facilities"]').first();
    const sum = page.locator('.figures [data-name="facilities"]');
    await figure.waitFor();
    const expected = await figure.getAttribute('data-figure');
    await figure.click();
    await sum.waitFor();
    expect(await sum.getAttribute('data-sum')).toBe(expected);
    await page.locator('tbody th a').first().click();
    await page.waitForURL(/\/facilities\/[^?]+$/);
    await page.locator('[data-event]').first().waitFor();
    expect(await brokenRules(page)).toEqual([]);
  });

  it('keeps what was typed when the session ends, and says why a person is at the door', async () => {
    const page = await open();
    await page.goto('/');
    await enter(page, 'economic-deputy');
    await page.locator('.task a.button').click();
    await page.locator('textarea[name="reason"]').fill('Session of 9 Azar');
    const csrf = await page.evaluate<string>(
      "fetch('/api/v1/session').then((answer) => answer.json()).then(({ csrf }) => csrf)",
    );
    await page.evaluate(
      `fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-Misaq-Csrf': ${JSON.stringify(csrf)} } })`,
    );
    await page.locator('[data-act="approve"]').click();
    await page.locator('[data-why="session_ended"]').waitFor();
    await enter(page, 'economic-deputy');
    await page.waitForURL(/\/reviews\//);
    expect(await page.locator('textarea[name="reason"]').inputValue()).toBe('Session of 9 Azar');
  });

  it('signs as the deputy with the password, and sees the board change', async () => {
    const page = await open();
    await page.goto('/?lang=en');
    const password = await passwordOf(page, 'deputy-1');
    await enter(page, 'economic-deputy');
    await page.locator('.chart').getByText('53.86%').first().waitFor();
    const allocated = async (): Promise<string[]> => {
      await page.goto(RURAL, { waitUntil: 'networkidle' });
      return page.locator('#agencies [data-field="allocatedRial"]').allInnerTexts();
    };
    const before = await allocated();
    await page.locator('.open-review a').click();
    await page.locator('textarea[name="reason"]').fill('Session of 9 Azar');
    await page.locator('[data-act="approve"]').click();
    await page.locator('input[name="password"]').fill(password);
    await page.locator('[data-act="approve"]').click();
    await page.locator('.notice.good').waitFor();
    const after = await allocated();
    expect(after).not.toEqual(before);
    expect(after.at(-1)).toBe(before.at(-1));
  });

  it('signs out, and is let in no more', async () => {
    const page = await open();
    await page.goto('/?lang=en');
    await enter(page, 'inspector');
    await page.locator('.top .button').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.locator('[data-act="sign-in"]').waitFor();
    await page.goto('/pools');
    await page.waitForURL(/\/sign-in\?next=%2Fpools$/);
  });
});
