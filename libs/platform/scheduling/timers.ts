/** Timers, injected like the clock, so that tests can let years pass. */
export interface Timers {
  /** Calls once after about this many milliseconds; returns a function that cancels. Never keeps the process alive. */
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
