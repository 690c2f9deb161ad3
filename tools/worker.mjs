/** Runs a worker, building it first when a source is newer than the last build. */
import { buildWhenStale } from './build.mjs';

buildWhenStale();
await import('../dist/apps/worker/src/main.js');
