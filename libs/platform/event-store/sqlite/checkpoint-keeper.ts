import { checkpointOf, writeCheckpoint } from './checkpoint.js';
import type { LogConnection } from './log-connection.js';

/** Keeps the checkpoint file not more than some seconds behind the log, and up to date when the store is closed. */
export interface CheckpointKeeper {
  logGrew(): void;
  close(): void;
}

export function createCheckpointKeeper(file: string, log: LogConnection, afterMs: number): CheckpointKeeper {
  let timer: NodeJS.Timeout | undefined;
  let noted: number | undefined;

  function note(): void {
    timer = undefined;
    const last = log.lastPosition();
    if (last === noted) return;
    try {
      writeCheckpoint(file, checkpointOf(last < 0 ? undefined : log.read((reader) => reader.eventAt(last))));
      noted = last;
    } catch {
      // The one before stays, and guards the log up to where it stood; the next commit brings another attempt. A disk
      // that cannot take these bytes fails the appends as well, which is where it is told.
    }
  }

  note();
  return {
    logGrew() {
      // The timer alone does not keep the process alive: closing the store writes the checkpoint too.
      timer ??= setTimeout(note, afterMs).unref();
    },
    close() {
      clearTimeout(timer);
      note();
    },
  };
}
