import { eventHash, previousHash, previousHashQuickly } from './chain.js';
import { LogDamagedError } from './log-damaged.js';
import { type EventStore, LOG_START, NO_STREAM, type RecordedEvent } from './port.js';

export type LogFaultKind =
  /** The store itself reports damage. Nothing after this place was checked. */
  | 'damaged'
  /** A store with dense positions has no event at some of them. */
  | 'position_missing'
  | 'position_not_growing'
  | 'revision_out_of_order'
  /** An event has no hash of its predecessor in the stream, or the first event of a stream has one. */
  | 'hash_missing'
  | 'hash_unexpected'
  /** The hash that an event names is not that of the event before it. One of the two events was changed. */
  | 'chain_broken'
  | 'not_json';

export interface LogFault {
  readonly kind: LogFaultKind;
  /** Absent when the log could not be read that far. */
  readonly position?: bigint;
  readonly stream?: string;
  readonly revision?: number;
  /** In words, with the figures, for an operator. */
  readonly detail: string;
}

/** Checks the events of a log in order, from its beginning. */
export interface LogCheck {
  /** Calls `add` with each fault of the next event. */
  readonly look: (event: RecordedEvent, add: (fault: LogFault) => void) => void;
  readonly streams: () => number;
  /** Position of the last event checked; {@link LOG_START} before the first. */
  readonly position: () => bigint;
}

export interface LogCheckOptions {
  /** Whether data and metadata are parsed too, which doubles the time of a check. */
  readonly parse: boolean;
  /** Streams whose revisions and hashes are checked; absent: all of them. Positions are always checked. */
  readonly covers?: (stream: string) => boolean;
}

interface Head {
  revision: number;
  hash: string;
}

/** A check that remembers the last revision and hash of each stream, about 200 bytes a stream. */
export function createLogCheck({ parse, covers }: LogCheckOptions): LogCheck {
  const heads = new Map<string, Head>();
  let position = LOG_START;

  function lookAtStream(event: RecordedEvent, add: (fault: LogFault) => void): void {
    const { stream, revision, metadata } = event;
    const fault = (kind: LogFaultKind, detail: string): void => {
      add({ kind, position: event.position, stream, revision, detail });
    };
    const head = heads.get(stream);
    const expected = (head?.revision ?? NO_STREAM) + 1;
    if (revision !== expected)
      fault('revision_out_of_order', `revision ${String(expected)} should come next`);
    if (parse && !isJson(event.data)) fault('not_json', 'its data is no JSON');
    if (parse && !isJson(metadata)) fault('not_json', 'its metadata is no JSON');
    else {
      const named = parse ? previousHash(metadata) : previousHashQuickly(metadata);
      const broken = chainFault(named, head?.hash ?? null);
      if (broken !== undefined) fault(...broken);
    }
    if (head === undefined) heads.set(stream, { revision, hash: eventHash(event) });
    else {
      head.revision = revision;
      head.hash = eventHash(event);
    }
  }

  return {
    look(event, add) {
      const { position: at, stream, revision } = event;
      if (at <= position)
        add({
          kind: 'position_not_growing',
          position: at,
          stream,
          revision,
          detail: `it comes after position ${String(position)}`,
        });
      if (covers === undefined || covers(stream)) lookAtStream(event, add);
      position = at;
    },
    streams: () => heads.size,
    position: () => position,
  };
}

function chainFault(
  named: string | null,
  actual: string | null,
): readonly [kind: LogFaultKind, detail: string] | undefined {
  if (named === actual) return undefined;
  if (actual === null) return ['hash_unexpected', 'the first event of its stream names one before it'];
  if (named === null) return ['hash_missing', 'it does not name the event before it'];
  return ['chain_broken', `it names ${named}, but the event before it has ${actual}`];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives the pages of a log from its beginning, and throws before the first event whose position, revision or hash is
 * wrong. The program must not use a log that was changed.
 *
 * @param log the operator's name of the log, such as its file
 * @param covers see {@link LogCheckOptions.covers}: readers that share a log may share its check
 * @throws LogDamagedError naming position and stream
 */
export async function* checkedPages(
  pages: AsyncIterable<readonly RecordedEvent[]>,
  log: string,
  covers?: (stream: string) => boolean,
): AsyncGenerator<readonly RecordedEvent[], void> {
  const check = createLogCheck({ parse: false, ...(covers && { covers }) });
  const refuse = ({ kind, position, stream, revision, detail }: LogFault): never => {
    throw new LogDamagedError(
      log,
      `${kind} at position ${String(position)} (${String(stream)}, revision ${String(revision)}): ${detail}`,
      {
        place: { ...(position !== undefined && { position }), ...(stream !== undefined && { stream }) },
      },
    );
  };
  for await (const page of pages) {
    for (const event of page) check.look(event, refuse);
    yield page;
  }
}

/** The same log, but a read from its beginning checks the events; see {@link checkedPages}. */
export function checkedLog<Log extends Pick<EventStore, 'readAll'>>(log: Log, name: string): Log {
  return {
    ...log,
    readAll: (after: bigint) =>
      after === LOG_START ? checkedPages(log.readAll(after), name) : log.readAll(after),
  };
}
