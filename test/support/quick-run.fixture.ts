/** Whether this is `npm run test:quick`, which has a minute for everything. */
export function isQuickRun(): boolean {
  return process.env.MISAQ_TEST_TIER === 'quick';
}
