/**
 * `npm run fuzz -- --requests 100000 --seed 1`: the long run of test/e2e/fuzz.long.e2e.spec.ts, which also checks time
 * and memory.
 */
import { runLong } from './long-spec.mjs';

runLong('test/e2e/fuzz.long.e2e.spec.ts', 'FUZZ', {
  requests: '100000',
  seed: String(Math.floor(Math.random() * 2 ** 31)),
});
