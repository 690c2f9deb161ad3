import type { LogEvent } from '@misaq/platform/projections/log-event.js';
import type { Watcher } from '@misaq/platform/projections/runner.js';
import { type Change, changeOf, type HasPart, isToldOf, type Watching } from './changes.js';

export const LIVE_FEED = Symbol('live feed');

/** What one client is told at once. */
export interface Update {
  /** The boards show the log up to here; to be given back to go on from it. */
  readonly position: bigint;
  /** What to ask again; `everything` when it is too much to name. */
  readonly changed: readonly ChangedBoard[] | 'everything';
}

export interface ChangedBoard {
  readonly board: Change['board'];
  readonly id: string | null;
}

type Listener = (update: Update) => void;

/** Fans out what the tables come to show to those who watch. */
export interface LiveFeed {
  readonly watcher: Watcher;
  readonly hasPart: HasPart;
  /** Position up to which everything has been told. */
  position(): bigint;
  /** @returns what ends it */
  subscribe(watching: Watching, listener: Listener): () => void;
  readonly subscribers: number;
}

/** More different changes than this between two updates are told as «everything». */
const CHANGES_MAX = 2_000;

/** Changes put together, each board named once, apart for each whom it concerns. */
export class Changes {
  #changes = new Map<string, Change>();
  #overflown = false;

  /** Of changes that nobody noted. */
  static unknown(): Changes {
    const changes = new Changes();
    changes.#overflown = true;
    return changes;
  }

  add(change: Change): void {
    if (this.#overflown) return;
    const { board, id, agencies, banks, province } = change;
    this.#changes.set([board, id, agencies.join(), banks.join(), province].join('\n'), change);
    if (this.#changes.size <= CHANGES_MAX) return;
    this.#overflown = true;
    this.#changes.clear();
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0 && !this.#overflown;
  }

  /** What somebody is told of them; undefined when nothing of it concerns them. */
  redactedFor(watching: Watching, hasPart: HasPart): Update['changed'] | undefined {
    if (this.#overflown) return 'everything';
    // Many changes are of one board, and looking a part up is a question to the tables.
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
        boards.set(`${change.board}\n${change.id ?? ''}`, { board: change.board, id: change.id });
    return boards.size === 0 ? undefined : [...boards.values()];
  }
}

export function createLiveFeed(start: bigint, hasPart: HasPart): LiveFeed {
  const listeners = new Map<Listener, Watching>();
  let applied = start;
  let told = start;
  let changes = new Changes();
  /** Something was applied that is not shown yet, and nobody watched. */
  let unnoted = false;
  return {
    watcher: {
      applied(events: readonly LogEvent[], upTo: bigint) {
        // What a full disk had no room for comes once more.
        const further = upTo > applied;
        if (further) applied = upTo;
        // With nobody watching there is nothing to remember: who comes later begins where the tables are then.
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
      // Or they would be shown without a word to somebody who begins before them.
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
