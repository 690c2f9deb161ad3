import type { Browser, Page } from 'playwright-core';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { brokenRules, describeWithChromium, launch, overflow, visit, type Visit } from './browser.fixture.js';
import { NOTE_16, openProvince, type Province, requestReview } from './province.fixture.js';

const FIVE_MINUTES_MS = 300_000;

describeWithChromium('A browser on the sample province', () => {
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
  const enter = async (who: keyof Province['accounts'], width?: number): Promise<Visit> => {
    const { server, accounts } = province;
    const made = await visit(browser, {
      url: server.url,
      as: accounts[who],
      ...(width !== undefined && { width }),
    });
    visits.push(made);
    return made;
  };
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map((each) => each.close()));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  });

  const cell = (page: Page, row: string, field: string): Promise<string> =>
    page.locator(`#agencies [data-row="${row}"] [data-field="${field}"]`).innerText();

  const attributes = async (page: Page, selector: string, name: string): Promise<string[]> => {
    await page.locator(selector).first().waitFor();
    const found = await page.locator(selector).all();
    return Promise.all(found.map(async (each) => (await each.getAttribute(name)) ?? ''));
  };

  describe('shows screens', () => {
    const screens = (): readonly string[] => [
      '/',
      '/pools',
      NOTE_16,
      `${NOTE_16}/agencies/behzisti`,
      `${NOTE_16}/facilities?agency=behzisti`,
      `${NOTE_16}/facilities/N16-00128`,
      '/reviews',
      '/banks',
      '/banks/bank-refah',
      '/history?facility=N16-00128',
      '/sign-in',
      province.review,
    ];

    it.each([
      ['fa', 1280],
      ['fa', 390],
      ['en', 1280],
      ['en', 390],
    ])(
      'in %s at %i px that break no rule of accessibility and are not wider than their window',
      async (language, width) => {
        const { page } = await enter('deputy', width);
        for (const screen of screens()) {
          await page.goto(`${screen}${screen.includes('?') ? '&' : '?'}lang=${language}`, {
            waitUntil: 'networkidle',
          });
          await page.locator('h1').waitFor();
          expect([screen, await brokenRules(page)]).toEqual([screen, []]);
          expect([screen, await overflow(page)]).toEqual([screen, 0]);
        }
      },
      FIVE_MINUTES_MS,
    );

    it('and finds the rules that a page breaks', async () => {
      const { page } = await enter('deputy');
      await page.goto(NOTE_16, { waitUntil: 'networkidle' });
      await page.evaluate("document.querySelector('main').append(document.createElement('button'))");
      expect(await brokenRules(page)).toEqual([expect.stringContaining('button-name')]);
    });

    it('from right to left in Persian at first, and remembers another language', async () => {
      const { page } = await enter('deputy');
      await page.goto(NOTE_16, { waitUntil: 'networkidle' });
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('html').getAttribute('lang')).toBe('fa');
      await page.goto('/pools?lang=en', { waitUntil: 'networkidle' });
      await page.goto(NOTE_16, { waitUntil: 'networkidle' });
      expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
      expect(await page.locator('h1').innerText()).toBe('Note 16, East Azerbaijan, 1401');
    });
  });

  describe('on the credit board', () => {
    it('finds who fell short, by how much, and what can move', async () => {
      const { page } = await enter('deputy');
      await page.goto(`${NOTE_16}?lang=fa`, { waitUntil: 'networkidle' });
      expect(await cell(page, 'behzisti', 'verdict')).toContain('به حد نصاب نرسید');
      expect(await cell(page, 'behzisti', 'absorptionBasisPoints')).toBe('۵۳٫۸۶٪');
      expect(await cell(page, 'behzisti', 'shortfallRial')).toBe('۵۶٫۲');
      expect(await cell(page, 'behzisti', 'movableRial')).toBe('۲۳۳٫۰');
    });

    it('finds sums that are those of their columns', async () => {
      const { page } = await enter('deputy');
      await page.goto(NOTE_16, { waitUntil: 'networkidle' });
      for (const field of ['allocatedRial', 'movableRial', 'unmetDemandRial']) {
        const figures = await attributes(
          page,
          `#agencies tbody [data-field="${field}"] [data-figure]`,
          'data-figure',
        );
        const sum = figures.reduce((all, figure) => all + BigInt(figure), 0n);
        expect(figures).toHaveLength(2);
        expect(
          await page.locator(`#agencies tfoot [data-field="${field}"] [data-sum]`).getAttribute('data-sum'),
        ).toBe(sum.toString());
      }
    });

    it('is led from a figure to the list that it is the sum of', async () => {
      const { page } = await enter('deputy');
      const leads = async (from: string, figure: string, sum: string): Promise<void> => {
        await page.goto(from, { waitUntil: 'networkidle' });
        const link = page.locator(figure).first();
        const expected = await link.getAttribute('data-figure');
        await link.click();
        await page.locator(sum).first().waitFor();
        expect(await page.locator(sum).first().getAttribute('data-sum')).toBe(expected);
      };
      const ofBehzisti = '#agencies [data-row="behzisti"]';
      await leads(
        NOTE_16,
        `${ofBehzisti} [data-field="allocatedRial"] [data-figure]`,
        '#lots [data-field="amountRial"] [data-sum]',
      );
      for (const [figure, sum] of [
        ['introducedRial', 'amountRial'],
        ['paidRial', 'paidRial'],
        ['pendingRial', 'pendingRial'],
        ['introduced', 'facilities'],
      ] as const)
        await leads(
          `${NOTE_16}/agencies/behzisti`,
          `.figures [data-name="${figure}"]`,
          `.figures [data-name="${sum}"][data-sum]`,
        );
      await leads(NOTE_16, '.figures [data-name="paidRial"]', '.figures [data-name="paidRial"][data-sum]');
    });

    it('sorts by a column and keeps the order in the address', async () => {
      const { page } = await enter('deputy');
      await page.goto(`${NOTE_16}?lang=en`, { waitUntil: 'networkidle' });
      const rows = (): Promise<string[]> => attributes(page, '#agencies tbody tr', 'data-row');
      expect(await rows()).toEqual(['behzisti', 'relief-committee']);
      await page.getByRole('button', { name: 'Credit', exact: true }).click();
      await page.waitForURL(/sort=-allocatedRial/);
      // The address changes a moment before the table.
      await page.locator('#agencies tbody tr:first-child[data-row="relief-committee"]').waitFor();
      expect(await rows()).toEqual(['relief-committee', 'behzisti']);
      await page.reload({ waitUntil: 'networkidle' });
      expect(await rows()).toEqual(['relief-committee', 'behzisti']);
    });

    it('sees another day, with its day in the address and on the page', async () => {
      const { page } = await enter('deputy');
      await page.goto(`${NOTE_16}?lang=en`, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: /^As of/ }).click();
      await page.getByLabel('As of the day').fill('۱۴۰۱/۱۰/۲۰');
      await page.keyboard.press('Enter');
      await page.locator('.notice.past').waitFor();
      expect(page.url()).toContain('asOf=1401-10-20');
      expect(await cell(page, 'behzisti', 'verdict')).toContain('running');
    });
  });

  describe('before a review', () => {
    it('of the deputy itself finds the signature refused by name', async () => {
      const { page } = await enter('deputy');
      const own = await requestReview(province.server, province.tokens.deputy);
      await page.goto(`${own}?lang=en`, { waitUntil: 'networkidle' });
      expect(await page.locator('[data-obstacle]').getAttribute('data-obstacle')).toBe('own_review');
      expect(await page.locator('[data-act="approve"]').isDisabled()).toBe(true);
      province = { ...province, review: await requestReview(province.server, province.tokens.labour) };
    });

    it('finds the signature refused to whoever has no right to it', async () => {
      const { page } = await enter('labour');
      await page.goto(`${province.review}?lang=en`, { waitUntil: 'networkidle' });
      expect(await page.locator('[data-obstacle]').getAttribute('data-obstacle')).toBe('not_permitted');
      expect(await page.locator('[data-act="approve"]').isDisabled()).toBe(true);
    });

    it('signs by keyboard alone, knowing what it does, and sees the board change', async () => {
      const { page } = await enter('deputy');
      await page.goto(`${province.review}?lang=en`, { waitUntil: 'networkidle' });
      expect(await page.locator('.sentence').innerText()).toMatch(
        /233\.0 bn toman from .*بهزیستی.* to .*امداد.*The pool still totals 1,505\.0 bn toman/,
      );
      const reached = (what: string): Promise<boolean> =>
        page.evaluate(`document.activeElement.matches(${JSON.stringify(what)})`);
      const tabTo = async (what: string): Promise<void> => {
        for (let presses = 0; presses < 60 && !(await reached(what)); presses++)
          await page.keyboard.press('Tab');
        expect(await reached(what)).toBe(true);
      };
      await tabTo('textarea[name="reason"]');
      await page.keyboard.type('Session of 2 Bahman');
      await tabTo('[data-act="approve"]');
      await page.keyboard.press('Enter');
      await page.locator('input[name="password"]').waitFor();
      expect(await reached('input[name="password"]')).toBe(true);
      expect(await page.locator('textarea[name="reason"]').inputValue()).toBe('Session of 2 Bahman');
      await page.keyboard.type('another password');
      await page.keyboard.press('Enter');
      await page.locator('[data-refusal="confirmation_failed"]').waitFor();
      await page.locator('input[name="password"]').fill(province.accounts.deputy.password);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'See the board after the signature' }).click();
      await page.locator('#agencies').waitFor();
      expect(await cell(page, 'behzisti', 'verdict')).toContain('emptied');
      expect(await cell(page, 'behzisti', 'movableRial')).toBe('0');
      expect(await page.locator('.figures [data-field="creditRial"]').innerText()).toContain('1,505.0');
    });

    it('is told by name, after the password, that another deputy has to reverse what was signed', async () => {
      const { page } = await enter('deputy');
      await page.goto(`${province.review}?lang=en`, { waitUntil: 'networkidle' });
      await page.locator('.reversal summary').click();
      await page.locator('textarea[name="reversalReason"]').fill('The session looks at it again');
      await page.locator('[data-act="reverse"]').click();
      await page.locator('input[name="password"]').fill(province.accounts.deputy.password);
      await page.locator('[data-act="reverse"]').click();
      await page.locator('.reversal [data-refusal="own_reallocation"]').waitFor();
      await page.goto(NOTE_16, { waitUntil: 'networkidle' });
      expect(await cell(page, 'behzisti', 'verdict')).toContain('emptied');
    });
  });
});
