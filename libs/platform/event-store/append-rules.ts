import {
  EventIdConflictError,
  NO_STREAM,
  WrongRevisionError,
  type AppendResult,
  type EventToAppend,
  type RecordedEvent,
} from './port.js';

/** One call of `append`, and the checks and answers that all adapters share. */
export interface Append {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly EventToAppend[];
}

const EVENT_ID = /^[0-9a-f]{32}$/;

/** Throws on arguments that only a bug of the caller can produce. The log is not touched. */
export function checkAppend({ stream, expectedRevision, events }: Append): void {
  if (stream === '') throw new RangeError('an append needs the name of a stream');
  if (!isStorable(stream))
    throw new RangeError(`the stream name ${JSON.stringify(stream)} is not well-formed text`);
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new RangeError(`${String(expectedRevision)} is no valid expected revision`);
  }
  if (events.length === 0) throw new RangeError(`an append to ${stream} holds no event`);
  for (const event of events) {
    if (!EVENT_ID.test(event.id))
      throw new RangeError(`${event.id} is no event id (32 lower-case hexadecimal digits)`);
    if (event.type === '' || event.type.includes('\n'))
      throw new RangeError(`event ${event.id} has no type, or one of several lines`);
    if (!isStorable(event.type) || !isStorable(event.data) || !isStorable(event.metadata)) {
      throw new RangeError(`event ${event.id} holds half a surrogate pair, which cannot be stored as UTF-8`);
    }
  }
  const repeated = repeatedId(events);
  if (repeated !== undefined) throw new RangeError(`the event id ${repeated} occurs twice in one append`);
}

/**
 * The answer when the expected revision is not the stream's. A repeated append gets its first result.
 *
 * @param find the event of that stream with an id, if there is one.
 * @throws EventIdConflictError when one of its ids belongs to a different append, else WrongRevisionError.
 */
export function answerRepetition(
  { stream, expectedRevision, events }: Append,
  actualRevision: number,
  find: (id: string) => RecordedEvent | undefined,
): AppendResult {
  const found = events.map((event) => ({ event, recorded: find(event.id) }));
  const taken = found.find(({ recorded }) => recorded !== undefined);
  if (taken === undefined) throw new WrongRevisionError(stream, expectedRevision, actualRevision);
  const strange = found.find(
    ({ event, recorded }, index) =>
      recorded !== undefined &&
      !(isSame(event, recorded) && recorded.revision === expectedRevision + 1 + index),
  );
  const last = found.at(-1)?.recorded;
  if (strange !== undefined || last === undefined || found.some(({ recorded }) => recorded === undefined)) {
    throw new EventIdConflictError(stream, (strange ?? taken).event.id);
  }
  return { revision: last.revision, position: last.position };
}

function isSame(event: EventToAppend, recorded: RecordedEvent): boolean {
  return event.type === recorded.type && event.data === recorded.data && event.metadata === recorded.metadata;
}

function repeatedId(events: readonly EventToAppend[]): string | undefined {
  if (events.length === 1) return undefined;
  const seen = new Set<string>();
  for (const { id } of events) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return undefined;
}

/**
 * A lone surrogate has no UTF-8 form and would be read back as U+FFFD. (Node has the method; the ES2023 types do not.)
 */
function isStorable(text: string): boolean {
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
