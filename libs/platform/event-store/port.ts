/**
 * The event store as the rest of the program sees it. Every adapter (`sqlite/`, `in-memory/`, `eventstoredb/`) must
 * pass `contract.ts`.
 *
 * Guarantees:
 * - `append` is all or nothing, and an acknowledged append is durable.
 * - A wrong `expectedRevision` rejects with {@link WrongRevisionError}, which carries the actual one.
 * - A repeated append (same event ids, same expected revision, same bytes) resolves with the first result, however
 *   often. The bytes count because the next event is chained to them. A writer that was told "done" about other bytes
 *   would break the chain with its next append.
 * - Appends to one stream are made in the order of the calls. If an append fails, later ones that expect its revision
 *   fail too, even when another process has made that revision: their content assumed the failed append.
 * - Positions grow along the log; revisions grow by one along a stream.
 * - `follow` reconnects by itself and never skips, repeats or reorders.
 */
export interface EventStore {
  /**
   * @param expectedRevision revision of the last event of the stream, as the writer knows it; {@link NO_STREAM} (-1)
   * when the stream must not exist yet.
   * @throws WrongRevisionError, EventIdConflictError, StoreUnavailableError
   */
  append(stream: string, expectedRevision: number, events: readonly EventToAppend[]): Promise<AppendResult>;

  /**
   * The events of one stream from revision `from` on (0 = the first), in order, in batches. An unknown stream is empty.
   */
  read(stream: string, from?: number): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The whole log after a position ({@link LOG_START} = all of it) up to its present end, in order, in batches.
   * @throws NoSuchPositionError when the store knows that the log can have no event at the position
   */
  readAll(after: bigint): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * Like `readAll`, but continues with later events until `signal` is aborted. It then ends without error.
   * @throws NoSuchPositionError as `readAll` does
   */
  follow(after: bigint, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The events of all streams whose names begin with a text, stream by stream. Absent where a store would have to read
   * the whole log for it.
   */
  readStreams?(namesBegin: string): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The events at these positions, in the requested order; at most {@link AT_MOST_POSITIONS}. For screens that found
   * the positions in a read model.
   * @throws RangeError when there are more positions, or the log has no event at one of them.
   */
  at(positions: readonly bigint[]): Promise<readonly RecordedEvent[]>;

  /**
   * The health of the store. While a store does not answer, `health` says nothing about its contents. A caller that
   * needs the end of the log calls {@link endOfLog}.
   */
  health(): Promise<StoreHealth>;

  /**
   * Position of the last event; {@link LOG_START} when the log is empty. Absent where `health` always knows it, because
   * the log is in this process or in a local file.
   * @throws StoreUnavailableError when the store does not answer
   */
  end?(): Promise<bigint>;
}

/**
 * Position of the last event of a log; {@link LOG_START} when it is empty. It is always an answer of the store, never
 * the last value that this process knew.
 * @throws StoreUnavailableError when the store does not answer
 */
export async function endOfLog(store: Pick<EventStore, 'health' | 'end'>): Promise<bigint> {
  return store.end === undefined ? (await store.health()).position : store.end();
}

/** Maximum number of events for one call of {@link EventStore.at}. */
export const AT_MOST_POSITIONS = 1_000;

export interface EventToAppend {
  /** 16 bytes as 32 lower-case hexadecimal digits; unique in its stream. Ids that grow with time are fastest. */
  readonly id: string;
  readonly type: string;
  /** JSON text. Stored and returned verbatim: hashes are computed over its UTF-8 bytes. */
  readonly data: string;
  /** JSON text, also verbatim. */
  readonly metadata: string;
}

export interface RecordedEvent extends EventToAppend {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
}

export interface AppendResult {
  /** Revision of the last appended event. */
  readonly revision: number;
  /** Position of the last appended event. */
  readonly position: bigint;
}

export interface StoreHealth {
  readonly writable: boolean;
  /**
   * Position of the last event of the log; {@link LOG_START} when it is empty. While the store is away, it is the last
   * event that this process knows, which may be none.
   */
  readonly position: bigint;
  /** Why the store is not writable, for an operator. */
  readonly problem?: string;
  /** The same without names of files and machines. */
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

/** An event id is already used in the stream for another append: two different appends claim one id. */
export class EventIdConflictError extends Error {
  override readonly name = 'EventIdConflictError';
  constructor(
    readonly stream: string,
    readonly eventId: string,
  ) {
    super(`event id ${eventId} stands in stream ${stream} already`);
  }
}

/** The log has, and can have, no event at a position: it was a position of another log. */
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
 * The store cannot write or read events now (disk full, read-only, connection lost). `reason` is for an operator: it
 * may name files and machines. `brief` names none and is for the client; absent when the client needs no detail.
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
