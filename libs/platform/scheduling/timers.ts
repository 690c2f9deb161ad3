/** Timers, injected like the clock, so that years can pass in a test. */
export interface Timers {
  /** Calls once after about so many milliseconds; gives what stops it. Never keeps the process alive by itself. */
  after(ms: number, call: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, call) {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The time in milliseconds since the epoch. */
export interface SchedulerClock {
  now(): number;
}
