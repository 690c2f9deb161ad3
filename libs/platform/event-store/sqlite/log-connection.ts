import type { Append } from '../append-rules.js';
import { LogDamagedError } from '../log-damaged.js';
import { type StoreHealth, StoreUnavailableError } from '../port.js';
import { createEventWriter, type EventWriter, type Outcome } from './event-writer.js';
import { openLogFile, type LogFile } from './log-file.js';
import { createLogReader, type LogReader } from './log-reader.js';
import { storeError, storeFault } from './sqlite-errors.js';

/** The log through the current good connection. It throws only errors of the port and LogDamagedError. */
export interface LogConnection {
  /** @throws StoreUnavailableError: nothing of the group is acknowledged, and the caller may retry. */
  commit(group: readonly Append[]): Outcome[];
  readonly read: <T>(question: (reader: LogReader) => T) => T;
  /** Runs work that needs the connection itself: a backup, checks of the file. */
  use<T>(work: (log: LogFile) => T): T;
  /** Position of the last acknowledged event; -1 for an empty log. */
  readonly lastPosition: () => number;
  /** Why nothing can be written, according to the last attempt. */
  problem(): Pick<StoreHealth, 'problem' | 'brief'> | undefined;
  close(): void;
}

const DAMAGED = 'the event log is damaged';

interface Open {
  readonly log: LogFile;
  readonly reader: LogReader;
  readonly writer: EventWriter;
}

/** @throws LogDamagedError, StoreUnavailableError */
export function connectToLog(file: string): LogConnection {
  let open: Open | undefined = openAll(file);
  let acknowledged = open.writer.lastPosition();
  let problem: Pick<StoreHealth, 'problem' | 'brief'> | undefined;
  let damage: LogDamagedError | undefined;

  /** The open connection. After a failure of the file it is a new one, never the failed one. */
  function current(): Open {
    if (open !== undefined) return open;
    const opened = openAll(file);
    const lastPosition = opened.writer.lastPosition();
    if (lastPosition < acknowledged) {
      opened.log.close();
      throw new LogDamagedError(
        file,
        `after a failure of the disk its last event is at position ${String(lastPosition)}, ` +
          `but ${String(acknowledged)} was acknowledged`,
      );
    }
    open = opened;
    acknowledged = lastPosition;
    problem = undefined;
    return opened;
  }

  function attempt<T>(work: (open: Open) => T): T {
    try {
      return work(current());
    } catch (error) {
      const fault = storeFault(error);
      const told = storeError(error, file);
      if (told instanceof Error && (fault !== undefined || told instanceof StoreUnavailableError))
        problem = {
          problem: told.message,
          ...(told instanceof StoreUnavailableError && told.brief !== undefined && { brief: told.brief }),
        };
      if (told instanceof LogDamagedError) damage = told;
      if (fault === 'failed') {
        open?.log.close();
        open = undefined;
      }
      throw told;
    }
  }

  return {
    commit(group) {
      // The writer refuses a log known to be damaged. Its undamaged events can still be read.
      if (damage !== undefined)
        throw new StoreUnavailableError(damage.message, { cause: damage, brief: DAMAGED });
      try {
        return attempt(({ writer }) => {
          const outcomes = writer.commit(group);
          if (writer.lastPosition() > acknowledged) problem = undefined;
          acknowledged = writer.lastPosition();
          return outcomes;
        });
      } catch (error) {
        if (error instanceof LogDamagedError)
          throw new StoreUnavailableError(error.message, { cause: error, brief: DAMAGED });
        throw error;
      }
    },
    read: (question) => attempt(({ reader }) => question(reader)),
    use: (work) => attempt(({ log }) => work(log)),
    lastPosition: () => acknowledged,
    problem: () => problem,
    close() {
      open?.log.close();
      open = undefined;
    },
  };
}

function openAll(file: string): Open {
  try {
    const log = openLogFile(file);
    try {
      const reader = createLogReader(log);
      return { log, reader, writer: createEventWriter(log, reader) };
    } catch (error) {
      log.close();
      throw error;
    }
  } catch (error) {
    throw storeError(error, file);
  }
}
