import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/*
 * The Chromium of the distribution: MISAQ_TEST_CHROMIUM names it, else it is looked for where distributions put it. Without
 * one, tests that need it are reported as skipped, or fail where MISAQ_TEST_CHROMIUM_REQUIRED=yes says that none may be.
 */

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executable = process.env.MISAQ_TEST_CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** For suites that drive a browser. */
export const describeWithChromium: (name: string, tests: () => void) => void =
  executable !== undefined
    ? describe
    : process.env.MISAQ_TEST_CHROMIUM_REQUIRED !== 'yes'
      ? describe.skip
      : (name) => {
          it(name, () => {
            throw new Error('there is no Chromium, and MISAQ_TEST_CHROMIUM_REQUIRED says that it is needed');
          });
        };

export function launch(): Promise<Browser> {
  if (executable === undefined) throw new Error('there is no Chromium');
  // Tests may run as root, where Chromium has no sandbox; it opens pages of a server of the test alone.
  return chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
}

export interface Visit {
  readonly page: Page;
  /** What the page's policy forbade, what the page threw, and what it wrote to the console as an error. */
  readonly faults: string[];
  close(): Promise<void>;
}

export interface Visitor {
  readonly url: string;
  /** Who signs in before anything is opened; nobody when it is left out. */
  readonly as?: { readonly account: string; readonly password: string };
  readonly width?: number;
}

const PHONE_HEIGHT = 800;

/** What the browser itself says of an answer that the screens expect: nobody is signed in, or an act is refused. */
const EXPECTED = /^Failed to load resource: .* status of (?:40[1349]|422) /;

/** A window of its own, with nothing remembered. */
export async function visit(browser: Browser, { url, as, width = 1280 }: Visitor): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: PHONE_HEIGHT },
  });
  const page = await context.newPage();
  const faults: string[] = [];
  await page.exposeFunction('toldOfViolation', (text: string) => faults.push(text));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) => {
    window.toldOfViolation(event.violatedDirective + ' ' + event.blockedURI);
  });`);
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) faults.push(message.text());
  });
  if (as !== undefined) await signIn(page, as);
  return { page, faults, close: () => context.close() };
}

/** Signs in as a person does, and waits for the first page. */
export async function signIn(
  page: Page,
  { account, password }: { readonly account: string; readonly password: string },
): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[name="account"]').fill(account);
  await page.locator('input[name="password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of accessibility that a page breaks, each with the first element that breaks it. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`);
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
