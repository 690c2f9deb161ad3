/**
 * The data of an event: exactly the JSON that is stored, so that reading and writing it again gives the same bytes.
 */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Something that happened, before it has a position in the log. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/**
 * A refusal for business reasons: a stable name with the figures that caused it. The name is the same on the command
 * line, in the API and on the screens. A refusal is a value and is never thrown. Rials among the figures are decimal
 * strings.
 */
export interface Refusal<Name extends string = string> {
  readonly name: Name;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

/** Additional information beside an accepted answer. */
export interface Remark {
  readonly name: string;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

export type Decision<Event extends DomainEvent = DomainEvent, Name extends string = string> =
  | { readonly kind: 'accepted'; readonly events: readonly Event[] }
  /**
   * The same act with the same content is already recorded: it gets its first answer, and nothing is written. The
   * remark states what happened to it since, when a client that repeats it should know.
   */
  | { readonly kind: 'unchanged'; readonly remark?: Remark }
  | { readonly kind: 'refused'; readonly refusal: Refusal<Name> };

export function accepted<Event extends DomainEvent>(...events: readonly Event[]): Decision<Event, never> {
  return { kind: 'accepted', events };
}

export const unchanged: Decision<never, never> = { kind: 'unchanged' };

export function refused<Name extends string>(
  name: Name,
  figures: Refusal['figures'] = {},
): Decision<never, Name> {
  return { kind: 'refused', refusal: { name, figures } };
}

/** Closes a switch over a union: if a member is not handled, this call does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
