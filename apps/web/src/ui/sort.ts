export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a row is sorted by: amounts are `bigint`, names text, and null is a figure that does not exist yet. */
export type SortKey = bigint | number | string | null;

/** Code points would put «پست» behind «صنعت». */
const PERSIAN = new Intl.Collator('fa');

/** Orders rows by a key. A missing key stands last in both directions. */
export function compareBy<Row>(
  key: (row: Row) => SortKey,
  descending: boolean,
): (one: Row, other: Row) => number {
  return (one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = compare(a, b);
    return descending ? -order : order;
  };
}

function compare(a: Exclude<SortKey, null>, b: Exclude<SortKey, null>): number {
  if (typeof a === 'string' || typeof b === 'string') return PERSIAN.compare(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order in an address: `name`, or `-name` for descending. */
export function sortIn(text: string | null): Sort | undefined {
  if (text === null || text === '' || text === '-') return undefined;
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

/** What a press on a column's head makes of the order: descending first, because people look for the largest. */
export function pressed(sort: Sort | undefined, column: string): string {
  return sort?.column === column && sort.descending ? column : `-${column}`;
}
