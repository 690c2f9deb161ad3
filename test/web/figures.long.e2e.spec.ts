import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { copyDemo } from '../support/demo.fixture.js';
import { runs } from '../support/runs.fixture.js';
import { describeWithChromium, launch, visit, type Visit } from './browser.fixture.js';
import { serveDemo, type ServedDemo } from './demo.fixture.js';

/*
 * Every number is a link: the first click leads to the list whose sum it is, the second to an event of the log. The pages of
 * each role are crawled from its home.
 */

const TEN_MINUTES_MS = 600_000;
/** So many pages with the same address, but for ids, are looked at; of each, so many figures of one name. */
const PAGES_OF_A_KIND = runs(1, 4);
const FIGURES_OF_A_NAME = runs(1, 10);

interface Figure {
  readonly page: string;
  readonly name: string;
  readonly value: string;
  readonly list: string;
}

describeWithChromium('A figure of any screen', () => {
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

  it.each(['economic-deputy', 'inspector', 'labour', 'agency', 'bank', 'governor'])(
    'that %s sees is the sum of the list behind it, and the list leads to events',
    async (role) => {
      const visited = await visit(browser, { url: demo.url });
      try {
        await visited.page.locator('body').waitFor();
        await enter(visited, role);
        const figures = await figuresOf(visited.page);
        const wrong: string[] = [];
        for (const figure of figures) {
          const fault = await faultOf(visited.page, figure);
          if (fault !== undefined) wrong.push(`${figure.page} ${figure.name} ${figure.value}: ${fault}`);
        }
        expect(wrong).toEqual([]);
        expect(figures.length).toBeGreaterThan(0);
      } finally {
        await visited.close();
      }
    },
    TEN_MINUTES_MS,
  );
});

async function enter({ page }: Visit, role: string): Promise<void> {
  await page.goto('/');
  await page.locator(`[data-role="${role}"]`).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Waits until the page asks nothing more of the server. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** The figures of all kinds of pages to which links lead from the home of the role. */
async function figuresOf(page: Page): Promise<readonly Figure[]> {
  const seen = new Map<string, number>();
  const named = new Map<string, number>();
  const figures: Figure[] = [];
  const waiting = ['/'];
  const known = new Set(waiting);
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if ((seen.get(kind) ?? 0) > PAGES_OF_A_KIND) continue;
    await open(page, address);
    const found = await page.evaluate<Omit<Figure, 'page'>[]>(
      `[...document.querySelectorAll('a[data-figure]')].map((link) => ({
        name: link.dataset.name, value: link.dataset.figure, list: link.pathname + link.search + link.hash }))`,
    );
    for (const each of found) {
      const key = `${kind} ${each.name}`;
      named.set(key, (named.get(key) ?? 0) + 1);
      if ((named.get(key) ?? 0) <= FIGURES_OF_A_NAME) figures.push({ page: address, ...each });
    }
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main a[href], nav a[href]')]
        .filter((link) => link.origin === location.origin && !link.hasAttribute('download') && !link.pathname.startsWith('/api/'))
        .map((link) => link.pathname + link.search)`,
    );
    for (const link of links)
      if (!known.has(link)) {
        known.add(link);
        waiting.push(link);
      }
  }
  return figures;
}

/** The address without its ids. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://page');
  return `${pathname.replace(/\/[^/]*[\d-][^/]*/g, '/:id').replace(/^\/banks\/.+/, '/banks/:id')} ${[...searchParams.keys()].toSorted().join()}`;
}

/** What is wrong with the list behind a figure; undefined when nothing is. */
async function faultOf(page: Page, { name, value, list }: Figure): Promise<string | undefined> {
  await open(page, list);
  // A share has no sum: the list behind it is that of its parts.
  const isShare = name.endsWith('BasisPoints');
  const sums = await page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-sum]')].map((sum) => sum.dataset.sum)`,
  );
  if (isShare ? sums.length === 0 : !sums.includes(value)) return `${list} has the sums ${sums.join(', ')}`;
  if (value === '0') return undefined;
  const direct = await page.locator('main [data-event]').count();
  if (direct > 0) return undefined;
  const row = page.locator('main tbody th a').first();
  if ((await row.count()) === 0) return `${list} has no link in its rows`;
  await open(page, (await row.getAttribute('href')) ?? '');
  return (await page.locator('main [data-event]').count()) > 0
    ? undefined
    : `${list} leads to ${page.url()} and no event`;
}
