/** How one field of a request is understood and checked. */
export interface DeclaredField {
  readonly code: string;
  /** The rest of a sentence that begins with the name of the field. */
  readonly words: string;
  /** What is meant by what was given; what is not understood comes back as it is. */
  readonly read?: (given: unknown) => unknown;
  readonly good: (value: unknown) => boolean;
  readonly optional: boolean;
}

export type RequestClass = new () => object;

/** By the prototype that declares them. */
const declared = new WeakMap<object, Map<string, DeclaredField>>();

export function declareField(prototype: object, name: string, field: DeclaredField): void {
  const fields = declared.get(prototype) ?? new Map<string, DeclaredField>();
  declared.set(prototype, fields.set(name, field));
}

/** The fields of a class, those of its base classes first. */
export function fieldsOf({ prototype }: RequestClass): ReadonlyMap<string, DeclaredField> {
  const chain: object[] = [];
  for (
    let each: unknown = prototype;
    typeof each === 'object' && each !== null;
    each = Object.getPrototypeOf(each)
  )
    chain.unshift(each);
  return new Map(chain.flatMap((each) => [...(declared.get(each) ?? [])]));
}
