import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { Watching } from './changes.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import type { LiveFeed, Update } from './live-feed.js';
import { changesAfter } from './missed-changes.js';

export interface Watch {
  /** Ends the subscription. */
  readonly end: () => void;
  /** Resolves when all missed changes have been sent. */
  readonly begun: Promise<void>;
}

/**
 * Sends a client the current position and the changes since an earlier one, and then all later changes.
 *
 * It subscribes before it reads the log, so that nothing is lost in between. Changes that arrive meanwhile are sent
 * only after the missed ones. Positions therefore rise, and a client that disconnects anywhere and resumes from the
 * last one misses nothing.
 *
 * @param inTurn starts reading the log when other such reads have had their turn
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
