import {
  addDays,
  startOfTehranDay,
  tehranDate,
  type PlainDate,
} from '@misaq/platform/calendar/plain-date.js';
import type { JobRun, Scheduler } from './port.js';
import type { SchedulerClock } from './timers.js';

/** Days that are remembered as done: more than a clock is ever set back by. */
const DAYS_REMEMBERED_MAX = 1_000;

/** How long the mark of a day that is done waits. */
const DAYS_MARKED = 3;

/** Half a day of attempts: a log that cannot be written in the night is tried again until people come to work. */
const RETRY = { attempts: 30, firstPauseMs: 5_000, pauseMaxMs: 1_800_000 } as const;

export interface Daily {
  /**
   * Makes sure that today's run is done or scheduled, and tomorrow's too. Called at the start and from time to time:
   * the clock may have been set, and the service behind the scheduler may have lost what it held.
   * @throws SchedulerUnavailableError
   */
  readonly ensure: () => Promise<void>;
  /** The day that is known to be done and was last found so, by this process or by another. */
  readonly doneOn: () => PlainDate | undefined;
}

export interface DailyOptions {
  readonly scheduler: Scheduler;
  readonly clock: SchedulerClock;
  readonly kind: string;
}

/**
 * Work done once at the start of each day in Tehran. A day that passed while nobody ran is not made up for: the work
 * looks at everything that is due on the day it runs, and today's run comes at the start. Set clocks neither double nor
 * lose a day: days are remembered, and it is asked again each time what day it is.
 *
 * Of several processes one does it. It leaves a job that waits for some days as a mark for the others; when that is lost
 * the work is done once more, which has no effect.
 */
export function daily(
  { scheduler, clock, kind }: DailyOptions,
  work: (today: PlainDate, run: JobRun) => Promise<void>,
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
    if ((await scheduler.job(markKind, day)) !== undefined) remember(day);
    else await scheduler.schedule({ id: day, kind, dueAtMs: startOfTehranDay(day), retry: RETRY });
  }

  async function ensure(): Promise<void> {
    const today = tehranDate(clock.now());
    await schedule(today);
    await schedule(addDays(today, 1));
  }

  scheduler.handle(kind, async (run) => {
    const today = tehranDate(clock.now());
    // Late by a day or more: today's run does all there is to do.
    if (!done.has(today)) {
      await work(today, run);
      // What was broken off is done by whoever comes next.
      if (run.signal.aborted) return;
      remember(today);
    }
    await mark(today);
    await ensure();
  });
  scheduler.handle(markKind, () => Promise.resolve());

  return { ensure, doneOn: () => doneOn };
}
