import type { Page } from '@misaq/wire/page.js';
import { cursorAt, type Part, type Place, placeOf } from './cursor.js';
import { CursorText, Whole } from './fields.js';
import { FreshQuery } from './freshness.js';

export const PAGE_DEFAULT = 100;
export const PAGE_MAX = 500;

/** The directions that an order can be asked for in. */
export const DIRECTIONS = ['rising', 'falling'] as const;
export type Direction = (typeof DIRECTIONS)[number];

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
export function listOf(name: string, params: object, query: PageQuery): string {
  const { limit: _limit, cursor: _cursor, atLeast: _atLeast, ...filters } = query;
  return JSON.stringify([name, sorted(params), sorted(filters)]);
}

function sorted(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Where the page that is asked for begins; undefined for the first.
 *
 * @param form what a place in this list is made of
 * @throws RefusedError `invalid_cursor`
 */
export function placeIn(list: string, { cursor }: PageQuery, form: readonly Part[]): Place | undefined {
  return cursor === undefined ? undefined : placeOf(list, cursor, form);
}

/** The cursor of the page after a place; null when there is none. */
export function nextOf(list: string, place: Place | undefined): string | null {
  return place === undefined ? null : cursorAt(list, place);
}

/**
 * A page of a list that is at hand as a whole, sorted here.
 *
 * @param keyOf what it is sorted by, of another value for each item
 * @throws RefusedError `invalid_cursor`
 */
export function pageOf<Item>(
  list: string,
  query: PageQuery,
  all: readonly Item[],
  keyOf: (item: Item) => Place,
  { falling = false }: { readonly falling?: boolean } = {},
): Page<Item> {
  const order = (a: Place, b: Place): number => (falling ? compare(b, a) : compare(a, b));
  // In this order and no other, or what a table sorts otherwise would fall between two pages.
  const inOrder = all.toSorted((a, b) => order(keyOf(a), keyOf(b)));
  const [example] = inOrder;
  const form = example === undefined ? undefined : keyOf(example).map(partOf);
  const { cursor } = query;
  // Of an empty list no page but the first was ever given out, unless what was on it is gone.
  const place = cursor === undefined ? undefined : placeOf(list, cursor, form);
  const { limit = PAGE_DEFAULT } = query;
  const left = place === undefined ? inOrder : inOrder.filter((item) => order(keyOf(item), place) > 0);
  const items = left.slice(0, limit);
  const last = items.at(-1);
  const more = left.length > items.length && last !== undefined;
  return { items, next: more ? cursorAt(list, keyOf(last)) : null, total: all.length };
}

/**
 * The place of each item of a list that only grows, given with its latest item first: 1 for the earliest. Positions of the
 * log are no places, because a cursor can be read and they count what others record.
 */
export function ordinals<Item>(latestFirst: readonly Item[]): (item: Item) => number {
  const known = new Map(latestFirst.map((item, index) => [item, latestFirst.length - index]));
  return (item) => known.get(item) ?? 0;
}

function partOf(value: string | number): Part {
  return typeof value === 'string' ? 'text' : 'whole';
}

function compare(a: Place, b: Place): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
