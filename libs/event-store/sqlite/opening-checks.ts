import { existsSync } from 'node:fs';
import { eventHash, previousHash } from '../chain.js';
import { LogDamagedError } from '../log-damaged.js';
import type { RecordedEvent } from '../port.js';
import { compareWithCheckpoint } from './checkpoint.js';
import { createLogFile, inspectLogFile } from './log-file.js';
import { createLogReader, type LogReader } from './log-reader.js';

/** The end of the log is what a crash, a full disk or a cut file would have hurt; the whole is for `verify`. */
const TAIL = 200;

/**
 * Looks at the log before it is opened for writing, and makes an empty one where there is none. Nothing of a log that
 * is refused is touched.
 * @throws LogDamagedError; StoreUnavailableError; errors of SQLite as they are
 */
export function lookBeforeOpening(file: string, checkpointFile: string): void {
  if (!existsSync(file)) {
    compareWithCheckpoint(checkpointFile, file, undefined);
    createLogFile(file);
    return;
  }
  const log = inspectLogFile(file);
  try {
    const reader = createLogReader(log);
    const lastPosition = log.lastPosition();
    checkTail(reader, file, lastPosition);
    compareWithCheckpoint(checkpointFile, file, { lastPosition, reader });
  } finally {
    log.close();
  }
}

/**
 * Every position of the last ones is there, each event follows its predecessor in its stream, and
 * the chain of hashes holds. Takes the same few milliseconds however long the log is.
 * @throws LogDamagedError
 */
function checkTail(reader: LogReader, file: string, lastPosition: number): void {
  for (let position = Math.max(0, lastPosition - TAIL + 1); position <= lastPosition; position += 1) {
    const event = reader.eventAt(position);
    if (event === undefined)
      throw new LogDamagedError(file, `there is no event at position ${String(position)}`);
    const problem = event.revision === 0 ? undefined : faultOfSuccession(reader, event);
    if (problem !== undefined) {
      throw new LogDamagedError(
        file,
        `at position ${String(position)} (${event.stream}, revision ${String(event.revision)}) ${problem}`,
      );
    }
  }
}

function faultOfSuccession(reader: LogReader, event: RecordedEvent): string | undefined {
  const previous = reader.eventOf(event.stream, event.revision - 1);
  if (previous === undefined) return 'the event before it in its stream is missing';
  if (previous.position >= event.position)
    return `the event before it stands later, at ${String(previous.position)}`;
  const named = previousHash(event.metadata);
  // An event that names none is a matter for `verify`: it is no proof of damage.
  return named === null || named === eventHash(previous) ? undefined : 'the chain of hashes is broken';
}
