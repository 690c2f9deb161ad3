import type { TableReader } from './table-reader.js';

/** The end of a page: the sort value of its last row (rials as text), and its key. */
export type Place = readonly (string | number)[];

/** An order that a client can request for a list. */
export interface Order {
  /** The sort value, as SQL over the columns of the list. */
  readonly by: string;
  /** Whether the sort value is a whole number, and not a text. */
  readonly whole?: true;
  /** Whether the greatest comes first by default. */
  readonly falls?: true;
}

export interface PageOf {
  /** A SELECT with all columns of the list, and its parameters. */
  readonly list: string;
  readonly parameters: readonly (string | number)[];
  readonly order: Order;
  /** Reverses the order. */
  readonly backwards: boolean;
  /** Columns that distinguish rows with the same sort value. */
  readonly key: readonly string[];
  readonly after: Place | undefined;
  readonly limit: number;
}

/** Pages by the end of the previous page, so that inserted or deleted rows do not shift the others. */
// Only the caller knows the columns of its SELECT.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function sortedPage<Row>(
  tables: TableReader,
  { list, parameters, order, backwards, key, after, limit }: PageOf,
): { readonly rows: readonly Row[]; readonly next: Place | undefined } {
  const falls = (order.falls === true) !== backwards;
  const place = [order.by, ...key].join(', ');
  const given = [order.whole === true ? 'CAST(? AS INTEGER)' : '?', ...key.map(() => '?')].join(', ');
  const beyond = after === undefined ? '' : `WHERE (${place}) ${falls ? '<' : '>'} (${given})`;
  const sorted = [order.by, ...key].map((each) => `${each}${falls ? ' DESC' : ''}`).join(', ');
  const found = tables.all<Row & { place: string | number }>(
    `SELECT *, CAST(${order.by} AS TEXT) AS place FROM (${list}) ${beyond} ORDER BY ${sorted} LIMIT ?`,
    ...parameters,
    ...(after ?? []),
    limit + 1,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || last === undefined) return { rows, next: undefined };
  const lastKey = key.map((column) => (last as Readonly<Record<string, string | number>>)[column] ?? '');
  return { rows, next: [last.place, ...lastKey] };
}
