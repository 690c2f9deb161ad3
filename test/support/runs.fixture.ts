/**
 * Number of repetitions in a test: `few` in `npm test`, `many` in `npm run test:long`. A file that calls this is named
 * `*.long.spec.ts`, `*.long.int.spec.ts` or `*.long.e2e.spec.ts`, so that the long run finds it.
 */
export function runs(few: number, many: number): number {
  return process.env.MISAQ_TEST_TIER === 'long' ? many : few;
}
