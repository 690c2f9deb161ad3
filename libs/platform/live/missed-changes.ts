import { type EventStore, NoSuchPositionError } from '@misaq/platform/event-store/port.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import { changeOf, type HasPart, type Watching } from './changes.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { Changes, type Update } from './live-feed.js';

/** A client that is further behind reloads everything, which is faster than reading the log for it. */
const EVENTS_READ_MAX = 20_000;
/** In EventStoreDB positions count bytes, and an event takes at least this many. Beyond that the log is not read. */
const POSITIONS_READ_MAX = 20_000n * 1_000n;

/**
 * The changes after a position up to another one, inclusive; undefined when none concerns the client. A client may send
 * a position of a log that was used here before. Then everything has changed for it.
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
