import type { Page } from '@misaq/wire/page.js';
import { CursorText, Whole } from './fields.js';
import { cursorAt, placeOf, type Place } from './cursor.js';
import { FreshQuery } from './freshness.js';

export const PAGE_DEFAULT = 100;
export const PAGE_MAX = 500;

/** What every list may be asked for. */
export class PageQuery extends FreshQuery {
  @Whole({ optional: true, min: 1, max: PAGE_MAX, example: PAGE_DEFAULT, description: 'Items a page.' })
  limit?: number;
  @CursorText({
    optional: true,
    description: '`next` of the page before, for the same list, filters and order.',
  })
  cursor?: string;
}

/** What makes a list another list: its address and everything asked for but the page itself. */
export function listOf(route: string, params: object, query: PageQuery): string {
  const { limit: _limit, cursor: _cursor, atLeast: _atLeast, ...filters } = query;
  return JSON.stringify([route, sorted(params), sorted(filters)]);
}

function sorted(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where the page that is asked for begins. @throws RefusedError `invalid_cursor` */
export function placeIn(list: string, { cursor }: PageQuery): Place | undefined {
  return cursor === undefined ? undefined : placeOf(list, cursor);
}

/**
 * A page of a list that is at hand as a whole.
 *
 * @param keyOf what it is sorted by, of another value for each item; falling with `falling`
 * @throws RefusedError `invalid_cursor`
 */
export function pageOf<Item>(
  list: string,
  query: PageQuery,
  all: readonly Item[],
  keyOf: (item: Item) => Place,
  falling = false,
): Page<Item> {
  const place = placeIn(list, query);
  const { limit = PAGE_DEFAULT } = query;
  const order = (a: Place, b: Place): number => (falling ? compare(b, a) : compare(a, b));
  // In this order and no other, or what a table sorts otherwise would fall between two pages.
  const inOrder = all.toSorted((a, b) => order(keyOf(a), keyOf(b)));
  const left = place === undefined ? inOrder : inOrder.filter((item) => order(keyOf(item), place) > 0);
  const items = left.slice(0, limit);
  const last = items.at(-1);
  const more = left.length > items.length && last !== undefined;
  return { items, next: more ? cursorAt(list, keyOf(last)) : null, total: all.length };
}

function compare(a: Place, b: Place): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
