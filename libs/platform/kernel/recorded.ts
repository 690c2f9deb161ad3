import {
  type Decision,
  type DomainEvent,
  type JsonValue,
  type Refusal,
  refused,
  unchanged,
} from './decision.js';
import { hiddenDifference } from './spelling.js';

type Content = Readonly<Record<string, JsonValue | undefined>>;

/** The type of a record without optional keys that are undefined. */
type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** Removes undefined fields: JSON has no undefined, and events are exactly their JSON. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  // A loop takes a third of the time of `Object.entries` and `Object.fromEntries` (measured).
  const given: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = (fields as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) given[key] = value;
  }
  return given as Present<Fields>;
}

/**
 * The answer to an act that is already recorded: unchanged when the content is the same. Otherwise a refusal with the
 * fields that differ, as recorded and as given (null where one has none). For texts that look alike, it also names the
 * code points that differ.
 */
export function again(
  key: string,
  recorded: Content,
  given: Content,
): Decision<never, 'conflicts_with_recorded'> {
  const differing = Object.keys({ ...recorded, ...given }).filter(
    (field) => recorded[field] !== given[field],
  );
  if (differing.length === 0) return unchanged;
  const only = (content: Content): JsonValue =>
    Object.fromEntries(differing.map((field) => [field, content[field] ?? null]));
  const alike = differing.flatMap((field) => {
    const [a, b] = [recorded[field], given[field]];
    const difference = typeof a === 'string' && typeof b === 'string' ? hiddenDifference(a, b) : undefined;
    return difference === undefined ? [] : [[field, difference] as const];
  });
  return refused('conflicts_with_recorded', {
    key,
    recorded: only(recorded),
    given: only(given),
    ...(alike.length > 0 && { lookAlike: Object.fromEntries(alike) }),
  });
}

/** Adds the recorded spelling to a refusal, where an id was given in another one that looks alike. */
export function withSpelling<Event extends DomainEvent, Name extends string>(
  decision: Decision<Event, Name>,
  field: string,
  recorded: string,
  given: string,
): Decision<Event, Name> {
  const difference = hiddenDifference(recorded, given);
  if (decision.kind !== 'refused' || difference === undefined) return decision;
  const { name, figures } = decision.refusal;
  const before = figures.spellings;
  const spellings = {
    ...(before as Readonly<Record<string, JsonValue>> | undefined),
    [field]: { recorded, given, difference },
  };
  return { kind: 'refused', refusal: { name, figures: { ...figures, spellings } } };
}

/** The decision for a refusal that a guard found. */
export function refusedBy<Name extends string>(refusal: Refusal<Name>): Decision<never, Name> {
  return { kind: 'refused', refusal };
}
