/** What the queue is held to, as it stands in an address. */
import type { AllFacilitiesQuery } from '../../api/questions.js';

/** Working days up to the deadline that are counted apart. */
export const WITHIN = [1, 5, 10] as const;
export type Within = (typeof WITHIN)[number];

const NAMES = ['bank', 'agency', 'pool', 'search', 'cursor'] as const;

/** The number of working days that the queue is held to; undefined for all that waits. */
export function isWithin(search: URLSearchParams): Within | undefined {
  return WITHIN.find((days) => String(days) === search.get('dueWithin'));
}

/** What the API is asked: what waits, the least time left first. */
export function queueQuery(search: URLSearchParams): AllFacilitiesQuery {
  const given = NAMES.flatMap((name) => {
    const value = search.get(name)?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const dueWithin = isWithin(search);
  return {
    ...Object.fromEntries(given),
    pending: true,
    sort: 'deadline',
    ...(dueWithin !== undefined && { dueWithin }),
  };
}

/** The address with another bank, on the first page. */
export function withBank(search: URLSearchParams, bank: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  if (bank === '') next.delete('bank');
  else next.set('bank', bank);
  return next;
}

/** The queue held to what breaches within some working days; all of it without. */
export function queueAddress(search: URLSearchParams, days?: Within): string {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  next.delete('dueWithin');
  if (days !== undefined) next.set('dueWithin', String(days));
  const query = next.toString();
  return query === '' ? '/queue' : `/queue?${query}`;
}
