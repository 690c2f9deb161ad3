import { checkpointOf, writeCheckpoint } from './checkpoint.js';
import type { LogConnection } from './log-connection.js';

/** Keeps the checkpoint file at most some seconds behind the log, and current when the store is closed. */
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
      // The previous checkpoint stays and still guards the log up to its position. The next commit tries again. A disk
      // that cannot take these bytes also fails the appends, which report it.
    }
  }

  note();
  return {
    logGrew() {
      // The timer alone does not keep the process alive: closing the store also writes the checkpoint.
      timer ??= setTimeout(note, afterMs).unref();
    },
    close() {
      clearTimeout(timer);
      note();
    },
  };
}
