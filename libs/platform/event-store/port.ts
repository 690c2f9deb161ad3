/**
 * The event store, as everything above it sees it. Adapters (`sqlite/`, `in-memory/`, later `eventstoredb/`) are held
 * to it by `contract.ts`.
 *
 * Guarantees:
 * - `append` is all or nothing, and an acknowledged append is durable.
 * - A wrong `expectedRevision` rejects with {@link WrongRevisionError}, which carries the actual one.
 * - The same append again (same event ids, same expected revision, same bytes) resolves with the first result,
 *   however often. The bytes count because the next event is chained to them: a writer that was told "done" about
 *   other bytes than the stored ones would break the chain with its next append.
 * - Appends to one stream are made in the order of the calls. An append that expects the revision of one that fails
 *   fails too, also when another process has taken that revision: its content rests on the append that failed.
 * - Positions grow along the log, revisions grow by one along a stream.
 * - `follow` survives the loss of the server by itself and never skips, repeats or reorders.
 */
export interface EventStore {
  /**
   * @param expectedRevision revision of the last event of the stream as its writer knows it; {@link NO_STREAM} (-1)
   *   when the stream must not exist yet.
   * @throws WrongRevisionError, EventIdConflictError, StoreUnavailableError
   */
  append(stream: string, expectedRevision: number, events: readonly EventToAppend[]): Promise<AppendResult>;

  /** The events of one stream from revision `from` (0 = the first) on, in order, in batches. An unknown stream is empty. */
  read(stream: string, from?: number): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The whole log after a position ({@link LOG_START} = all of it) up to its present end, in order, in batches.
   * @throws NoSuchPositionError when the store knows that no event of the log can stand at the position
   */
  readAll(after: bigint): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * Like `readAll`, but goes on with what is appended later, until `signal` is aborted (it then ends, without error).
   * @throws NoSuchPositionError as `readAll` does
   */
  follow(after: bigint, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The events of all streams whose names begin so, one stream after the other. Absent where a store would have to read
   * the whole log for it.
   */
  readStreams?(namesBegin: string): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The events at these positions, in the order asked for; at most {@link AT_MOST_POSITIONS}. For screens that found
   * the positions in a read model.
   * @throws RangeError when more are asked for or when the log has no event at one of them.
   */
  at(positions: readonly bigint[]): Promise<readonly RecordedEvent[]>;

  /**
   * How the store is. A store that does not answer is healthy or not, and says nothing of its contents: whoever has to
   * know whether anything is recorded, or up to where, asks {@link endOfLog}.
   */
  health(): Promise<StoreHealth>;

  /**
   * Position of the last event; {@link LOG_START} when nothing is recorded. Absent where `health` always knows it,
   * because the log is in this process or in a file of it.
   * @throws StoreUnavailableError when the store does not answer
   */
  end?(): Promise<bigint>;
}

/**
 * Position of the last event of a log, {@link LOG_START} when nothing is recorded. It is an answer of the store, and
 * never what this process last knew of it.
 * @throws StoreUnavailableError when the store does not answer
 */
export async function endOfLog(store: Pick<EventStore, 'health' | 'end'>): Promise<bigint> {
  return store.end === undefined ? (await store.health()).position : store.end();
}

/** How many events one call of {@link EventStore.at} gives. */
export const AT_MOST_POSITIONS = 1_000;

export interface EventToAppend {
  /** 16 bytes as 32 lower-case hexadecimal digits; unique in its stream. Ids that grow with time are fastest. */
  readonly id: string;
  readonly type: string;
  /** JSON text. Stored and given back verbatim: hashes are taken of its UTF-8 bytes. */
  readonly data: string;
  /** JSON text, verbatim as well. */
  readonly metadata: string;
}

export interface RecordedEvent extends EventToAppend {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
}

export interface AppendResult {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: bigint;
}

export interface StoreHealth {
  readonly writable: boolean;
  /**
   * Position of the last event of the log, {@link LOG_START} when it is empty. While the store is away: of the last event
   * that this process knows of, which may be none of many.
   */
  readonly position: bigint;
  /** Why it is not writable, in words for an operator. */
  readonly problem?: string;
  /** The same without the names of files and machines. */
  readonly brief?: string;
}

/** The expected revision of a stream that does not exist. */
export const NO_STREAM = -1;

/** The position before the first event. */
export const LOG_START = -1n;

export class WrongRevisionError extends Error {
  override readonly name = 'WrongRevisionError';
  constructor(
    readonly stream: string,
    readonly expectedRevision: number,
    readonly actualRevision: number,
  ) {
    super(`stream ${stream} is at revision ${String(actualRevision)}, not ${String(expectedRevision)}`);
  }
}

/** An event id stands in the stream already, with other events around it: two different appends claim one id. */
export class EventIdConflictError extends Error {
  override readonly name = 'EventIdConflictError';
  constructor(
    readonly stream: string,
    readonly eventId: string,
  ) {
    super(`event id ${eventId} stands in stream ${stream} already`);
  }
}

/** No event of the log stands, or can come to stand, at a position: it was a position of another log. */
export class NoSuchPositionError extends RangeError {
  override readonly name = 'NoSuchPositionError';
  constructor(
    readonly position: bigint,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`the log has no event at position ${String(position)}`, options);
  }
}

/**
 * The store cannot take or give events now (disk full, read-only, connection lost). `reason` is for an operator: it may
 * name files and machines. `brief` names none, and is for whoever asked; absent when there is nothing to be said to them.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly brief: string | undefined;
  constructor(
    readonly reason: string,
    { brief, ...options }: { readonly cause?: unknown; readonly brief?: string | undefined } = {},
  ) {
    super(`the event store is not available: ${reason}`, options);
    this.brief = brief;
  }
}
