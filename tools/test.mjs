/**
 * Builds the command line (tests start it as a user would) and runs tests:
 *
 * - `npm test`: every test, or those named; what repeats, a few times;
 * - `npm run test:quick`: the tests that need nothing but the processor;
 * - `npm run test:long`: the tests that repeat something, many times;
 * - `npm run test:all`: `npm test` and `npm run test:long`, one after the other.
 *
 * Each ends with one line of counts, of all that ran. It fails when a test failed, and also when none ran.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build.mjs';

/** The tiers of jest.config.js that a command runs. */
const TIERS_OF = { test: ['every'], quick: ['quick'], long: ['long'], all: ['every', 'long'] };
const [command = '', ...named] = process.argv.slice(2);
const tiers = TIERS_OF[command];
if (tiers === undefined) {
  console.error(`tools/test.mjs: give one of ${Object.keys(TIERS_OF).join(', ')}`);
  process.exit(2);
}

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const progress = fileURLToPath(new URL('test-progress.mjs', import.meta.url));
/**
 * How long (ms) Jest may run after it has written its results: a test that left a socket open must not delay the run.
 */
const EXIT_MS = 60_000;

buildWhenStale();
// Only for this command: started programs must not use it.
delete process.env.INIT_CWD;

const ended = [];
for (const tier of tiers) {
  if (tiers.length > 1) console.error(`tests of the tier «${tier}»:`);
  const run = await runTier(tier);
  if (tiers.length > 1) console.log(`${tier}: ${countsText(run.counts)}`);
  ended.push(run);
}
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const { counts } of ended) for (const name of Object.keys(sum)) sum[name] += counts[name];
console.log(countsText(sum));
process.exit(ended.every(({ status, counts }) => status === 0 && counts.passed > 0) ? 0 : 1);

function countsText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Runs the tests of a tier; returns the exit status of Jest and its counts. */
async function runTier(tier) {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-test-'));
  const outputFile = join(folder, 'results.json');
  try {
    const status = await runJest(tier, outputFile);
    const found = resultsIn(outputFile);
    const {
      numPassedTests = 0,
      numFailedTests = 0,
      numPendingTests = 0,
      numRuntimeErrorTestSuites = 0,
    } = found;
    const counts = {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
    };
    return { status, counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The exit status of Jest. When Jest has written its results but does not end, it is derived from them. */
function runJest(tier, outputFile) {
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      jest,
      '--json',
      `--outputFile=${outputFile}`,
      // When tests are named, every result is printed.
      ...(named.length === 0 ? [`--reporters=${progress}`] : []),
      ...named,
    ],
    { stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, MISAQ_TEST_TIER: tier } },
  );
  return new Promise((resolve) => {
    let limit;
    const looking = setInterval(() => {
      const { success } = resultsIn(outputFile);
      if (success === undefined) return;
      clearInterval(looking);
      limit = setTimeout(() => {
        console.error(`Jest wrote its results and did not end within ${EXIT_MS / 1000} s; it was ended.`);
        child.kill('SIGKILL');
        resolve(success ? 0 : 1);
      }, EXIT_MS);
    }, 1_000);
    child.on('exit', (code) => {
      clearInterval(looking);
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

function resultsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
