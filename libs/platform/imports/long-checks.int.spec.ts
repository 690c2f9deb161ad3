import { largestStep } from '@misaq/platform/scheduling/largest-step.fixture.js';
import { newProvince } from './imports.fixture.js';

/** The whole check takes so many times its largest step: 300 were measured, 40 where it never pauses by itself. */
const STEPS_MIN = 100;
const ROWS = 100_000;
const TIMES = 3;

describe('The check of a hundred thousand rows', () => {
  it('lets others in, also while it lists an error of each row', async () => {
    const province = newProvince();
    const rows = Array.from({ length: ROWS }, (_, n) => `no-pool,a-${n},nobody,1,1401-09-27`);
    const file = ['pool,allocation_id,agency,amount_toman,notified_on', ...rows].join('\n');
    const check = () => province.importing('allocations', file, { dryRun: true });
    const { holdMs, wholeMs } = await largestStep(check, TIMES);
    expect(wholeMs / holdMs).toBeGreaterThan(STEPS_MIN);
    await province.close();
  }, 600_000);
});
