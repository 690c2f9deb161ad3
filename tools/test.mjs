/**
 * `npm test`: builds the command line (tests start it as a user would), runs every test or those named, and ends with
 * one line of counts. Fails when a test failed, and also when none ran.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build.mjs';

buildWhenStale();
// Of this command; what tests start must not take it for theirs.
delete process.env.INIT_CWD;
const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'misaq-test-'));
const outputFile = join(folder, 'results.json');
/** Ms that Jest may go on for after it has written its results: a test that left a socket open must not hold the run. */
const EXIT_MS = 60_000;
const status = await run();
const counts = results();
rmSync(folder, { recursive: true, force: true });
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numRuntimeErrorTestSuites = 0 } = counts;
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`);
process.exit(status === 0 && numPassedTests > 0 ? 0 : 1);

/** The exit status of Jest; of a run whose results stand and that does not end by itself, what the results say. */
function run() {
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      jest,
      '--json',
      `--outputFile=${outputFile}`,
      ...process.argv.slice(2),
    ],
    { stdio: ['inherit', 'ignore', 'inherit'] },
  );
  return new Promise((resolve) => {
    let limit;
    const looking = setInterval(() => {
      const { success } = results();
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

function results() {
  try {
    return JSON.parse(readFileSync(outputFile, 'utf8'));
  } catch {
    return {};
  }
}
