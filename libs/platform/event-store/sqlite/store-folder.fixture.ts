import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventHash } from '../chain.js';
import { LOG_START, NO_STREAM, type EventStore, type EventToAppend, type RecordedEvent } from '../port.js';
import { openSqliteEventStore, type SqliteEventStore } from './sqlite-event-store.js';

/** A data directory of one test, with the stores that the test opened on it. */
export interface StoreFolder {
  readonly folder: string;
  readonly logFile: string;
  readonly checkpointFile: string;
  open(checkpointAfterMs?: number): SqliteEventStore;
  /** Opens a store, runs the work, closes the store. */
  using<T>(work: (store: SqliteEventStore) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export function makeStoreFolder(): StoreFolder {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-faults-'));
  const opened: SqliteEventStore[] = [];
  const open = (checkpointAfterMs?: number) => {
    const store = openSqliteEventStore({
      folder,
      ...(checkpointAfterMs === undefined ? {} : { checkpointAfterMs }),
    });
    opened.push(store);
    return store;
  };
  return {
    folder,
    logFile: join(folder, 'log.sqlite'),
    checkpointFile: join(folder, 'log.checkpoint'),
    open,
    async using(work) {
      const store = open();
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    async remove() {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

let ids = 0;

/** Events chained as the program chains them. `note` makes their data easy to find in the file. */
export function chained(count: number, last?: EventToAppend, note = 'paid'): EventToAppend[] {
  const events: EventToAppend[] = [];
  for (let index = 0; index < count; index += 1) {
    ids += 1;
    const before = events.at(-1) ?? last;
    events.push({
      id: ids.toString(16).padStart(32, '0'),
      type: 'FacilityPaid',
      data: JSON.stringify({ note: `${note}-${String(index)}-end` }),
      metadata: JSON.stringify({ prevHash: before === undefined ? null : eventHash(before) }),
    });
  }
  return events;
}

/** One stream of `count` chained events, appended one by one. */
export async function writeStream(
  store: EventStore,
  stream: string,
  count: number,
  note = stream,
): Promise<void> {
  for (const [index, event] of chained(count, undefined, note).entries()) {
    await store.append(stream, index + NO_STREAM, [event]);
  }
}

export async function readLog(
  store: Pick<EventStore, 'readAll'>,
  after = LOG_START,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll(after)) events.push(...batch);
  return events;
}

export function notedPosition(checkpointFile: string): number {
  return (JSON.parse(readFileSync(checkpointFile, 'utf8')) as { position: number }).position;
}

/** Returns the error that a call throws. */
export function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
