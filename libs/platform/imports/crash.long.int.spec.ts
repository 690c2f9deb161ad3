import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import { runs } from '../../../test/support/runs.fixture.js';
import { buildImportProgram, importAndKill } from './import-process.fixture.js';
import { JOBS_HEADER, jobRow, REGISTER, storedEvents } from './imports.fixture.js';

const ROWS = 5_000;
/** At least; few enough kills could all miss the middle of the import. */
const KILLS = runs(5, 10);
/** A process needs about so long before it opens the log. */
const STARTING_MS = 150;

describe('an import of five thousand jobs, killed again and again', () => {
  let folder: string;
  let program: string;
  const register = (): readonly [string, string] => ['organisations', join(folder, 'register.csv')];
  const jobs = (): readonly [string, string] => ['jobs', join(folder, 'jobs.csv')];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-import-crash-'));
    program = buildImportProgram(join(folder, 'program'));
    writeFileSync(register()[1], REGISTER);
    const rows = Array.from({ length: ROWS }, (_, index) => jobRow(`J${index}`, index));
    writeFileSync(jobs()[1], [JOBS_HEADER, ...rows].join('\n'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What is on record, in no order: jobs are streams of their own, whose order in the log means nothing. */
  const recorded = (events: readonly StoredEvent[]): readonly string[] =>
    events.map(({ stream, revision, type, data }) => JSON.stringify([stream, revision, type, data])).sort();

  async function looking<Result>(
    data: string,
    look: (store: EventStore) => Promise<Result>,
  ): Promise<Result> {
    const store = openSqliteEventStore({ folder: data });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  /**
   * Kills the import of the jobs until it gets through; gives how far the log had come at each kill. Each try is given
   * a little more time, so that it ends on a machine that has become slower as well.
   */
  async function importUnderFire(data: string, tookMs: number): Promise<readonly bigint[]> {
    const positions: bigint[] = [];
    const untilKilledMs = (): number => STARTING_MS + Math.random() * tookMs * (1 + positions.length / 10);
    while (!(await importAndKill(program, data, jobs(), untilKilledMs())))
      positions.push((await looking(data, (store) => store.health())).position);
    return positions;
  }

  it('ends as if nothing had happened, with nothing twice', async () => {
    const calm = join(folder, 'calm');
    await importAndKill(program, calm, register());
    const { position: before } = await looking(calm, (store) => store.health());
    const began = Date.now();
    await importAndKill(program, calm, jobs());
    const tookMs = Date.now() - began - STARTING_MS;
    const expected = await looking(calm, storedEvents);
    const end = BigInt(expected.length) - 1n;
    expect(expected.filter(({ type }) => type === 'JobRegistered')).toHaveLength(ROWS);

    const killedAt: bigint[] = [];
    for (let round = 1; killedAt.length < KILLS; round += 1) {
      const stormy = join(folder, `stormy-${round}`);
      await importAndKill(program, stormy, register());
      killedAt.push(...(await importUnderFire(stormy, tookMs)));
      const found = await looking(stormy, storedEvents);
      expect(recorded(found)).toEqual(recorded(expected));
      expect((await looking(stormy, verifyLog)).faults).toEqual([]);
    }
    // The test would be empty if it had never been hit in the middle.
    expect(killedAt.filter((position) => position > before + 1n && position < end).length).toBeGreaterThan(0);
  }, 300_000);
});
