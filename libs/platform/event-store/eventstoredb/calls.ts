import { StoreUnavailableError } from '../port.js';
import { failureOf, unavailable, type Failure } from './failures.js';
import { backOffMs, type BackOff, type Timing } from './timing.js';

/** How often and how long calls are retried. */
export interface Patience {
  /** Deadline of one call, in milliseconds. */
  readonly callMs: number;
  /** Total time for which a call is retried, in milliseconds. */
  readonly patienceMs: number;
  readonly backOff: BackOff;
  /** Host and port, for messages. */
  readonly where: string;
  readonly timing: Timing;
  /** Aborted when the store is closed. No call is retried after that. */
  readonly closing: AbortSignal;
}

/**
 * Makes a call, and retries it after transient failures. The client itself never retries, and reconnects only with the
 * next call. Only for calls that may be made twice: reads, and appends with an exact expected revision.
 *
 * @param final the error to throw for a failure. If it returns undefined, transient failures are retried and all others
 * throw the usual error.
 * @throws StoreUnavailableError
 */
export async function repeated<T>(
  patience: Patience,
  call: () => Promise<T>,
  final: (failure: Failure, error: unknown) => Error | undefined | Promise<Error | undefined> = () =>
    undefined,
): Promise<T> {
  const { timing, patienceMs, backOff, where, closing } = patience;
  const until = timing.now() + patienceMs;
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      const failure = failureOf(error);
      const other = await final(failure, error);
      if (other !== undefined) throw other;
      if (failure !== 'passing') throw unavailable(failure, error, where);
      const wait = backOffMs(backOff, failures, timing.random());
      if (closing.aborted || timing.now() + wait >= until) throw unavailable(failure, error, where);
      await timing.sleep(wait, closing);
    }
  }
}
