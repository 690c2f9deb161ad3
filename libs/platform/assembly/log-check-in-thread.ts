import { Worker } from 'node:worker_threads';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { type LogReport, verifyLog } from '@misaq/platform/event-store/verify.js';
import { WORTH_POSITIONS, YOUNG_MB } from './rebuild-threads.js';

/** Where a log is: a file, or an address of EventStoreDB. */
export type LogAddress = { readonly file: string } | { readonly eventStoreUrl: string };

export type FromLogCheck =
  { readonly kind: 'read'; readonly events: number } | { readonly kind: 'done'; readonly report: LogReport };

export interface LogToCheck {
  readonly address: LogAddress;
  /** The same log as it is open here, for a log that is too short for a thread and when the thread fails. */
  readonly store: Pick<EventStore, 'readAll'>;
  /** Position of its last event. */
  readonly end: bigint;
  /** Told, in a sentence for an operator, why the thread did not come to its end. */
  readonly log: (message: string) => void;
}

/**
 * Reads a whole log and checks it, in a thread of its own: parsing and hashing a million events takes seconds, in which
 * nobody would be answered.
 * @throws what reading the log throws
 */
export async function checkLogInThread(
  { address, store, end, log }: LogToCheck,
  onRead: (events: number) => void,
  signal?: AbortSignal,
): Promise<LogReport> {
  if (end >= WORTH_POSITIONS) {
    const found = await checkedByThread(address, onRead, signal);
    signal?.throwIfAborted();
    if ('report' in found) return found.report;
    log(`a thread could not check the log, which is done without it: ${found.problem}`);
  }
  return verifyLog(store, (events) => {
    signal?.throwIfAborted();
    onRead(events);
  });
}

function checkedByThread(
  workerData: LogAddress,
  onRead: (events: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly report: LogReport } | { readonly problem: string }> {
  const thread = new Worker(new URL('./log-check-thread.js', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const end = (): void => void thread.terminate();
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end);
  let report: LogReport | undefined;
  let problem: string | undefined;
  thread.on('message', (message: FromLogCheck) => {
    if (message.kind === 'read') onRead(message.events);
    else report = message.report;
  });
  return new Promise((resolve) => {
    thread.once('error', (error) => {
      problem = String(error);
    });
    thread.once('exit', (code) => {
      signal?.removeEventListener('abort', end);
      resolve(report === undefined ? { problem: problem ?? `it ended with ${String(code)}` } : { report });
    });
  });
}
