/** Clock, sleep and random source of the adapter, injected so that tests need not wait. */
export interface Timing {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Resolves after this many milliseconds, or at once when `signal` is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A random number 0 ≤ x < 1. */
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

/** The wait after this many failures in a row: random, between half of the doubled wait and the whole of it. */
export function backOffMs({ firstMs, mostMs }: BackOff, failures: number, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return whole / 2 + (whole / 2) * random;
}
