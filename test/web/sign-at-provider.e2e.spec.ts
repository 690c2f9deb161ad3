import type { Browser, Page } from 'playwright-core';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { CLIENT_ID, CLIENT_SECRET, startProvider, type TestProvider } from '../support/provider.fixture.js';
import { brokenRules, describeWithChromium, launch, visit, type Visit } from './browser.fixture.js';
import { NOTE_16, openProvince, type Province } from './province.fixture.js';

const TEN_MINUTES_MS = 600_000;

describeWithChromium('A person who has to show again who they are', () => {
  const folders = temporaryFolders();
  let provider: TestProvider;
  let province: Province;
  let browser: Browser;
  beforeAll(async () => {
    provider = await startProvider();
    province = await openProvince(folders.make(), {
      MISAQ_OIDC_ISSUER: provider.issuer,
      MISAQ_OIDC_CLIENT_ID: CLIENT_ID,
      MISAQ_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      MISAQ_OIDC_LOCAL: 'everybody',
    });
    const linked = await province.server.request('POST', '/api/v1/principals/deputy-1/identity', {
      body: { subject: 'person-1' },
    });
    if (!linked.ok) throw new Error(await linked.text());
    browser = await launch();
  }, TEN_MINUTES_MS);
  afterAll(async () => {
    await browser.close();
    await province.server.stop();
    await provider.stop();
    folders.removeAll();
  });

  const visits: Visit[] = [];
  async function open(as?: Province['accounts']['deputy']): Promise<Page> {
    const made = await visit(browser, { url: province.server.url, ...(as !== undefined && { as }) });
    visits.push(made);
    return made.page;
  }
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  });
  async function atProvider(page: Page, name: string): Promise<void> {
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.locator('input[name="login"]').fill(name);
    await page.locator('button').first().click();
  }

  it('does so at the provider before a signature, keeps the input, and signs', async () => {
    const page = await open();
    await page.goto(`${province.review}?lang=en`);
    await page.locator('[data-act="sign-in-at-provider"]').click();
    await atProvider(page, 'person-1');
    await page.locator('textarea[name="reason"]').fill('Session of 9 Azar');
    await page.locator('[data-act="approve"]').click();
    await page.locator('[data-act="confirm-at-provider"]').click();
    await atProvider(page, 'person-1');
    await page.locator('[data-why="confirmed"]').waitFor();
    expect(await page.locator('textarea[name="reason"]').inputValue()).toBe('Session of 9 Azar');
    expect(await brokenRules(page)).toEqual([]);
    await page.locator('[data-act="approve"]').click();
    await page.locator('.notice.good a').waitFor();
    await page.goto(NOTE_16);
    await page.locator('#agencies [data-row="behzisti"]').waitFor();
  });

  it('keeps what was typed on a reversal when the session ends meanwhile', async () => {
    const page = await open(province.accounts.deputy);
    await page.goto(`${province.review}?lang=en`);
    await page.locator('.reversal summary').click();
    await page.locator('textarea[name="reversalReason"]').fill('The session looks at it again');
    await page.context().clearCookies();
    await page.locator('[data-act="reverse"]').click();
    await page.locator('input[name="account"]').fill(province.accounts.deputy.account);
    await page.locator('input[name="password"]').fill(province.accounts.deputy.password);
    await page.keyboard.press('Enter');
    await page.locator('.reversal summary').click();
    expect(await page.locator('textarea[name="reversalReason"]').inputValue()).toBe(
      'The session looks at it again',
    );
  });
});
