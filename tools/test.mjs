/**
 * `npm test`: builds the command line (tests start it as a user would), runs every test or those named, and ends with
 * one line of counts. Fails when a test failed, and also when none ran.
 */
import { spawnSync } from 'node:child_process';
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
const { status } = spawnSync(
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
const counts = results();
rmSync(folder, { recursive: true, force: true });
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numRuntimeErrorTestSuites = 0 } = counts;
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`);
process.exit(status === 0 && numPassedTests > 0 ? 0 : 1);

function results() {
  try {
    return JSON.parse(readFileSync(outputFile, 'utf8'));
  } catch {
    return {};
  }
}
