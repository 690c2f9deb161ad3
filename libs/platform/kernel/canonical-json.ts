import type { JsonValue } from './decision.js';

const MAX_DEPTH = 32;
const SORTED_BY_INSERTION_MAX = 24;
const INTEGER_LIKE = /^(0|[1-9]\d*)$/;

/**
 * JSON with sorted keys, made only of strings, safe integers, booleans, null, arrays and objects. Such text, parsed and
 * written again, is the same text in every store and language. The hashes of events depend on that. A key with value
 * `undefined` is left out, as in JSON. A bigint is written as a string of digits, which is the form of rials in events.
 *
 * @throws TypeError on anything else (a fraction, an integer-like key, which JavaScript would reorder). Such a value is
 * a bug of the program, never a fault of its user.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value, 0));
}

/** The same value with sorted keys, checked. Values that are already sorted are not copied. */
function ordered(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        throw new TypeError(`not a safe integer: ${String(value)}`);
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      if (value === null) return value;
      if (depth >= MAX_DEPTH) throw new TypeError('nested too deeply');
      return Array.isArray(value)
        ? value.map((item) => ordered(item, depth + 1))
        : orderedObject(value as Readonly<Record<string, unknown>>, depth);
    case 'undefined':
    case 'function':
    case 'symbol':
      throw new TypeError(`not JSON: ${typeof value}`);
  }
}

function orderedObject(object: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of sorted(Object.keys(object))) {
    const value = object[key];
    if (value === undefined) continue;
    if (key === '__proto__' || (startsWithDigit(key) && INTEGER_LIKE.test(key)))
      throw new TypeError(`not a key of canonical JSON: ${key}`);
    copy[key] = ordered(value, depth + 1);
  }
  return copy;
}

/**
 * Sorts in place by insertion: events have a dozen keys, and `sort` allocates more than the event itself (measured).
 */
function sorted(keys: string[]): string[] {
  if (keys.length > SORTED_BY_INSERTION_MAX) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] ?? '';
    let at = end;
    for (; at > 0 && (keys[at - 1] ?? '') > key; at -= 1) keys[at] = keys[at - 1] ?? '';
    keys[at] = key;
  }
  return keys;
}

function startsWithDigit(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** Whether a text is an output of {@link canonicalJson}. */
export function isCanonicalJson(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as JsonValue) === text;
  } catch {
    return false;
  }
}
