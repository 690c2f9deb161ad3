import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { eventHash } from '../chain.js';
import { LogDamagedError } from '../log-damaged.js';
import { type RecordedEvent } from '../port.js';
import { type LogReader } from './log-reader.js';

/**
 * How far the log had come, kept outside of it. A log that lost its end (the write-ahead file deleted or cut, an old
 * copy put in its place) is a shorter log with a clean bill from SQLite and a whole chain (measured): nothing inside
 * the file can tell, only this can. What was written after the last checkpoint, at most some seconds, is not covered.
 */
export interface Checkpoint {
  /** Position of the last event then, -1 for an empty log. */
  readonly position: number;
  /** `eventHash` of that event; null for an empty log. */
  readonly eventHash: string | null;
}

export function checkpointOf(last: RecordedEvent | undefined): Checkpoint {
  return last === undefined
    ? { position: -1, eventHash: null }
    : { position: Number(last.position), eventHash: eventHash(last) };
}

/** Replaces the file as a whole: after a crash there is the old one or the new one. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const aside = `${file}.new`;
  const handle = openSync(aside, 'w');
  try {
    writeSync(handle, `${JSON.stringify(checkpoint)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(aside, file);
  syncFolder(dirname(file));
}

/** Makes names that were created or changed in a folder survive a power loss. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Compares the log with its checkpoint. No checkpoint is no fault: a restored backup comes without one.
 * @throws LogDamagedError
 */
export function compareWithCheckpoint(
  file: string,
  reader: LogReader,
  logFile: string,
  lastPosition: number,
): void {
  const checkpoint = readCheckpoint(file);
  if (checkpoint === undefined) return;
  if (lastPosition < checkpoint.position) {
    throw new LogDamagedError(
      logFile,
      `its last event is at position ${String(lastPosition)}, but it had reached position ` +
        `${String(checkpoint.position)} (noted in ${file}): the end is missing`,
    );
  }
  if (checkpoint.position < 0) return;
  const found = checkpointOf(reader.eventAt(checkpoint.position));
  if (found.eventHash !== checkpoint.eventHash) {
    throw new LogDamagedError(
      logFile,
      `the event at position ${String(checkpoint.position)} is another one than when ${file} was written ` +
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
