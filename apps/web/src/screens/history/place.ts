/** Whose history is shown, held to what, in which order: as it stands in an address. */
import type { HistoryQuery } from '../../api/questions.js';
import { typedDay } from '../../format/days.js';

export const SUBJECTS = ['pool', 'agency', 'bank', 'facility', 'actor', 'verifier', 'stream'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Days between which something was recorded. */
export const DAYS = ['recordedFrom', 'recordedTo'] as const;
export type Filter = 'type' | (typeof DAYS)[number];

/** The subjects of an address: what is shown concerns all of them. */
export function subjectsIn(search: URLSearchParams): readonly Subject[] {
  return SUBJECTS.flatMap((kind) => {
    const id = search.get(kind)?.trim() ?? '';
    return id === '' ? [] : [{ kind, id }];
  });
}

export function isSubjectKind(text: string): text is SubjectKind {
  return SUBJECTS.some((kind) => kind === text);
}

/** Whether the oldest events come first. The newest do where the address says nothing else. */
export function isOldestFirst(search: URLSearchParams): boolean {
  return search.get('order') === 'rising';
}

/** What the API is asked; undefined when the address names no subject. A day that does not exist is left out. */
export function queryIn(search: URLSearchParams): HistoryQuery | undefined {
  const subjects = subjectsIn(search);
  if (subjects.length === 0) return undefined;
  const given = (name: string): string | undefined => {
    const text = search.get(name)?.trim() ?? '';
    return text === '' ? undefined : text;
  };
  const parts = {
    ...Object.fromEntries(subjects.map(({ kind, id }) => [kind, id])),
    type: given('type'),
    ...Object.fromEntries(DAYS.map((name) => [name, typedDay(search.get(name) ?? '')])),
    cursor: given('cursor'),
  };
  return {
    ...(Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as HistoryQuery),
    order: isOldestFirst(search) ? 'rising' : 'falling',
  };
}

/** The address with another subject, filter or order, on the first page. An empty value takes it away. */
export function withPart(
  search: URLSearchParams,
  name: SubjectKind | Filter | 'order',
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

export function historyAddress({ kind, id }: Subject): string {
  return `/history?${new URLSearchParams({ [kind]: id }).toString()}`;
}

/** The address of one event. */
export function eventAddress(position: number | string): string {
  return `/events/${encodeURIComponent(String(position))}`;
}
