import type { ReadField } from '@misaq/platform/questions/fields.js';

export type RequestClass = new () => object;

/** By the prototype that declares them. */
const declared = new WeakMap<object, Map<string, ReadField>>();

export function declareField(prototype: object, name: string, field: ReadField): void {
  const fields = declared.get(prototype) ?? new Map<string, ReadField>();
  declared.set(prototype, fields.set(name, field));
}

/** The fields of a class, those of its base classes first. */
export function fieldsOf({ prototype }: RequestClass): ReadonlyMap<string, ReadField> {
  const chain: object[] = [];
  for (
    let each: unknown = prototype;
    typeof each === 'object' && each !== null;
    each = Object.getPrototypeOf(each)
  )
    chain.unshift(each);
  return new Map(chain.flatMap((each) => [...(declared.get(each) ?? [])]));
}
