import { eventHash, previousHash } from './chain.js';
import { LogDamagedError } from './log-damaged.js';
import { LOG_START, NO_STREAM, type EventStore, type RecordedEvent } from './port.js';

export type LogFaultKind =
  /** The store itself says that what it holds is not what was written; nothing after it was looked at. */
  | 'damaged'
  | 'position_not_growing'
  | 'revision_out_of_order'
  /** An event names no hash of the one before it in its stream, or the first of a stream names one. */
  | 'hash_missing'
  | 'hash_unexpected'
  /** The hash an event names is not the one of the event before it: one of the two was changed. */
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

export interface LogReport {
  readonly events: number;
  readonly streams: number;
  /** Position of the last event read; {@link LOG_START} for an empty log. */
  readonly position: bigint;
  /** The first of them, in order of position. */
  readonly faults: readonly LogFault[];
  /** How many there are in all. */
  readonly faultCount: number;
}

/** How many faults a report lists: one cause can break thousands of events. */
const FAULTS_LISTED = 100;

interface Head {
  revision: number;
  hash: string;
}

/**
 * Reads the whole log and checks order, revisions and the chain of hashes, on any store. Holds one hash a stream in
 * memory. Changes nothing.
 *
 * @param progress is told after each batch how many events have been read.
 * @throws StoreUnavailableError
 */
export async function verifyLog(
  store: Pick<EventStore, 'readAll'>,
  progress: (events: number) => void = () => undefined,
): Promise<LogReport> {
  const heads = new Map<string, Head>();
  const faults: LogFault[] = [];
  let faultCount = 0;
  let events = 0;
  let position = LOG_START;

  function add(fault: LogFault): void {
    faultCount += 1;
    if (faults.length < FAULTS_LISTED) faults.push(fault);
  }

  function look(event: RecordedEvent): void {
    const at = { position: event.position, stream: event.stream, revision: event.revision };
    if (event.position <= position) {
      add({ ...at, kind: 'position_not_growing', detail: `it comes after position ${String(position)}` });
    }
    const head = heads.get(event.stream);
    const expected = (head?.revision ?? NO_STREAM) + 1;
    if (event.revision !== expected) {
      add({ ...at, kind: 'revision_out_of_order', detail: `revision ${String(expected)} should come next` });
    }
    if (!isJson(event.data)) add({ ...at, kind: 'not_json', detail: 'its data is no JSON' });
    if (!isJson(event.metadata)) add({ ...at, kind: 'not_json', detail: 'its metadata is no JSON' });
    else {
      const fault = chainFault(previousHash(event.metadata), head?.hash ?? null);
      if (fault !== undefined) add({ ...at, ...fault });
    }
    if (head === undefined) heads.set(event.stream, { revision: event.revision, hash: eventHash(event) });
    else {
      head.revision = event.revision;
      head.hash = eventHash(event);
    }
    position = event.position;
    events += 1;
  }

  try {
    for await (const batch of store.readAll(LOG_START)) {
      batch.forEach(look);
      progress(events);
    }
  } catch (error) {
    if (!(error instanceof LogDamagedError)) throw error;
    add({ kind: 'damaged', detail: error.message });
  }
  return { events, streams: heads.size, position, faults, faultCount };
}

function chainFault(
  named: string | null,
  actual: string | null,
): Pick<LogFault, 'kind' | 'detail'> | undefined {
  if (named === actual) return undefined;
  if (actual === null)
    return { kind: 'hash_unexpected', detail: 'the first event of its stream names one before it' };
  if (named === null) return { kind: 'hash_missing', detail: 'it does not name the event before it' };
  return { kind: 'chain_broken', detail: `it names ${named}, but the event before it has ${actual}` };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
