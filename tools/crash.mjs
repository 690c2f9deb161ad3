/**
 * `npm run crash -- --times 100`: the long run of test/e2e/crash.long.e2e.spec.ts, which kills the server under load.
 */
import { runLong } from './long-spec.mjs';

runLong('test/e2e/crash.long.e2e.spec.ts', 'CRASH', {
  times: '100',
  seed: String(Math.floor(Math.random() * 2 ** 31)),
});
