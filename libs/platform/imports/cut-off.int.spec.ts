import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { logUnderTest } from '@misaq/platform/event-store/eventstoredb/store-under-test.fixture.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { buildLibraries } from '../../../test/support/run-by-node.fixture.js';
import { importsOn, JOBS_HEADER, jobRow, LABOUR, REGISTER, storedEvents } from './imports.fixture.js';

describe.each(['sqlite', 'esdb'] as const)('An import that is killed between two appends, on %s', (kind) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-cut-import-'));
    buildLibraries(join(folder, 'program'));
    writeFileSync(join(folder, 'register.csv'), REGISTER);
    writeFileSync(join(folder, 'jobs.csv'), [JOBS_HEADER, jobRow('J1', 1), jobRow('J2', 2)].join('\n'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // Two claims and two registrations are sent side by side, after the acceptance and before the completion.
  it.each([
    ['its acceptance', 1, 0],
    ['its first row', 2, 1],
    ['the registration of a row that has claimed', 4, 1],
    ['its completion', 6, 1],
  ] as const)('ends as if nothing had happened, killed in front of %s', async (_what, nth, finished) => {
    const log = kind === 'esdb' ? await logUnderTest() : undefined;
    const data = join(folder, `data-${String(nth)}`);
    const spool = join(folder, `spool-${String(nth)}`);
    const isShared = kind === 'esdb';
    const open = async () =>
      log === undefined ? openSqliteEventStore({ folder: data }) : openEventStoreDb(log.where);
    const request = (file: string, what: 'organisations' | 'jobs') =>
      ({ kind: what, path: join(folder, file), actor: LABOUR }) as const;

    const before = await open();
    await importsOn(before, spool).imports.run(request('register.csv', 'organisations'));
    await before.close();

    const program = join(folder, 'program', 'platform/imports/cut-off-import-program.fixture.js');
    const where = log === undefined ? data : JSON.stringify(log.where);
    const args = [program, kind, where, spool, join(folder, 'jobs.csv'), String(nth)];
    const child = spawn(process.execPath, args);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([code, signal, errors]).toEqual([null, 'SIGKILL', '']);

    const store = await open();
    const { imports } = importsOn(store, spool, undefined, { isShared });
    expect(await imports.resume()).toHaveLength(finished);
    // Sent again it is applied, or changes nothing.
    expect(await imports.run(request('jobs.csv', 'jobs'))).toMatchObject({
      kind: 'done',
      report: finished === 0 ? { applied: 2 } : { applied: 0, duplicates: 2 },
    });
    const types = (await storedEvents(store))
      .map(({ type }) => type)
      .filter((type) => /^(Import|Job)/.test(type));
    expect(types.slice(2).sort()).toEqual([
      'ImportAccepted',
      'ImportCompleted',
      'JobClaimed',
      'JobClaimed',
      'JobRegistered',
      'JobRegistered',
    ]);
    expect(readdirSync(spool)).toEqual([]);
    await store.close();
    await log?.stop();
  });
});
