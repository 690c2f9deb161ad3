import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';

/** How an ISO date begins: `2022-12`. */
const MONTH_LENGTH = 7;

/**
 * Packed rows by business day. To sort half a million rows at once would hold everybody up for half a second. Days are
 * sorted instead, month by month, and the rows of a day stay in the order in which they came.
 */
export class RowsByDay {
  readonly #months = new Map<string, Map<PlainDate, string[]>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param packed of a later row than all that were added for the day */
  add(on: PlainDate, packed: string): void {
    const name = on.slice(0, MONTH_LENGTH);
    let month = this.#months.get(name);
    if (month === undefined) this.#months.set(name, (month = new Map<PlainDate, string[]>()));
    const rows = month.get(on);
    if (rows === undefined) month.set(on, [packed]);
    else rows.push(packed);
    this.#size += 1;
  }

  /** By day, then in the order in which they were added. */
  *inOrder(): Generator<string> {
    for (const [, month] of inOrderOfNames(this.#months))
      for (const [, rows] of inOrderOfNames(month)) yield* rows;
  }
}

function inOrderOfNames<Name extends string, Value>(
  map: ReadonlyMap<Name, Value>,
): readonly (readonly [Name, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
