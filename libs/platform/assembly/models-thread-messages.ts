import { type DamagedPlace, LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { LogMovedError } from '@misaq/platform/projections/replaced-log.js';
import type { Progress } from '@misaq/platform/projections/rebuild.js';
import type { Sealing } from '@misaq/platform/projections/seal.js';
import type { TargetState } from '@misaq/platform/projections/target.js';

/*
 * The messages between the server and the thread that writes its read models. Messages arrive in the order in which they
 * were sent: the server learns of new positions before it is told that an event is shown.
 */

/** What the thread is given when it begins. */
export interface ModelsThreadData {
  readonly folder: string;
  readonly modelsFolder: string;
  /** See `SubjectList.module`. */
  readonly subjects: string;
  /** How far the log is durable. */
  readonly acknowledged: bigint;
  readonly sealing: Sealing;
}

/** What is asked of the runner in the thread; see `ProjectionRunner`. */
export type Call =
  | { readonly method: 'catchUp' }
  | { readonly method: 'follow' }
  | {
      readonly method: 'waitFor';
      readonly position: bigint;
      readonly timeoutMs: number;
      readonly names: readonly string[] | undefined;
    }
  | { readonly method: 'rebuild' | 'verify'; readonly names: readonly string[] | undefined }
  | { readonly method: 'close' };

export type ToThread =
  | { readonly kind: 'grown'; readonly position: bigint }
  /** A file was found broken by who reads it. */
  | { readonly kind: 'damaged'; readonly name: string }
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'abort'; readonly id: number };

export type FromThread =
  /** What keeps the thread from its work; it then ends. */
  | { readonly kind: 'refused'; readonly error: SentError }
  /** The first of them says that the thread is at work. */
  | { readonly kind: 'states'; readonly states: readonly TargetState[] }
  /** Everything that stopped nowhere shows the log up to here. */
  | { readonly kind: 'shown'; readonly upTo: bigint }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };

/** An error as it crosses: its class does not. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly file?: string;
  readonly problem?: string;
  readonly place?: DamagedPlace;
  readonly reason?: string;
  readonly brief?: string;
  /** Of a LogMovedError, whose `problem` is one of its own. */
  readonly moved?: Pick<LogMovedError, 'readModel' | 'shown' | 'end' | 'problem'>;
}

export function sentError(error: unknown): SentError {
  if (error instanceof LogDamagedError) {
    const { name, message, file, problem, place } = error;
    return { name, message, file, problem, place };
  }
  if (error instanceof StoreUnavailableError) {
    const { name, message, reason, brief } = error;
    return { name, message, reason, ...(brief !== undefined && { brief }) };
  }
  if (error instanceof LogMovedError) {
    const { name, message, readModel, shown, end, problem } = error;
    return { name, message, moved: { readModel, shown, end, problem } };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

export function receivedError({
  name,
  message,
  file,
  problem,
  place,
  reason,
  brief,
  moved,
}: SentError): Error {
  if (moved !== undefined) return new LogMovedError(moved.readModel, moved.shown, moved.end, moved.problem);
  if (file !== undefined && problem !== undefined)
    return new LogDamagedError(file, problem, place && { place });
  if (reason !== undefined) return new StoreUnavailableError(reason, { brief });
  const error = new Error(message);
  error.name = name;
  return error;
}
