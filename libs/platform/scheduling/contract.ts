import { NotYetError, RetryLaterError, type TaskRun, type Scheduler } from './port.js';

/** A scheduler under test, with what the suite needs around it. */
export interface SchedulerUnderTest {
  readonly scheduler: Scheduler;
  /** Closes the scheduler and removes what it stored elsewhere. */
  close(): Promise<void>;
}

/** Very short pauses for tests. */
const SOON = { attempts: 3, firstPauseMs: 5, pauseMaxMs: 20 } as const;

/** The contract of every scheduler. Each adapter runs it in one short spec file. Times are those of the real clock. */
export function schedulerContract(name: string, make: () => Promise<SchedulerUnderTest>): void {
  describe(`the scheduler contract: ${name}`, () => {
    let under: SchedulerUnderTest;
    let scheduler: Scheduler;

    beforeEach(async () => {
      under = await make();
      scheduler = under.scheduler;
    });

    afterEach(() => under.close());

    /** Registers a handler that records its runs. */
    function noting(kind = 'work', concurrency = 1): TaskRun[] {
      const runs: TaskRun[] = [];
      scheduler.handle(
        kind,
        (run) => {
          runs.push(run);
          return Promise.resolve();
        },
        { concurrency },
      );
      return runs;
    }

    const gone = (id: string, kind = 'work') =>
      until(async () => (await scheduler.task(kind, id)) === undefined);

    it('runs a due task with its data, and forgets it', async () => {
      const runs = noting();
      await scheduler.start();
      const dueAtMs = Date.now() - 1_000;
      expect(
        await scheduler.schedule({ id: 'pool-1', kind: 'work', dueAtMs, data: { pool: 'p', lots: 2 } }),
      ).toBe('scheduled');
      await gone('pool-1');
      expect(runs).toMatchObject([
        { id: 'pool-1', kind: 'work', dueAtMs, data: { pool: 'p', lots: 2 }, attempt: 1, lastAttempt: false },
      ]);
    });

    it('does not run a task before its time', async () => {
      const runs: number[] = [];
      scheduler.handle('work', () => {
        runs.push(Date.now());
        return Promise.resolve();
      });
      await scheduler.start();
      const dueAtMs = Date.now() + 150;
      await scheduler.schedule({ id: 'later', kind: 'work', dueAtMs });
      await scheduler.schedule({ id: 'next-century', kind: 'work', dueAtMs: dueAtMs + 2 ** 42 });
      expect(await scheduler.task('work', 'later')).toMatchObject({ state: 'waiting', dueAtMs, attempts: 0 });
      await gone('later');
      expect(runs).toHaveLength(1);
      expect(runs[0]).toBeGreaterThanOrEqual(dueAtMs);
      // Beyond the range of timers, so a naive timer would fire at once.
      expect(await scheduler.task('work', 'next-century')).toMatchObject({ state: 'waiting' });
    });

    it('keeps what was scheduled before it was started', async () => {
      const runs = noting();
      await scheduler.schedule({ id: 'early', kind: 'work', dueAtMs: 0 });
      expect(runs).toEqual([]);
      await scheduler.start();
      await gone('early');
      expect(runs).toHaveLength(1);
    });

    it('knows a task by kind and id while it waits or runs, and accepts it again when it is done', async () => {
      const gate = new Gate();
      let runs = 0;
      scheduler.handle('work', async () => {
        runs += 1;
        await gate.opened;
      });
      noting('other-work');
      const task = { id: 'one', kind: 'work', dueAtMs: Date.now() };
      expect(await scheduler.schedule(task)).toBe('scheduled');
      expect(await scheduler.schedule(task)).toBe('known');
      expect(await scheduler.schedule({ ...task, dueAtMs: Date.now() + 1_000 })).toBe('known');
      expect(await scheduler.schedule({ ...task, kind: 'other-work' })).toBe('scheduled');
      await scheduler.start();
      await until(() => runs === 1);
      expect(await scheduler.schedule(task)).toBe('known');
      expect(await scheduler.task('work', 'one')).toMatchObject({ state: 'running' });
      gate.open();
      await gone('one');
      expect(runs).toBe(1);
      expect(await scheduler.schedule(task)).toBe('scheduled');
      await gone('one');
      expect(runs).toBe(2);
    });

    it('runs the same task once when many callers schedule it at once', async () => {
      const runs = noting('work', 50);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => scheduler.schedule({ id: 'one', kind: 'work', dueAtMs: 0 })),
      );
      expect(answers.filter((answer) => answer === 'scheduled')).toHaveLength(1);
      await scheduler.start();
      await gone('one');
      expect(runs).toHaveLength(1);
    });

    it('retries a task that fails, and counts the attempts', async () => {
      const attempts: [attempt: number, last: boolean][] = [];
      scheduler.handle('work', ({ attempt, lastAttempt }) => {
        attempts.push([attempt, lastAttempt]);
        return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'third-time', kind: 'work', dueAtMs: 0, retry: SOON });
      await gone('third-time');
      expect(attempts).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ]);
      expect(await scheduler.failed()).toEqual([]);
    });

    it('lets a handler postpone its task without counting an attempt', async () => {
      const attempts: [attempt: number, last: boolean][] = [];
      const at: number[] = [];
      scheduler.handle('work', ({ attempt, lastAttempt }) => {
        attempts.push([attempt, lastAttempt]);
        at.push(Date.now());
        if (at.length === 3) return Promise.reject(new Error('failed'));
        return at.length < 5 ? Promise.reject(new NotYetError(60)) : Promise.resolve();
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'in-turn', kind: 'work', dueAtMs: 0, retry: { ...SOON, attempts: 2 } });
      await gone('in-turn');
      expect(attempts).toEqual([
        [1, false],
        [1, false],
        [1, false],
        [2, true],
        [2, true],
      ]);
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(59);
      expect(await scheduler.failed()).toEqual([]);
    });

    it('waits as long as a handler requests', async () => {
      const at: number[] = [];
      scheduler.handle('work', () => {
        at.push(Date.now());
        return at.length === 1 ? Promise.reject(new RetryLaterError('busy', 120)) : Promise.resolve();
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'asked', kind: 'work', dueAtMs: 0, retry: SOON });
      await gone('asked');
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(119);
    });

    it('lists tasks that failed for good, and runs them again on request', async () => {
      let broken = true;
      let runs = 0;
      scheduler.handle('work', () => {
        runs += 1;
        return broken ? Promise.reject(new Error(`the receiver is away`)) : Promise.resolve();
      });
      await scheduler.start();
      for (const id of ['first', 'second']) {
        await scheduler.schedule({ id, kind: 'work', dueAtMs: 0, retry: SOON, data: { id } });
        await until(async () => (await scheduler.task('work', id))?.state === 'failed');
      }
      expect(await scheduler.failed()).toMatchObject([
        { id: 'second', kind: 'work', state: 'failed', attempts: 3, problem: 'the receiver is away' },
        { id: 'first', data: { id: 'first' } },
      ]);
      expect(await scheduler.health()).toMatchObject({ failed: 2 });
      expect(await scheduler.schedule({ id: 'first', kind: 'work', dueAtMs: 0 })).toBe('known');
      expect(runs).toBe(6);

      expect(await scheduler.discard('work', 'first')).toBe(true);
      expect(await scheduler.discard('work', 'first')).toBe(false);
      broken = false;
      expect(await scheduler.retry('work', 'second')).toBe(true);
      await gone('second');
      expect(await scheduler.retry('work', 'second')).toBe(false);
      expect(await scheduler.failed()).toEqual([]);
      expect(runs).toBe(7);
    });

    it('lists the kinds, and forgets a kind without a handler together with its tasks', async () => {
      noting();
      await scheduler.start();
      await scheduler.schedule({ id: 'later', kind: 'work', dueAtMs: Date.now() + 3_600_000 });
      for (const id of ['first', 'second'])
        await scheduler.schedule({ id, kind: 'nobodys', dueAtMs: 0, data: { id } });
      await until(async () => (await scheduler.kinds()).some(({ handled }) => handled));
      expect(await scheduler.kinds()).toEqual([
        { kind: 'nobodys', handled: false, waiting: 2, running: 0, failed: 0 },
        { kind: 'work', handled: true, waiting: 1, running: 0, failed: 0 },
      ]);

      expect(await scheduler.forget('work')).toBe('handled');
      expect(await scheduler.forget('nobodys')).toBe('forgotten');
      expect(await scheduler.forget('nobodys')).toBe('unknown');
      expect(await scheduler.kinds()).toMatchObject([{ kind: 'work', waiting: 1 }]);
      expect(await scheduler.task('nobodys', 'first')).toBeUndefined();
      expect(await scheduler.health()).toMatchObject({ waiting: 1 });

      expect(await scheduler.schedule({ id: 'first', kind: 'nobodys', dueAtMs: 0 })).toBe('scheduled');
      expect(await scheduler.task('nobodys', 'first')).toMatchObject({ state: 'waiting' });
    });

    it('gives a retried task all its attempts again', async () => {
      let runs = 0;
      scheduler.handle('work', () => {
        runs += 1;
        return Promise.reject(new Error('still away'));
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'hopeless', kind: 'work', dueAtMs: 0, retry: SOON });
      await until(async () => (await scheduler.failed()).length === 1);
      await scheduler.retry('work', 'hopeless');
      await until(async () => runs === 6 && (await scheduler.failed()).length === 1);
    });

    it('shows the progress of a running task', async () => {
      const gate = new Gate();
      scheduler.handle('work', async ({ progress }) => {
        await progress(40);
        await gate.opened;
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'long', kind: 'work', dueAtMs: 0 });
      await until(async () => (await scheduler.task('work', 'long'))?.progress === 40);
      gate.open();
      await gone('long');
    });

    it('runs as many tasks of a kind at once as its concurrency allows, and different kinds side by side', async () => {
      const gate = new Gate();
      let together = 0;
      let most = 0;
      scheduler.handle(
        'slow',
        async () => {
          together += 1;
          most = Math.max(most, together);
          await gate.opened;
          together -= 1;
        },
        { concurrency: 3 },
      );
      const quick = noting('quick');
      await scheduler.start();
      for (let index = 0; index < 7; index += 1)
        await scheduler.schedule({ id: `s-${String(index)}`, kind: 'slow', dueAtMs: 0 });
      await until(() => together === 3);
      await scheduler.schedule({ id: 'q', kind: 'quick', dueAtMs: 0 });
      await gone('q', 'quick');
      expect(quick).toHaveLength(1);
      expect(await scheduler.health()).toMatchObject({ available: true, running: 3, waiting: 4 });
      gate.open();
      for (let index = 0; index < 7; index += 1) await gone(`s-${String(index)}`, 'slow');
      expect(most).toBe(3);
    });

    it('reports how long a due task has waited', async () => {
      await scheduler.schedule({ id: 'late', kind: 'work', dueAtMs: Date.now() - 60_000 });
      expect((await scheduler.health()).lateMs).toBeGreaterThanOrEqual(60_000);
    });

    it('runs many tasks, each once', async () => {
      const runs = noting('work', 20);
      await scheduler.start();
      const ids = Array.from({ length: 300 }, (_, index) => `task-${String(index)}`);
      await Promise.all(ids.map((id) => scheduler.schedule({ id, kind: 'work', dueAtMs: Date.now() })));
      await until(async () => (await scheduler.health()).waiting === 0 && runs.length >= ids.length);
      expect(runs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    });

    it('lets running tasks end when it is closed, and starts no more', async () => {
      const ended: string[] = [];
      scheduler.handle('work', async ({ id, signal }) => {
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve();
          });
        });
        ended.push(id);
      });
      await scheduler.start();
      await scheduler.schedule({ id: 'running', kind: 'work', dueAtMs: 0 });
      await until(async () => (await scheduler.task('work', 'running'))?.state === 'running');
      await scheduler.schedule({ id: 'waiting', kind: 'work', dueAtMs: 0 });
      await scheduler.close();
      expect(ended).toEqual(['running']);
    });

    it.each(['', 'a:b', 'a b', 'ش', '-a', 'a'.repeat(121)])('refuses %j as an id', async (id) => {
      await expect(scheduler.schedule({ id, kind: 'work', dueAtMs: 0 })).rejects.toThrow(RangeError);
    });

    it('refuses an invalid time and an invalid number of attempts', async () => {
      const task = { id: 'one', kind: 'work', dueAtMs: 0 };
      await expect(scheduler.schedule({ ...task, dueAtMs: NaN })).rejects.toThrow(RangeError);
      await expect(scheduler.schedule({ ...task, retry: { attempts: 0 } })).rejects.toThrow(RangeError);
    });
  });
}

/** A gate that a test opens. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

/** Waits for a condition. When it never holds, the timeout of the test ends the wait. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
