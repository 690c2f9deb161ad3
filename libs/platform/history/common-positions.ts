import type { Steps } from '@misaq/platform/kernel/steps.js';

/** The common positions of several lists: their number, and one page of them. */
export interface Common {
  readonly total: number;
  readonly page: readonly number[];
}

/** A rising list, page by page. */
export type Pages = Iterable<readonly number[]>;

/** Which of the common positions are wanted. */
export interface Wanted {
  /** Of a falling page those before it, of a rising one those after it. */
  readonly after: number;
  readonly limit: number;
  /** Those outside are not counted. */
  readonly from?: number;
  readonly upTo: number;
  /** Latest first. */
  readonly falling?: boolean;
}

/** Finds the positions that all of several rising lists have, and one page of them. */
export function* commonSteps(
  lists: readonly Pages[],
  { after, limit, from = 0, upTo, falling = false }: Wanted,
): Steps<Common> {
  const [first = [], ...others] = lists;
  const cursors = others.map((pages) => new Cursor(pages));
  const page: number[] = [];
  let total = 0;
  const found = (): Common => ({ total, page: falling ? page.toReversed() : page });
  for (const some of first) {
    for (const position of some) {
      if (position > upTo) return found();
      if (position < from) continue;
      for (const cursor of cursors)
        while (cursor.endsBefore(position)) {
          cursor.turn();
          yield;
        }
      if (!cursors.every((cursor) => cursor.has(position))) continue;
      total += 1;
      if (falling ? position < after : position > after && page.length < limit) page.push(position);
      // The page before the limit is that of the last ones so far.
      if (page.length > limit) page.shift();
    }
    yield;
  }
  return found();
}

/** A cursor over a rising list, queried with rising positions. */
class Cursor {
  readonly #rest: Iterator<readonly number[]>;
  #page: readonly number[] = [];
  #next = 0;
  #isLast = false;

  constructor(pages: Pages) {
    this.#rest = pages[Symbol.iterator]();
  }

  /** Whether the next page must be read before the cursor can tell if a position is in the list. */
  endsBefore(position: number): boolean {
    return !this.#isLast && (this.#page.at(-1) ?? -1) < position;
  }

  turn(): void {
    const following = this.#rest.next();
    if (following.done === true) this.#isLast = true;
    else [this.#page, this.#next] = [following.value, 0];
  }

  has(position: number): boolean {
    while (this.#next < this.#page.length && (this.#page[this.#next] ?? 0) < position) this.#next += 1;
    return this.#page[this.#next] === position;
  }
}
