import type { Browser, Page } from 'playwright-core';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { brokenRules, describeWithChromium, launch, overflow, visit, type Visit } from './browser.fixture.js';
import { openSmallProvince, type SmallProvince } from './small-province.fixture.js';

const TEN_MINUTES_MS = 600_000;

describeWithChromium('A browser on a small province', () => {
  const folders = temporaryFolders();
  let province: SmallProvince;
  let browser: Browser;
  beforeAll(async () => {
    province = await openSmallProvince(folders.make());
    browser = await launch();
  }, TEN_MINUTES_MS);
  afterAll(async () => {
    await browser.close();
    await province.server.stop();
    folders.removeAll();
  });

  const visits: Visit[] = [];
  const enter = async (who: keyof SmallProvince['accounts'], width?: number): Promise<Page> => {
    const { server, accounts } = province;
    const made = await visit(browser, {
      url: server.url,
      as: accounts[who],
      ...(width !== undefined && { width }),
    });
    visits.push(made);
    return made.page;
  };
  let expected: readonly RegExp[] = [];
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    const faults = all.flatMap((each) => each.faults);
    expect(faults.filter((fault) => !expected.some((each) => each.test(fault)))).toEqual([]);
    expected = [];
  });

  /** Opens a page and waits until nothing on it is on its way. The stream of changes keeps the network busy. */
  const open = async (page: Page, address: string): Promise<void> => {
    await page.goto(address);
    await page.locator('h1').waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'hidden' });
  };

  /** Follows a figure, and expects that the list behind it has the same sum. */
  const leads = async (page: Page, from: string, figure: string, sum: string): Promise<void> => {
    await open(page, from);
    const link = page.locator(figure).first();
    const value = await link.getAttribute('data-figure');
    await link.click();
    await page
      .locator(`${sum}[data-sum="${String(value)}"]`)
      .first()
      .waitFor();
  };

  describe('shows screens', () => {
    const screens = (): readonly string[] => [
      '/queue',
      '/queue?dueWithin=5',
      `/pools/${province.pool}/what-if?threshold=50`,
      `/commitments/${String(province.year)}`,
      `/commitments/${String(province.year)}?by=county&part=tabriz&version=raised`,
      '/jobs?counted=true',
      '/jobs/job-3',
      `/history?pool=${province.pool}&type=FacilityIntroduced`,
      '/events/5',
    ];

    it.each([
      ['fa', 1280],
      ['fa', 390],
      ['en', 1280],
      ['en', 390],
    ])(
      'in %s at %i px that break no rule of accessibility and are not wider than their window',
      async (language, width) => {
        const page = await enter('labour', width);
        for (const screen of screens()) {
          await open(page, `${screen}${screen.includes('?') ? '&' : '?'}lang=${language}`);
          expect([screen, await brokenRules(page)]).toEqual([screen, []]);
          expect([screen, await overflow(page)]).toEqual([screen, 0]);
        }
      },
    );
  });

  describe('in the queue of a bank', () => {
    const row = (file: string): string => `#queue [data-row="${province.pool}/${file}"]`;

    it('leads from what breaches soon to the files that it counts', async () => {
      const page = await enter('bank');
      await leads(page, '/queue', '[data-name="within5"][data-figure]', '[data-name="within5"]');
      expect(await page.locator('#queue tbody [data-row]').count()).toBe(3);
      await leads(page, '/queue', '[data-name="within1"][data-figure]', '[data-name="within1"]');
      expect(await page.locator('#queue tbody [data-row]').count()).toBe(0);
    });

    it('keeps a refused row open with its reason and what was typed, and pays once for two presses', async () => {
      const page = await enter('bank');
      await open(page, '/queue?lang=en');
      await page.locator(`${row('F-1')} [data-act="open-pay"]`).click();
      await page.locator('input[name="amountRial"]').fill('۲٬۰۰۰٬۰۰۰٬۰۰۱');
      await page.locator('input[name="bankReference"]').fill('refah-1');
      await page.locator('[data-form="pay"] [data-act="pay"]').click();
      await page.locator('[data-form="pay"] [data-refusal="beyond_facility"]').waitFor();
      expect(await page.locator('input[name="bankReference"]').inputValue()).toBe('refah-1');
      expect(await brokenRules(page)).toEqual([]);
      await page.locator('input[name="amountRial"]').fill('500,000,000');
      // The answer is lost on its way: the payment is recorded and the page does not know.
      expected = [/Failed to load resource: net::ERR_FAILED/];
      await page.route('**/payments', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.locator('[data-form="pay"] [data-act="pay"]').click();
      await page.locator('[data-form="pay"] [data-refusal="unreachable"]').waitFor();
      await page.unroute('**/payments');
      await page.locator('[data-form="pay"] [data-act="pay"]').click();
      await page.locator('[data-done="pay"]').waitFor();
      const answer = await province.server.request('GET', `/api/v1/pools/${province.pool}/facilities/F-1`);
      const { payments, paidRial } = (await answer.json()) as {
        readonly payments: readonly unknown[];
        readonly paidRial: string;
      };
      expect([payments.length, paidRial]).toEqual([1, '500000000']);
    });

    it('leads to the event of what was recorded, and to no event of others', async () => {
      const page = await enter('bank');
      await open(page, '/queue?lang=en');
      await page.locator(`${row('F-2')} [data-act="open-decline"]`).click();
      await page.locator('input[name="reason"]').fill('No guarantor');
      await page.locator('[data-form="decline"] [data-act="decline"]').click();
      await page.locator('[data-done="decline"] a').click();
      await page.locator('.sentence[data-event]').waitFor();
      expect(await page.locator('blockquote').innerText()).toBe('No guarantor');
      await open(page, '/events/0');
      await page.locator('[data-refusal="unknown_event"]').waitFor();
    });
  });

  describe('under another rule', () => {
    it('says that nothing changes, and refuses what is no percentage', async () => {
      const page = await enter('deputy');
      await open(page, `/pools/${province.pool}/what-if?lang=en`);
      await page.locator('input[name="threshold"]').fill('۱۰۱');
      await page.locator('[data-act="try"]').click();
      await page.getByText('Write a number from 1 to 100.').waitFor();
      await page.locator('input[name="threshold"]').fill('۵۰');
      await page.locator('[data-act="try"]').click();
      await page.waitForURL(/threshold=50/);
      await page.locator('[data-effect="unchanged"]').waitFor();
      expect(await page.locator('#changes-table tbody [data-row]').count()).toBe(2);
    });

    it('shows an agency its own row alone', async () => {
      const page = await enter('agency');
      await open(page, `/pools/${province.pool}/what-if?threshold=50`);
      await page.locator('#changes-table [data-row="behzisti"]').waitFor();
      expect(await page.locator('#changes-table tbody [data-row]').count()).toBe(1);
    });
  });

  describe('of a promise', () => {
    const plan = (): string => `/commitments/${String(province.year)}`;

    it('leads from every count of jobs to a list with the same sum', async () => {
      const page = await enter('labour');
      for (const figure of ['registered', 'registeredWomen', 'rejected'])
        await leads(page, plan(), `.figures [data-name="${figure}"]`, '[data-name="jobs"]');
      await leads(
        page,
        `${plan()}?by=county`,
        '#parts [data-row="marand"] [data-name="registered"]',
        '[data-name="jobs"]',
      );
      await page.locator('#jobs [data-row="job-4"] a').click();
      await page.locator('[data-event]').first().waitFor();
    });

    it('measures against the version that is chosen, and shows the course of a part', async () => {
      const page = await enter('labour');
      await open(page, `${plan()}?lang=en`);
      await page.locator('select[name="version"]').selectOption('raised');
      await page.waitForURL(/version=raised/);
      await page.locator('#parts [data-row="behzisti"] [data-field="assigned"]').getByText('150').waitFor();
      await page.locator('#parts [data-row="relief-committee"] th a').click();
      await page.locator('.course').getByText('Nothing was promised; 1 jobs are registered.').waitFor();
      await page.locator('.twin summary').click();
      const registered = page.locator('#course tfoot [data-name="registered"]');
      expect(await registered.getAttribute('data-sum')).toBe('1');
    });
  });
});
