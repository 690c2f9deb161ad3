import type { ImportKindDefinition } from './import-kind.js';

/* The kinds of files of all subjects. The list of subjects fills this, as it fills the catalogue. */

interface FilingSubject {
  readonly importKinds?: Readonly<Record<string, ImportKindDefinition>>;
}

const names: string[] = [];
let kinds: ReadonlyMap<string, ImportKindDefinition> = new Map();
let definitions: readonly ImportKindDefinition[] = [];

/** Takes the kinds of these subjects. What an earlier list had is forgotten. */
export function knowImportKinds(subjects: readonly FilingSubject[]): void {
  const all = subjects.flatMap(({ importKinds = {} }) => Object.entries(importKinds));
  kinds = new Map(all.toSorted(([, a], [, b]) => (a.place ?? Infinity) - (b.place ?? Infinity)));
  names.splice(0, names.length, ...kinds.keys());
  definitions = [...kinds.values()];
}

/**
 * The names of all kinds, in the order in which lists have them. It is one array, which changes with the list: classes of
 * requests hold it from when they are loaded.
 */
export function importKinds(): readonly string[] {
  return names;
}

/** Every kind, in the same order. The same array until there is another list. */
export function importKindDefinitions(): readonly ImportKindDefinition[] {
  return definitions;
}

/** @throws Error for a name that no kind has: edges refuse it before */
export function importKind(name: string): ImportKindDefinition {
  const found = kinds.get(name);
  if (found === undefined) throw new Error(`no subject has files of the kind ${name}`);
  return found;
}
