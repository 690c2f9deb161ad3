import { hash } from 'node:crypto';

/**
 * Delays sign-in attempts after failures. Failures are counted by account and address together, so that an attacker cannot
 * lock an account for its owner at another address. A delay is at most one minute, so that a colleague at the same address
 * is not locked out for long either.
 */
export interface BackOff {
  /** Milliseconds until an attempt is taken; 0 when it is taken now. */
  waitMs(account: string, address: string): number;
  failed(account: string, address: string): void;
  succeeded(account: string, address: string): void;
}

/** Failures without a delay: people mistype. */
const FREE = 3;
const FIRST_WAIT_MS = 1_000;
export const WAIT_MS_MAX = 60_000;
/** After so long without a failure nothing is remembered. */
const FORGOTTEN_MS = 15 * 60_000;
const COUNTED_MAX = 20_000;

interface Failures {
  readonly count: number;
  readonly lastMs: number;
  readonly untilMs: number;
}

/** @param now milliseconds */
export function createBackOff(now: () => number): BackOff {
  const counted = new Map<string, Failures>();

  function failuresOf(key: string): Failures | undefined {
    const found = counted.get(key);
    if (found === undefined || now() - found.lastMs <= FORGOTTEN_MS) return found;
    counted.delete(key);
    return undefined;
  }

  return {
    waitMs(account, address) {
      const { untilMs = 0 } = failuresOf(keyOf(account, address)) ?? {};
      return Math.max(0, untilMs - now());
    },
    failed(account, address) {
      const key = keyOf(account, address);
      const count = (failuresOf(key)?.count ?? 0) + 1;
      const waitMs = count <= FREE ? 0 : Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (count - FREE - 1));
      counted.delete(key);
      counted.set(key, { count, lastMs: now(), untilMs: now() + waitMs });
      // The oldest counter is dropped: the rate limit of the address holds an attacker who tries 20,000 names.
      const [oldest] = counted.keys();
      if (counted.size > COUNTED_MAX && oldest !== undefined) counted.delete(oldest);
    },
    succeeded(account, address) {
      counted.delete(keyOf(account, address));
    },
  };
}

/** What is typed as the name of an account may be a password: it is not kept as it is, and takes no more room. */
function keyOf(account: string, address: string): string {
  return hash('sha256', `${address} ${account}`);
}
