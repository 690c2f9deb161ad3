/** Time and chance of the adapter, so that a test can do without waiting. */
export interface Timing {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when `signal` is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1. */
  random(): number;
}

export const systemTiming: Timing = {
  now: () => performance.now(),
  random: () => Math.random(),
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    });
  },
};

export interface BackOff {
  /** The wait after the first failure, in milliseconds; it doubles with each one after it. */
  readonly firstMs: number;
  /** The longest wait, in milliseconds. */
  readonly mostMs: number;
}

/** How long to wait after so many failures in a row: between half of the doubled wait and the whole of it. */
export function backOffMs({ firstMs, mostMs }: BackOff, failures: number, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return whole / 2 + (whole / 2) * random;
}
