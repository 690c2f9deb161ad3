import type { SchedulerClock, Timers } from './timers.js';

/** The longest wait of `setTimeout`; a longer one fires at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * A clock that can be set, and timers that count elapsed time. As on a real machine, setting the clock moves no timer.
 */
export function testTime(startMs: number) {
  let clockMs = startMs;
  let elapsedMs = 0;
  let timers: { readonly atMs: number; readonly call: () => void }[] = [];

  /** Lets pending promises continue; many of them wait for others. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    clock: { now: () => clockMs } satisfies SchedulerClock,
    timers: {
      after(ms, call) {
        const timer = { atMs: elapsedMs + (ms > TIMER_MAX_MS ? 1 : Math.max(0, ms)), call };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
    } satisfies Timers,
    settle,
    /** Lets time pass, also on the clock. */
    async pass(ms: number): Promise<void> {
      const end = elapsedMs + ms;
      for (;;) {
        const next = timers
          .filter(({ atMs }) => atMs <= end)
          .reduce<(typeof timers)[number] | undefined>(
            (first, each) => (first === undefined || each.atMs < first.atMs ? each : first),
            undefined,
          );
        const to = next?.atMs ?? end;
        clockMs += to - elapsedMs;
        elapsedMs = to;
        if (next === undefined) break;
        timers = timers.filter((each) => each !== next);
        next.call();
        await settle();
      }
      await settle();
    },
    /** Sets the clock; no time passes. */
    set(ms: number): void {
      clockMs = ms;
    },
    timersSet: () => timers.length,
  };
}

export type TestTime = ReturnType<typeof testTime>;
