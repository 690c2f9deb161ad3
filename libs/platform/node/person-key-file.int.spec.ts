import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { PersonKeyError, shortPersonKey } from './person-key-file.js';
import { openSystem } from '@misaq/platform/assembly/system.js';

describe('A person key from the environment', () => {
  it('holds 128 random bits before a log begins with it, and is taken by a log that has begun', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-key-'));
    const environment = { MISAQ_PERSON_KEY: 'seventeen letters' };
    await expect(openSystem(ALL_SUBJECTS, folder, systemClock, environment)).rejects.toThrow(PersonKeyError);
    await expect(openSystem(ALL_SUBJECTS, folder, systemClock, environment)).rejects.toThrow(
      /at least 22 random characters/,
    );
    expect(shortPersonKey(environment, false)).toMatch(/has begun with a shorter one/);
    for (const MISAQ_PERSON_KEY of ['', 'x'.repeat(22)])
      expect(shortPersonKey({ MISAQ_PERSON_KEY }, true)).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});
