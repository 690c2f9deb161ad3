import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { DomainEvent } from './decision.js';

/** The organisations that an event concerns. A transfer concerns donor and recipient, so there can be several. */
export interface Concerned {
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  readonly facility?: string;
}

/** The languages of Misaq's texts. */
export const LANGUAGES = ['en', 'fa'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A screen that a live update can name, so that a client showing one reloads it. */
export interface LiveBoard {
  readonly name: string;
  /** One screen shows all streams, as of jobs. Otherwise an update names the stream without its kind. */
  readonly ofAllStreams?: true;
  /** Only clients that see everything are told. */
  readonly hidden?: true;
  /** An officer is told of it only when the own organisation takes part in it. */
  readonly part?: 'pool' | 'plan';
}

/** What people are told about the events of one type. */
export interface Fact<Data> {
  /**
   * The business day of an event, which may be long before the day of its record. Absent for events whose only day is
   * that of their record.
   */
  readonly on?: (data: Data) => PlainDate;
  /**
   * Absent for events that concern no agency and no bank. Sign-in rights for an agency or bank are a matter of
   * administrators, not of its officers.
   */
  readonly concerns?: (data: Data) => Concerned;
  /** The province that an event names in its data; absent where the name of the stream says it. */
  readonly province?: (data: Data) => string | undefined;
  /** The screen that such an event changes; absent when it changes none. */
  readonly board?: LiveBoard;
  /** The data without what nobody is shown, such as the hash of a token; absent where everything is shown. */
  readonly shown?: (data: Data) => object;
  /**
   * What happened, in one plain sentence for decision makers, without JSON. Days are Jalali and money is in toman, as
   * people use both. Organisations are named by their ids, which stay the same when a name changes.
   */
  readonly sentence: Readonly<Record<Language, (data: Data) => string>>;
}

/** The facts of all events of a union; a missing or an extra type does not compile. */
export type FactsOf<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Fact<Extract<Event, { readonly type: Type }>['data']>;
};

/** The events that facts are about. */
export type EventOf<Facts> = Facts extends unknown
  ? {
      readonly [Type in keyof Facts]: Facts[Type] extends Fact<infer Data>
        ? { readonly type: Type; readonly data: Data }
        : never;
    }[keyof Facts]
  : never;

/** Facts of events that all change one screen. */
export function shownOn<Facts extends object>(board: LiveBoard, facts: Facts): Facts {
  return inAll(facts, { board });
}

/** Facts of events that name their province in their data. */
export function inProvince<Facts extends object>(
  province: (data: object) => string | undefined,
  facts: Facts,
): Facts {
  return inAll(facts, { province });
}

function inAll<Facts extends object>(facts: Facts, added: Partial<Fact<object>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([type, fact]) => [type, { ...(fact as object), ...added }]),
  ) as Facts;
}

export function concernsAgency({ agency }: { readonly agency: string }): Concerned {
  return { agencies: [agency], banks: [] };
}

/** The organisation that an event concerns. Sectors and counties are no organisations that could be told. */
export function concernsOrganisation({
  kind,
  id,
}: {
  readonly kind: string;
  readonly id: string;
}): Concerned {
  return { agencies: kind === 'agency' ? [id] : [], banks: kind === 'bank' ? [id] : [] };
}
