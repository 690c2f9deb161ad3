/** Filters, order and page of the list of files, as they stand in an address. */
import type { FacilitiesQuery } from '../../api/questions.js';
import { pressed, type Sort, sortIn } from '../../ui/sort.js';

export const FILTERS = ['agency', 'bank', 'county', 'status'] as const;
export type Filter = (typeof FILTERS)[number];

/** Fields of a row, and what the API calls an order by them. */
const ORDERS = {
  facilityId: 'facilityId',
  introducedOn: 'introducedOn',
  amountRial: 'amount',
  pendingRial: 'pending',
  daysWaiting: 'daysWaiting',
} as const satisfies Record<string, FacilitiesQuery['sort']>;
type Ordered = keyof typeof ORDERS;

export interface Place {
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  readonly order: Sort | undefined;
  readonly cursor: string | undefined;
}

export function isOrdered(column: string): column is Ordered {
  return column in ORDERS;
}

export function placeIn(search: URLSearchParams): Place {
  const order = sortIn(search.get('sort'));
  return {
    filters: Object.fromEntries(
      FILTERS.flatMap((name) => {
        const value = search.get(name);
        return value === null || value === '' ? [] : [[name, value]];
      }),
    ),
    order: order !== undefined && isOrdered(order.column) ? order : undefined,
    cursor: search.get('cursor') ?? undefined,
  };
}

/** What the API is asked. A status that is none is refused there, by its name. */
export function queryOf({ filters, order, cursor }: Place): FacilitiesQuery {
  const ordered =
    order === undefined || !isOrdered(order.column)
      ? {}
      : {
          sort: ORDERS[order.column],
          direction: order.descending ? ('falling' as const) : ('rising' as const),
        };
  return { ...(filters as FacilitiesQuery), ...ordered, ...(cursor !== undefined && { cursor }) };
}

/** The address with another filter, on the first page: a cursor belongs to one filter and one order. */
export function withFilter(search: URLSearchParams, name: Filter, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

export function withOrder(search: URLSearchParams, column: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  next.set('sort', pressed(placeIn(search).order, column));
  return next;
}
