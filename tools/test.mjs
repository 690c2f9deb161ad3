/** `npm test`: builds the command line (tests start it as a user would) and runs every test, or those named. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildWhenStale } from './build.mjs';

buildWhenStale();
const jest = createRequire(import.meta.url).resolve('jest/bin/jest.js');
const { status, signal } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(signal === null ? (status ?? 1) : 1);
