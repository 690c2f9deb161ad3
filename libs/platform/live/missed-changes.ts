import { type EventStore, NoSuchPositionError } from '@misaq/platform/event-store/port.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import { changeOf, type HasPart, type Watching } from './changes.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { Changes, type Update } from './live-feed.js';

/** A client that is further behind than this asks everything again sooner than the log is read for it. */
const EVENTS_READ_MAX = 20_000;
/** Positions count bytes in EventStoreDB: an event is there this many of them, or more. Beyond that none is read. */
const POSITIONS_READ_MAX = 20_000n * 1_000n;

/**
 * What changed after a position up to another one, inclusive; undefined when nothing of it concerns who watches. A client
 * may come back with a position of the log that was kept here before; then everything has changed for it.
 */
export async function changesAfter(
  store: EventStore,
  after: bigint,
  upTo: bigint,
  watching: Watching,
  hasPart: HasPart,
  slice: Slice = createSlice(),
): Promise<Update['changed'] | undefined> {
  try {
    return await readChanges(store, after, upTo, watching, hasPart, slice);
  } catch (error) {
    if (error instanceof NoSuchPositionError) return 'everything';
    throw error;
  }
}

async function readChanges(
  store: EventStore,
  after: bigint,
  upTo: bigint,
  watching: Watching,
  hasPart: HasPart,
  slice: Slice,
): Promise<Update['changed'] | undefined> {
  if (after >= upTo) return undefined;
  if (upTo - after > POSITIONS_READ_MAX) return 'everything';
  const changes = new Changes();
  let read = 0;
  for await (const page of store.readAll(after)) {
    read += page.length;
    slice.read(page.length);
    if (read > EVENTS_READ_MAX) return 'everything';
    for (const recorded of page) {
      if (recorded.position > upTo) return changes.redactedFor(watching, hasPart);
      if (slice.isOver()) await slice.pause();
      const change = changeOf(logEvent(recorded));
      if (change !== undefined) changes.add(change);
    }
    // Reading the next page takes time too.
    await slice.pause();
  }
  return changes.redactedFor(watching, hasPart);
}
