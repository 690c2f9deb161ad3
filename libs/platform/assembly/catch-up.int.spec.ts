import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSystem } from './system.js';

describe('How far the read models have read', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-catch-up-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is counted in events, from 0 on', async () => {
    const told: (readonly [done: number, total: number])[] = [];
    const system = await openSystem(
      ALL_SUBJECTS,
      folder,
      { now: () => 0 },
      {},
      { onCatchUp: (...far) => told.push(far) },
    );
    await system.readModels();
    // The one event of a new log is at position 0; before it the position is -1, which nobody is shown.
    expect(told).toEqual([[1, 1]]);
    await system.close();
  });
});
