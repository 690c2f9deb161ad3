import type { Browser, Page } from 'playwright-core';
import { POOL, temporaryFolders } from '../e2e/misaq.fixture.js';
import { brokenRules, describeWithChromium, launch, visit, type Visit } from './browser.fixture.js';
import { NOTE_16, openProvince, type Province } from './province.fixture.js';

const FIVE_MINUTES_MS = 300_000;
jest.setTimeout(FIVE_MINUTES_MS);

/** The deputy has a page open, and others act. */
describeWithChromium('A page that is open while others act', () => {
  const folders = temporaryFolders();
  let province: Province;
  let browser: Browser;
  beforeAll(async () => {
    province = await openProvince(folders.make());
    browser = await launch();
  }, FIVE_MINUTES_MS);
  afterAll(async () => {
    await browser.close();
    await province.server.stop();
    folders.removeAll();
  });

  const visits: Visit[] = [];
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    // A stream that breaks off, or is refused, is told to the console by the browser itself.
    expect(
      all.flatMap(({ faults }) => faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))),
    ).toEqual([]);
  });
  async function enter(): Promise<Page> {
    const made = await visit(browser, { url: province.server.url, as: province.accounts.deputy });
    visits.push(made);
    return made.page;
  }

  const PAID = '[data-name="paidRial"][data-figure]';
  const paidOf = (page: Page): Promise<string | null> =>
    page.locator(`.figures ${PAID}`).first().getAttribute('data-figure');
  let acts = 0;
  /** A bank pays one rial of a file of the Relief Committee. */
  async function pay(): Promise<void> {
    acts += 1;
    const list = await province.server.request(
      'GET',
      `/api/v1/pools/${POOL}/facilities?agency=relief-committee&status=waiting&limit=1`,
      { token: province.tokens.labour },
    );
    const { items } = (await list.json()) as {
      readonly items: readonly { readonly facilityId: string; readonly bank: string }[];
    };
    const [file] = items;
    if (file === undefined) throw new Error('no file waits');
    const answer = await province.server.request(
      'POST',
      `/api/v1/pools/${POOL}/facilities/${file.facilityId}/payments`,
      {
        token: province.tokens.labour,
        body: {
          bank: file.bank,
          bankReference: `live-${String(acts)}`,
          amountRial: '1',
          paidOn: '1401-11-02',
        },
      },
    );
    if (answer.status !== 200) throw new Error(await answer.text());
  }

  it('shows the new figures by itself, marks them and says which rows they are of', async () => {
    const page = await enter();
    await page.goto(`${NOTE_16}?lang=en`);
    await page.locator('#agencies [data-row="relief-committee"]').waitFor();
    const before = await paidOf(page);
    await pay();
    await page.locator('#agencies [data-changed]').first().waitFor();
    expect(BigInt((await paidOf(page)) ?? '')).toBe(BigInt(before ?? '') + 1n);
    expect(await page.locator('#agencies .table-changed').innerText()).toMatch(/^Brought up to date: /);
    expect(await brokenRules(page)).toEqual([]);
  });

  it('leaves rows and what was typed where they are', async () => {
    const page = await enter();
    await page.goto(`${province.review}?lang=en`);
    await page.locator('textarea[name="reason"]').fill('The session of 9 Azar');
    const requested = page.waitForResponse((answer) => answer.url().includes(`/pools/${POOL}/reviews/`));
    await pay();
    await requested;
    expect(await page.locator('textarea[name="reason"]').inputValue()).toBe('The session of 9 Azar');
  });

  it('says that it is stale while the server is out of reach, and catches up afterwards', async () => {
    const page = await enter();
    await page.goto(`${NOTE_16}?lang=fa`);
    await page.locator('#agencies [data-row="relief-committee"]').waitFor();
    const before = await paidOf(page);
    await page.context().setOffline(true);
    await page.locator('[data-freshness="stale"]').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await pay();
    expect(await paidOf(page)).toBe(before);
    await page.context().setOffline(false);
    await page.locator('#agencies [data-changed]').first().waitFor();
    await page.locator('[data-freshness="stale"]').waitFor({ state: 'detached' });
    expect(BigInt((await paidOf(page)) ?? '')).toBe(BigInt(before ?? '') + 1n);
  });

  it('shares one stream with the other tabs of its browser, also when some of them close', async () => {
    const first = await enter();
    const tabs: Page[] = [];
    for (let n = 0; n < 3; n += 1) {
      const tab = await first.context().newPage();
      await tab.goto(`${NOTE_16}?lang=en`);
      await tab.locator('#agencies [data-row="relief-committee"]').waitFor();
      tabs.push(tab);
    }
    await pay();
    for (const tab of tabs) await tab.locator('#agencies [data-changed]').first().waitFor();
    expect(await streams()).toBe(1);
    await first.close();
    await tabs.pop()?.close();
    for (const tab of tabs)
      await tab.locator('#agencies [data-changed]').first().waitFor({ state: 'detached' });
    await pay();
    for (const tab of tabs) await tab.locator('#agencies [data-changed]').first().waitFor();
    expect(await streams()).toBe(1);
  });

  /** How many live streams the server has open. */
  async function streams(): Promise<number> {
    const metrics = await (await fetch(`${province.server.url}/metrics`)).text();
    return Number(/^misaq_live_streams (\d+)$/m.exec(metrics)?.[1]);
  }
});
