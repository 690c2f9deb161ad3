import { RETRY_DEFAULT, RetryLaterError, type TaskToSchedule, type RetryPolicy } from './port.js';

/* Rules for tasks that both adapters share. */

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;
const KIND = /^[a-z][a-z-]{0,39}$/;

/** @throws RangeError */
export function checkTask({ id, kind, dueAtMs }: TaskToSchedule): void {
  if (!ID.test(id)) throw new RangeError(`not an id of a task: ${id.slice(0, 200)}`);
  checkKind(kind);
  if (!Number.isSafeInteger(dueAtMs)) throw new RangeError(`not a time: ${String(dueAtMs)}`);
}

/** @throws RangeError */
export function checkKind(kind: string): void {
  if (!KIND.test(kind)) throw new RangeError(`not a kind of task: ${kind.slice(0, 200)}`);
}

export function retryOf({ retry }: TaskToSchedule): RetryPolicy {
  const policy = { ...RETRY_DEFAULT, ...retry };
  if (!Number.isSafeInteger(policy.attempts) || policy.attempts < 1)
    throw new RangeError(`not a number of attempts: ${String(policy.attempts)}`);
  if (!(policy.firstPauseMs >= 0) || !(policy.pauseMaxMs >= 0)) throw new RangeError('not a pause');
  return policy;
}

/** A pause varies randomly by up to this fraction, so that tasks that failed together do not retry together. */
const JITTER = 0.2;

/**
 * The pause after an attempt that failed, in whole milliseconds.
 * @param attempts how many have failed, at least 1
 * @param random from 0 up to 1
 */
export function pauseAfter(policy: RetryPolicy, attempts: number, error: unknown, random: number): number {
  if (error instanceof RetryLaterError) return Math.max(0, Math.round(error.pauseMs));
  const doubled = policy.firstPauseMs * 2 ** Math.min(attempts - 1, 40);
  const pause = Math.min(doubled, policy.pauseMaxMs);
  return Math.round(pause * (1 - JITTER + 2 * JITTER * random));
}

export function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 500);
}
