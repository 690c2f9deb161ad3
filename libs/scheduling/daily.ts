import { addDays, startOfTehranDay, tehranDate, type PlainDate } from '@misaq/calendar/plain-date.js';
import type { JobRun, Scheduler } from './port.js';
import type { SchedulerClock } from './timers.js';

/** Days that are remembered as done: more than a clock is ever set back by. */
const DAYS_REMEMBERED_MAX = 1_000;

/** Half a day of attempts: a log that cannot be written in the night is tried again until people come to work. */
const RETRY = { attempts: 30, firstPauseMs: 5_000, pauseMaxMs: 1_800_000 } as const;

export interface Daily {
  /**
   * Makes sure that today's run is done or scheduled, and tomorrow's too. Called at the start and from time to time:
   * the clock may have been set, and the service behind the scheduler may have lost what it held.
   * @throws SchedulerUnavailableError
   */
  readonly ensure: () => Promise<void>;
}

/**
 * Work done once at the start of each day in Tehran. A day that passed while nobody ran is not made up for: the work
 * looks at everything that is due on the day it runs, and today's run comes at the start. Set clocks neither double nor
 * lose a day: this process remembers the days it has done, and asks again each time what day it is.
 */
export function daily(
  {
    scheduler,
    clock,
    kind,
  }: { readonly scheduler: Scheduler; readonly clock: SchedulerClock; readonly kind: string },
  work: (today: PlainDate, run: JobRun) => Promise<void>,
): Daily {
  const done = new Set<PlainDate>();

  const schedule = async (day: PlainDate): Promise<void> => {
    if (done.has(day)) return;
    await scheduler.schedule({ id: `${kind}-${day}`, kind, dueAtMs: startOfTehranDay(day), retry: RETRY });
  };
  const ensure = async (): Promise<void> => {
    const today = tehranDate(clock.now());
    await schedule(today);
    await schedule(addDays(today, 1));
  };

  scheduler.handle(kind, async (run) => {
    const today = tehranDate(clock.now());
    // Late by a day or more: today's run does all there is to do.
    if (!done.has(today)) {
      await work(today, run);
      done.add(today);
      for (const day of done) {
        if (done.size <= DAYS_REMEMBERED_MAX) break;
        done.delete(day);
      }
    }
    await ensure();
  });

  return { ensure };
}
