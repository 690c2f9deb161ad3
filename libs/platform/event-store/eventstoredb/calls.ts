import { StoreUnavailableError } from '../port.js';
import { failureOf, unavailable, type Failure } from './failures.js';
import { backOffMs, type BackOff, type Timing } from './timing.js';

/** How calls are repeated. */
export interface Patience {
  /** Deadline of one call, in milliseconds. */
  readonly callMs: number;
  /** How long a call is repeated before it is given up, in milliseconds. */
  readonly patienceMs: number;
  readonly backOff: BackOff;
  /** Host and port, for messages. */
  readonly where: string;
  readonly timing: Timing;
  /** Aborted when the store is closed: nothing is repeated any more. */
  readonly closing: AbortSignal;
}

/**
 * Makes a call, and again after failures that pass: the client itself never repeats one, and finds the server anew only
 * with the next. Only for calls that may be made twice: reads, and appends with an exact expected revision.
 *
 * @param final what to throw for a failure; undefined for the usual: the call is made again after a failure that passes,
 *   and any other failure ends it with the usual error.
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
