/** Whether this is `npm run test:quick`, which must end within a minute. */
export function isQuickRun(): boolean {
  return process.env.MISAQ_TEST_TIER === 'quick';
}
