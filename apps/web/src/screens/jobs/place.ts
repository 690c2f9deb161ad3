/** What the list of jobs is held to, as it stands in an address. */
import type { JobsQuery } from '../../api/questions.js';

export const STATUSES = [
  'registered',
  'verified-1',
  'verified-2',
  'verified-3',
  'ended',
  'rejected',
  'voided',
] as const;
export const GENDERS = ['female', 'male'] as const;
export const ROUNDS = [1, 2, 3] as const;

export const FILTERS = ['agency', 'county', 'sector', 'status', 'counted', 'gender', 'dueRound'] as const;
export type Filter = (typeof FILTERS)[number];

const TEXTS = [
  'province',
  'agency',
  'county',
  'sector',
  'status',
  'gender',
  'registeredFrom',
  'registeredTo',
  'rejectedFrom',
  'rejectedTo',
  'cursor',
] as const;

/** What the API is asked; a value that is none is refused there, by its name. */
export function jobsQuery(search: URLSearchParams): JobsQuery {
  const given = (name: string): string | undefined => {
    const text = search.get(name)?.trim() ?? '';
    return text === '' ? undefined : text;
  };
  const texts = TEXTS.flatMap((name) => {
    const text = given(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const [year, counted] = [given('year'), given('counted')];
  const round = ROUNDS.find((each) => String(each) === given('dueRound'));
  return {
    ...(Object.fromEntries(texts) as JobsQuery),
    ...(year !== undefined && { year: Number(year) }),
    ...(round !== undefined && { dueRound: round }),
    ...(counted !== undefined && { counted: counted === 'true' }),
  };
}

/** The address with another filter, on the first page. */
export function withFilter(search: URLSearchParams, name: Filter, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** The list that holds jobs to something; values that are left out stay out. */
export function jobsAddress(held: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(held).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return `/jobs?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

export function jobAddress(jobId: string): string {
  return `/jobs/${encodeURIComponent(jobId)}`;
}
