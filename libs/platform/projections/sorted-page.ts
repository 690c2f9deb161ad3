import type { TableReader } from './table-reader.js';

/** Where a page ended: what its last row is sorted by (rials as text), and its key. */
export type Place = readonly (string | number)[];

/** An order that a list can be asked for in. */
export interface Order {
  /** What is sorted by, as SQL over the columns of the list. */
  readonly by: string;
  /** Whether it is a whole number, and not a text. */
  readonly whole?: true;
  /** Whether the greatest comes first when nothing else is said of the direction. */
  readonly falls?: true;
}

export interface PageOf {
  /** A SELECT with all columns of the list, and its parameters. */
  readonly list: string;
  readonly parameters: readonly (string | number)[];
  readonly order: Order;
  /** Turns the order around. */
  readonly backwards: boolean;
  /** Columns that tell rows of one rank apart. */
  readonly key: readonly string[];
  readonly after: Place | undefined;
  readonly limit: number;
}

/** Pages found by the place where the last one ended: rows that come or go in between move no others. */
// The columns of the list are known to whoever wrote its SELECT.
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
