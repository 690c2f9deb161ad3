/**
 * Runs the command line, building it first when a source is newer than the last build.
 * `npm run misaq` must work straight after `npm ci`, also when two terminals start it at once.
 */
import { buildWhenStale } from './build.mjs';

buildWhenStale();
await import('../dist/apps/cli/src/main.js');
