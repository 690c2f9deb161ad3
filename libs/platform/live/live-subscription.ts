import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { Watching } from './changes.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import type { LiveFeed, Update } from './live-feed.js';
import { changesAfter } from './missed-changes.js';

export interface Watch {
  /** Ends it. */
  readonly end: () => void;
  /** Resolves when what was missed has been told. */
  readonly begun: Promise<void>;
}

/**
 * Tells somebody where the boards are now and what changed since a position, and from then on what changes.
 *
 * It subscribes before it reads the log, so that nothing falls between the two, and tells what came meanwhile only after
 * what was missed: positions rise, and whoever breaks off anywhere and goes on from the last one misses nothing.
 *
 * @param inTurn lets the log be read when others have had their turn
 */
export function watch(
  feed: LiveFeed,
  store: EventStore,
  { watching, after }: { readonly watching: Watching; readonly after: bigint | undefined },
  send: (update: Update) => void,
  inTurn: <Result>(read: (slice: Slice) => Promise<Result>) => Promise<Result> = (read) =>
    read(createSlice()),
): Watch {
  let waiting: Update[] | undefined = [];
  const end = feed.subscribe(watching, (update) => {
    if (waiting === undefined) send(update);
    else waiting.push(update);
  });
  const position = feed.position();
  async function begin(): Promise<void> {
    const missed =
      after === undefined
        ? []
        : await inTurn((slice) => changesAfter(store, after, position, watching, feed.hasPart, slice));
    send({ position, changed: missed ?? [] });
    for (const update of waiting ?? []) send(update);
    waiting = undefined;
  }
  return { end, begun: begin() };
}
