import {
  addDays,
  startOfTehranDay,
  tehranDate,
  type PlainDate,
} from '@misaq/platform/calendar/plain-date.js';
import type { TaskRun, Scheduler } from './port.js';
import type { SchedulerClock } from './timers.js';

/** Maximum number of days remembered as done: more than a clock is ever set back by. */
const DAYS_REMEMBERED_MAX = 1_000;

/** How many days the mark of a finished day is kept. */
const DAYS_MARKED = 3;

/** Half a day of attempts: if the log cannot be written at night, attempts continue until people come to work. */
const RETRY = { attempts: 30, firstPauseMs: 5_000, pauseMaxMs: 1_800_000 } as const;

export interface Daily {
  /**
   * Makes sure that the runs of today and tomorrow are done or scheduled. Called at the start and from time to time:
   * the clock may have been set, and the scheduler's service may have lost tasks.
   * @throws SchedulerUnavailableError
   */
  readonly ensure: () => Promise<void>;
  /** The last day found to be done, by this process or by another. */
  readonly doneOn: () => PlainDate | undefined;
}

export interface DailyOptions {
  readonly scheduler: Scheduler;
  readonly clock: SchedulerClock;
  readonly kind: string;
}

/**
 * Work that runs once at the start of each day in Tehran. Days on which no process ran are skipped: each run handles
 * everything that is due on its day, and today's run comes at the start. Setting the clock neither repeats nor skips a
 * day: finished days are remembered, and the date is read again each time.
 *
 * Of several processes, one does the work. It leaves a task that waits for some days as a mark for the others. If the
 * mark is lost, the work runs once more, without further effect.
 */
export function daily(
  { scheduler, clock, kind }: DailyOptions,
  work: (today: PlainDate, run: TaskRun) => Promise<void>,
): Daily {
  const done = new Set<PlainDate>();
  const markKind = `${kind}-mark`;
  let doneOn: PlainDate | undefined;

  function remember(day: PlainDate): void {
    doneOn = day;
    done.add(day);
    for (const oldest of done) {
      if (done.size <= DAYS_REMEMBERED_MAX) return;
      done.delete(oldest);
    }
  }

  const mark = (day: PlainDate): Promise<unknown> =>
    scheduler.schedule({
      id: day,
      kind: markKind,
      dueAtMs: startOfTehranDay(addDays(day, DAYS_MARKED)),
    });

  async function schedule(day: PlainDate): Promise<void> {
    if (done.has(day)) return;
    if ((await scheduler.task(markKind, day)) !== undefined) remember(day);
    else await scheduler.schedule({ id: day, kind, dueAtMs: startOfTehranDay(day), retry: RETRY });
  }

  async function ensure(): Promise<void> {
    const today = tehranDate(clock.now());
    await schedule(today);
    await schedule(addDays(today, 1));
  }

  scheduler.handle(kind, async (run) => {
    const today = tehranDate(clock.now());
    // A run that is late by a day or more is skipped: today's run does all that is due.
    if (!done.has(today)) {
      await work(today, run);
      // The next process does the rest of an interrupted run.
      if (run.signal.aborted) return;
      remember(today);
    }
    await mark(today);
    await ensure();
  });
  scheduler.handle(markKind, () => Promise.resolve());

  return { ensure, doneOn: () => doneOn };
}
