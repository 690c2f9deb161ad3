import { longestHoldMs } from '@misaq/platform/scheduling/longest-hold.fixture.js';
import { newProvince } from './imports.fixture.js';

/** Two checks take turns, so that nobody waits much longer than twice this. */
const HOLD_MS_MAX = 20;
const ROWS = 100_000;
const TIMES = 3;

describe('The check of a hundred thousand rows', () => {
  it('lets others in, also while it lists an error of each row', async () => {
    const province = newProvince();
    const rows = Array.from({ length: ROWS }, (_, n) => `no-pool,a-${n},nobody,1,1401-09-27`);
    const file = ['pool,allocation_id,agency,amount_toman,notified_on', ...rows].join('\n');
    const check = () => province.importing('allocations', file, { dryRun: true });
    expect(await longestHoldMs(check, TIMES)).toBeLessThan(HOLD_MS_MAX);
    await province.close();
  }, 120_000);
});
