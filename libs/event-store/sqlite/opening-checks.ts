import { eventHash, previousHash } from '../chain.js';
import { LogDamagedError } from '../log-damaged.js';
import { type RecordedEvent } from '../port.js';
import { type LogReader } from './log-reader.js';

/** The end of the log is what a crash, a full disk or a cut file would have hurt; the whole is for `verify`. */
const TAIL = 200;

/**
 * Looks at the last events of the log: every position is there, each event follows its predecessor in its stream, and
 * the chain of hashes holds. Takes the same few milliseconds however long the log is.
 * @throws LogDamagedError
 */
export function checkTail(reader: LogReader, file: string, lastPosition: number): void {
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
