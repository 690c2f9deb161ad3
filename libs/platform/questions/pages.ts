import type { Page } from './page.js';
import { cursorAt, type Part, type Place, placeOf } from './cursor.js';
import { type AnyQuestion, parts } from './question.js';

export const PAGE_DEFAULT = 100;
export const PAGE_MAX = 500;

/** Rows that a list is read by for a file; others get a turn between two pages. */
export const ROWS_A_PAGE = 200;

/** The directions that an order can be asked for in. */
export const DIRECTIONS = ['rising', 'falling'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What every list may be asked for. */
export interface PageParams {
  readonly limit?: number | undefined;
  /** `next` of the page before, for the same list, filters and order. */
  readonly cursor?: string | undefined;
}

/** What makes a list another list: the question and everything asked for but the page itself. */
export function listIn(question: Pick<AnyQuestion, 'name' | 'path'>, params: object): string {
  const { inPath, others } = parts(question, params);
  return listOf(question.name, inPath, others);
}

/** The same of a list that is no question yet. */
export function listOf(name: string, params: object, query: object): string {
  const filters = Object.entries(query).filter(([key]) => !['limit', 'cursor', 'atLeast'].includes(key));
  return JSON.stringify([name, sorted(Object.entries(params)), sorted(filters)]);
}

type Entry = readonly [name: string, value: unknown];

function sorted(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Where the page that is asked for begins; undefined for the first.
 *
 * @param form what a place in this list is made of
 * @throws QuestionRefusedError `invalid_cursor`
 */
export function placeIn(list: string, { cursor }: PageParams, form: readonly Part[]): Place | undefined {
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
 * @throws QuestionRefusedError `invalid_cursor`
 */
export function pageOf<Item>(
  list: string,
  params: PageParams,
  all: readonly Item[],
  keyOf: (item: Item) => Place,
  { falling = false }: { readonly falling?: boolean } = {},
): Page<Item> {
  const order = (a: Place, b: Place): number => (falling ? compare(b, a) : compare(a, b));
  // In this order and no other, or what a table sorts otherwise would fall between two pages.
  const inOrder = all.toSorted((a, b) => order(keyOf(a), keyOf(b)));
  const [example] = inOrder;
  const form = example === undefined ? undefined : keyOf(example).map(partOf);
  const { cursor } = params;
  // Of an empty list no page but the first was ever given out, unless what was on it is gone.
  const place = cursor === undefined ? undefined : placeOf(list, cursor, form);
  const { limit = PAGE_DEFAULT } = params;
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

interface PageOfRows<Row, From> {
  readonly rows: readonly Row[];
  /** Where it ended; undefined on the last. */
  readonly next: From | undefined;
  /** Rows of all pages. */
  readonly total: number;
}

/** Rows that are read page by page; how many there are is known with the first. */
export interface PagedRows<Row> extends AsyncIterable<Row> {
  readonly total: () => number | undefined;
}

/** All rows of a list that is read page by page. */
export function everyPage<Row, From>(
  page: (after: From | undefined) => PageOfRows<Row, From> | Promise<PageOfRows<Row, From>>,
): PagedRows<Row> {
  let all: number | undefined;
  async function* read(): AsyncGenerator<Row> {
    let after: From | undefined;
    do {
      const { rows, next, total } = await page(after);
      all = total;
      yield* rows;
      after = next;
    } while (after !== undefined);
  }
  return { total: () => all, [Symbol.asyncIterator]: read };
}
