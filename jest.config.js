/*
 * One configuration for every test. A unit's tests stand beside it, whole-system tests in `test/`. The end of a name
 * says what a test costs:
 *
 * - `*.spec.ts`: milliseconds and nothing but the processor;
 * - `*.int.spec.ts`: sockets, processes, threads, disks;
 * - `*.e2e.spec.ts`: the whole system;
 * - `.long` before one of these: it repeats something (seeds, kills, random requests, races), `npm test` a few times and
 *   `npm run test:long` many times (test/support/runs.fixture.ts).
 *
 * MISAQ_TEST_TIER chooses the files, and is set by tools/test.mjs.
 */
const FILES_OF_TIER = {
  /** `npm test` */
  every: { testMatch: ['**/*.spec.ts'] },
  /** `npm run test:quick` */
  quick: { testMatch: ['**/*.spec.ts', '!**/*.{int,e2e}.spec.ts'] },
  /** `npm run test:long` */
  long: { testMatch: ['**/*.long.spec.ts', '**/*.long.{int,e2e}.spec.ts'] },
};
const { MISAQ_TEST_TIER: tier = 'every' } = process.env;
if (!(tier in FILES_OF_TIER)) throw new Error(`MISAQ_TEST_TIER: ${tier} is no tier of tests`);

export default {
  // Nothing is timed: this only ends what hangs, also on a machine that is busy with other things.
  testTimeout: 120_000,
  // Most of a run waits for processes that tests started. Two workers also end when a test left something open.
  maxWorkers: 2,
  // A worker keeps the modules of the program for its next file (docs/adr/0039). It starts anew when it has grown so large
  // that it would mostly collect garbage.
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/samples'],
  ...FILES_OF_TIER[tier],
  globalSetup: '<rootDir>/tools/testing/shared-folder.mjs',
  globalTeardown: '<rootDir>/tools/testing/remove-shared-folder.mjs',
  testEnvironment: '<rootDir>/tools/testing/environment.mjs',
  testRunner: '<rootDir>/tools/testing/runner.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {},
};
