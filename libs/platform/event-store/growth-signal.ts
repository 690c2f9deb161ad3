/** Wakes the waiters of this process when the log grows. It uses no polling and no timers. */
export interface GrowthSignal {
  /** Wakes all current waiters. */
  readonly announce: () => void;
  /**
   * Resolves at the next announcement, or when `signal` is aborted. The caller must read the log and call this in the
   * same turn, so that no announcement falls between the two.
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
