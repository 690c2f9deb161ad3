import { type Decision, type JsonValue, type Refusal, refused, unchanged } from '../kernel/decision.js';

type Content = Readonly<Record<string, JsonValue | undefined>>;

/** The optional keys of a record that hold undefined are left out of it. */
type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The fields without those that are undefined: JSON knows no undefined, and events are exactly their JSON. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}

/**
 * What an act that is on record already is answered with: unchanged when the content is the same, else refused with
 * the fields that differ, as recorded and as given (null where one of them has none).
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
  return refused('conflicts_with_recorded', { key, recorded: only(recorded), given: only(given) });
}

/** The decision that a refusal found by a guard amounts to. */
export function refusedBy<Name extends string>(refusal: Refusal<Name>): Decision<never, Name> {
  return { kind: 'refused', refusal };
}
