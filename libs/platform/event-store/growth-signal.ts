/** Wakes those who wait for the log to grow. Waiters of one process; no polling, no timers. */
export interface GrowthSignal {
  /** Wakes everyone who waits now. */
  readonly announce: () => void;
  /**
   * Resolves at the next announcement, or when `signal` is aborted. The caller looks at the log and calls this in the
   * same turn, so that nothing can be announced between the two.
   */
  readonly next: (signal: AbortSignal) => Promise<void>;
}

export function createGrowthSignal(): GrowthSignal {
  const waiting = new Set<() => void>();
  return {
    announce() {
      for (const wake of [...waiting]) wake();
    },
    next(signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
  };
}
