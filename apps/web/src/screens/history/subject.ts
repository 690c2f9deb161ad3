/** Whose history is shown, as it stands in an address. */
import type { HistoryQuery } from '../../api/questions.js';

export const SUBJECTS = ['pool', 'agency', 'bank', 'facility', 'actor', 'verifier', 'stream'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** The one subject of an address; undefined when it names none. */
export function subjectIn(search: URLSearchParams): Subject | undefined {
  for (const kind of SUBJECTS) {
    const id = search.get(kind)?.trim() ?? '';
    if (id !== '') return { kind, id };
  }
  return undefined;
}

export function isSubjectKind(text: string): text is SubjectKind {
  return SUBJECTS.some((kind) => kind === text);
}

export function historyOf({ kind, id }: Subject): HistoryQuery {
  return { [kind]: id };
}

export function historyAddress({ kind, id }: Subject): string {
  return `/history?${new URLSearchParams({ [kind]: id }).toString()}`;
}

/** The address of one event. Its stream goes along: the API finds events by a subject. */
export function eventAddress(position: number | string, stream: string): string {
  return `/events/${String(position)}?${new URLSearchParams({ stream }).toString()}`;
}

/** The position that stands before one, after which the API is asked; undefined for what is no position of the log. */
export function before(position: string): number | undefined {
  return /^\d{1,15}$/.test(position) ? Number(position) - 1 : undefined;
}
