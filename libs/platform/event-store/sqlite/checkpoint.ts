import { existsSync, readFileSync } from 'node:fs';
import { eventHash } from '../chain.js';
import { LogDamagedError } from '../log-damaged.js';
import type { RecordedEvent } from '../port.js';
import { replaceFile } from '@misaq/platform/node/durable-files.js';
import type { LogReader } from './log-reader.js';

/**
 * The last known end of the log, kept outside of it. A log can lose its end: the write-ahead file is deleted or cut, or
 * an old copy replaces it. SQLite then finds no fault, and the chain of hashes is intact (measured). Only this file
 * shows the loss. It does not cover what was written after the last checkpoint, at most some seconds.
 */
export interface Checkpoint {
  /** Position of the last event at that time; -1 for an empty log. */
  readonly position: number;
  /** `eventHash` of that event; null for an empty log. */
  readonly eventHash: string | null;
}

export function checkpointOf(last: RecordedEvent | undefined): Checkpoint {
  return last === undefined
    ? { position: -1, eventHash: null }
    : { position: Number(last.position), eventHash: eventHash(last) };
}

export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  replaceFile(file, `${JSON.stringify(checkpoint)}\n`);
}

/**
 * Compares the log with its checkpoint. A missing checkpoint is no fault: a restored backup has none.
 * @param log its end and how to read it; undefined when there is no log at all.
 * @throws LogDamagedError
 */
export function compareWithCheckpoint(
  checkpointFile: string,
  logFile: string,
  log: { readonly lastPosition: number; readonly reader: LogReader } | undefined,
): void {
  const checkpoint = readCheckpoint(checkpointFile);
  if (checkpoint === undefined || checkpoint.position < 0) return;
  if (log === undefined || log.lastPosition < checkpoint.position) {
    const state =
      log === undefined ? 'it is gone' : `its last event is at position ${String(log.lastPosition)}`;
    throw new LogDamagedError(
      logFile,
      `${state}, but it had reached position ${String(checkpoint.position)} (noted in ${checkpointFile}): the end is missing`,
    );
  }
  const found = checkpointOf(log.reader.eventAt(checkpoint.position));
  if (found.eventHash !== checkpoint.eventHash) {
    throw new LogDamagedError(
      logFile,
      `the event at position ${String(checkpoint.position)} is another one than when ${checkpointFile} was written ` +
        `(hash ${String(found.eventHash)}, then ${String(checkpoint.eventHash)})`,
    );
  }
}

function readCheckpoint(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  const checkpoint = parseCheckpoint(readFileSync(file, 'utf8'));
  if (checkpoint === undefined) {
    throw new LogDamagedError(file, 'this note of how far the log had come cannot be read');
  }
  return checkpoint;
}

function parseCheckpoint(text: string): Checkpoint | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('position' in value) || !('eventHash' in value))
    return undefined;
  const { position, eventHash: hash } = value;
  if (typeof position !== 'number' || !Number.isSafeInteger(position)) return undefined;
  return typeof hash === 'string' || hash === null ? { position, eventHash: hash } : undefined;
}
