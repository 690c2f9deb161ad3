import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { logUnderTest } from '@misaq/platform/event-store/eventstoredb/store-under-test.fixture.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import { openProjections } from '@misaq/platform/projections/runner.js';
import { halfActs } from '../boards/jobs/half-finished-acts.js';
import { JOBS, jobsProjection } from '../boards/jobs/projection.js';
import { buildLibraries } from '../../../test/support/run-by-node.fixture.js';
import { applicationOn, NOON_MS, wholeLog } from '@misaq/platform/commands/application.fixture.js';
import { CUT_OFF_ACTS, type CutOffAct, perform, registerJob, sent } from './cut-off-acts.fixture.js';
import { peopleIn } from './half-acts.fixture.js';
import { createUnfinishedActs, CUT_OFF_AFTER_MS } from './unfinished-acts.js';

/** The state before each act, and what due work makes of it after a kill before its second append. */
const PREPARED: Readonly<Record<CutOffAct, { readonly before: boolean; readonly became: string }>> = {
  register: { before: false, became: 'not-finished' },
  end: { before: true, became: 'ended' },
  reject: { before: true, became: 'rejected' },
  void: { before: true, became: 'voided' },
  'give up': { before: false, became: 'not-finished' },
};

describe.each(['sqlite', 'esdb'] as const)('A process that is killed between two appends, on %s', (kind) => {
  let folder: string;
  let program: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-cut-off-'));
    buildLibraries(join(folder, 'program'));
    program = join(folder, 'program', 'employment/due/cut-off-program.fixture.js');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A log that processes open one after another. */
  async function aLog(name: string) {
    const log = kind === 'esdb' ? await logUnderTest() : undefined;
    const where = log === undefined ? join(folder, name) : JSON.stringify(log.where);
    const open = async (): Promise<EventStore & { close(): Promise<void> }> =>
      log === undefined ? openSqliteEventStore({ folder: where }) : openEventStoreDb(log.where);
    return {
      /** Works with the log in this process. */
      async on<Result>(work: (store: EventStore) => Promise<Result>): Promise<Result> {
        const store = await open();
        try {
          return await work(store);
        } finally {
          await store.close();
        }
      },
      /** Performs an act in a process that is killed before an append. */
      async killedIn(act: CutOffAct, nth: number): Promise<void> {
        const child = spawn(process.execPath, [program, kind, where, act, String(nth), String(NOON_MS)]);
        let errors = '';
        child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
        const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
        expect([code, signal, errors]).toEqual([null, 'SIGKILL', '']);
      },
      stop: async () => log?.stop(),
    };
  }

  /** Runs the due work of a node at a time, with its read models. */
  async function mendAt(store: EventStore, tables: string, nowMs: number) {
    const runner = await openProjections({
      folder: join(folder, 'tables', tables),
      store,
      projections: [jobsProjection],
    });
    await runner.catchUp();
    const app = applicationOn(store, { isShared: kind === 'esdb' });
    app.setClock(nowMs);
    const { employment, clock } = app;
    const mending = await createUnfinishedActs({
      employment,
      clock,
      halves: halfActs(runner.reader(JOBS)),
    }).mend();
    await runner.close();
    return mending;
  }

  it.each(CUT_OFF_ACTS)('is made up for after ten minutes: %s', async (act) => {
    const { before, became } = PREPARED[act];
    const log = await aLog(act);
    await log.on(async (store) => {
      const app = applicationOn(store);
      await app.registerAll();
      if (before) await perform(app.employment, 'register');
    });
    // A kill before the first append leaves nothing. To give up a registration, one must have begun.
    await log.killedIn(act === 'give up' ? 'register' : act, act === 'give up' ? 2 : 1);
    await log.killedIn(act, 2);
    await log.on(async (store) => {
      const other = applicationOn(store).employment;
      // One half is recorded. For a job that is over or given up, the next claim completes the act by itself.
      if (act === 'register')
        expect(await other.register(registerJob('job-2'), sent('too early'))).toMatchObject({
          refusal: { name: 'person_already_employed', figures: { jobId: 'job-1' } },
        });
      expect(await mendAt(store, `${act} early`, NOON_MS + CUT_OFF_AFTER_MS - 1)).toEqual({
        mended: [],
        problems: [],
      });
      const at = NOON_MS + CUT_OFF_AFTER_MS;
      expect(await mendAt(store, act, at)).toEqual({ mended: [{ jobId: 'job-1', became }], problems: [] });
      expect(await mendAt(store, act, at)).toEqual({ mended: [], problems: [] });
      const { held, running } = peopleIn(await wholeLog(store));
      expect([held.size, running.size]).toEqual([0, 0]);

      const again = applicationOn(store).employment;
      if (act === 'register') {
        // Sent again, the same request claims again. Then the other job is refused.
        expect(await again.register(registerJob('job-1'), sent('register'))).toMatchObject({ kind: 'done' });
        expect(await again.register(registerJob('job-2'), sent('too late'))).toMatchObject({
          kind: 'refused',
        });
      } else {
        await perform(again, act);
        expect(await again.register(registerJob('job-2'), sent('late'))).toMatchObject({ kind: 'done' });
      }
      expect(await mendAt(store, act, at + CUT_OFF_AFTER_MS)).toEqual({ mended: [], problems: [] });
      expect((await verifyLog(store)).faults).toEqual([]);
    });
    await log.stop();
  });
});
