import { type JsonValue } from './decision.js';

const MAX_DEPTH = 32;
const INTEGER_LIKE = /^(0|[1-9]\d*)$/;

/**
 * JSON with sorted keys, from strings, safe integers, booleans, null, arrays and objects only. Such text, parsed and
 * written again, is the same text in every store and every language: that is what hashes of events rest on.
 * A key that is `undefined` is left out, as JSON does; a bigint is written as the string of its digits, which is how
 * rials stand in events.
 *
 * @throws TypeError on anything else (a fraction, an integer-like key, which JavaScript would reorder): a mistake of
 *   the program, never of its user.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new TypeError(`not a safe integer: ${String(value)}`);
    return String(value);
  }
  if (typeof value === 'bigint') return `"${value.toString()}"`;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`);
  if (depth >= MAX_DEPTH) throw new TypeError('nested too deeply');
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  return writeObject(value as Readonly<Record<string, unknown>>, depth);
}

function writeObject(object: Readonly<Record<string, unknown>>, depth: number): string {
  const keys = Object.keys(object);
  if (!inOrder(keys)) keys.sort();
  let text = '';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) continue;
    if (key === '__proto__' || (startsWithDigit(key) && INTEGER_LIKE.test(key)))
      throw new TypeError(`not a key of canonical JSON: ${key}`);
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(value, depth + 1)}`;
  }
  return `{${text}}`;
}

/** Keys written in order in the code need no sorting: most of them. */
function inOrder(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1)
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return false;
  return true;
}

function startsWithDigit(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** Whether a text is what {@link canonicalJson} writes. */
export function isCanonicalJson(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as JsonValue) === text;
  } catch {
    return false;
  }
}
