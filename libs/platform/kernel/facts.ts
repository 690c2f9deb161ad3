import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { DomainEvent } from './decision.js';

/** Whom an event concerns. A transfer concerns donor and recipient, so there can be several. */
export interface Concerned {
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  readonly facility?: string;
}

/** The languages in which Misaq speaks to people. */
export const LANGUAGES = ['en', 'fa'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The screens that a live update can name, so that whoever watches one asks for it again. */
export type Board =
  'pool' | 'plan' | 'jobs' | 'register' | 'calendar' | 'imports' | 'principals' | 'notifications';

/** What people are told about the events of one type. */
export interface Fact<Data> {
  /**
   * The business day an event is about, which may lie long before the day it was recorded. Left out for events that are
   * about no day but the one they were recorded on.
   */
  readonly on?: (data: Data) => PlainDate;
  /**
   * Left out for events that concern no agency and no bank. Who may sign in for an agency or a bank is a matter of
   * administrators, not of its officers.
   */
  readonly concerns?: (data: Data) => Concerned;
  /** The screen that such an event changes; left out when it changes none. */
  readonly board?: Board;
  /**
   * What happened, in one plain sentence for somebody who decides and does not read JSON. Days are Jalali, money is in
   * toman, as people say both; organisations are named by their ids, which do not change when a name does.
   */
  readonly sentence: Readonly<Record<Language, (data: Data) => string>>;
}

/** The fact of every event of a union: the compiler refuses a table with a type too few or too many. */
export type FactsOf<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Fact<Extract<Event, { readonly type: Type }>['data']>;
};

/** Facts of events that all change one screen. */
export function shownOn<Facts extends object>(board: Board, facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([type, fact]) => [type, { ...(fact as object), board }]),
  ) as Facts;
}

export function concernsAgency({ agency }: { readonly agency: string }): Concerned {
  return { agencies: [agency], banks: [] };
}

/** An organisation of any kind; a sector or a county is nobody who could be told. */
export function concernsOrganisation({
  kind,
  id,
}: {
  readonly kind: string;
  readonly id: string;
}): Concerned {
  return { agencies: kind === 'agency' ? [id] : [], banks: kind === 'bank' ? [id] : [] };
}
