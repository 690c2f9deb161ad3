/** Runs the server, building it first when a source is newer than the last build. */
import { buildWhenStale } from './build.mjs';

buildWhenStale();
await import('../dist/apps/api/src/main.js');
