import type { LogEvent } from '@misaq/platform/projections/log-event.js';
import type { Watcher } from '@misaq/platform/projections/runner.js';
import { type Change, changeOf, type HasPart, isToldOf, type Watching } from './changes.js';

export const LIVE_FEED = Symbol('live feed');

/** One message to a client. */
export interface Update {
  /** The boards show the log up to here. The client sends it back to resume. */
  readonly position: bigint;
  /** The boards to reload; `everything` when there are too many. */
  readonly changed: readonly ChangedBoard[] | 'everything';
}

export interface ChangedBoard {
  readonly board: string;
  readonly id: string | null;
}

type Listener = (update: Update) => void;

/** Sends changes to clients as the tables come to show them. */
export interface LiveFeed {
  readonly watcher: Watcher;
  readonly hasPart: HasPart;
  /** Position up to which everything has been sent. */
  position(): bigint;
  /** @returns a function that ends the subscription */
  subscribe(watching: Watching, listener: Listener): () => void;
  readonly subscribers: number;
}

/** More distinct changes than this between two updates are sent as `everything`. */
const CHANGES_MAX = 2_000;

/** A set of changes: each board once, separately for each set of organisations it concerns. */
export class Changes {
  #changes = new Map<string, Change>();
  #overflown = false;

  /** For changes that were not recorded: everything may have changed. */
  static unknown(): Changes {
    const changes = new Changes();
    changes.#overflown = true;
    return changes;
  }

  add(change: Change): void {
    if (this.#overflown) return;
    const { board, id, agencies, banks, province } = change;
    this.#changes.set([board.name, id, agencies.join(), banks.join(), province].join('\n'), change);
    if (this.#changes.size <= CHANGES_MAX) return;
    this.#overflown = true;
    this.#changes.clear();
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0 && !this.#overflown;
  }

  /** The part that a client is told; undefined when nothing concerns it. */
  redactedFor(watching: Watching, hasPart: HasPart): Update['changed'] | undefined {
    if (this.#overflown) return 'everything';
    // Cached, because many changes are of one board, and each check is a query.
    const parts = new Map<string, boolean>();
    const hasPartOnce: HasPart = (board, id, scope) => {
      const key = `${board}\n${id}`;
      const known = parts.get(key) ?? hasPart(board, id, scope);
      parts.set(key, known);
      return known;
    };
    const boards = new Map<string, ChangedBoard>();
    for (const change of this.#changes.values())
      if (isToldOf(change, watching, hasPartOnce))
        boards.set(`${change.board.name}\n${change.id ?? ''}`, { board: change.board.name, id: change.id });
    return boards.size === 0 ? undefined : [...boards.values()];
  }
}

export function createLiveFeed(start: bigint, hasPart: HasPart): LiveFeed {
  const listeners = new Map<Listener, Watching>();
  let applied = start;
  let told = start;
  let changes = new Changes();
  /** Events were applied that are not shown yet, while no client was subscribed. */
  let unnoted = false;
  return {
    watcher: {
      applied(events: readonly LogEvent[], upTo: bigint) {
        // After a full disk, the same events are applied once more.
        const further = upTo > applied;
        if (further) applied = upTo;
        // Without clients nothing is kept: a later client starts at the current state of the tables.
        if (listeners.size === 0) {
          unnoted ||= further || events.length > 0;
          return;
        }
        if (events.length === 0 && further) changes = Changes.unknown();
        for (const event of events) {
          const change = changeOf(event);
          if (change !== undefined) changes.add(change);
        }
      },
      shown() {
        told = applied;
        unnoted = false;
        if (changes.isEmpty) return;
        const telling = changes;
        changes = new Changes();
        for (const [listener, watching] of [...listeners]) {
          const changed = telling.redactedFor(watching, hasPart);
          if (changed !== undefined) listener({ position: told, changed });
        }
      },
      isIdle: () => listeners.size === 0,
    },
    hasPart,
    position: () => told,
    subscribe(watching, listener) {
      listeners.set(listener, watching);
      // Otherwise a client that starts before these changes would not be told when they are shown.
      if (unnoted) changes = Changes.unknown();
      return () => {
        listeners.delete(listener);
      };
    },
    get subscribers() {
      return listeners.size;
    },
  };
}
