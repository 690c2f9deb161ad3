import { isolate, RIGHT_TO_LEFT } from '@misaq/platform/kernel/isolated.js';

/** Letters, spaces, and digits with their separators: these stay in their places in a Persian sentence. */
const STAYS_IN_PERSIAN = /^[\p{Script=Arabic}\p{M}\s\u200c،٬٫/]*$/u;

/**
 * A value as it stands in a sentence. A name, a percentage or a sign of the other direction would reorder what is beside it
 * (Unicode's bidirectional algorithm), so it is isolated; whatever stays in its place is left as it is.
 */
export function inSentence(
  value: unknown,
  _format: string | undefined,
  language: string | undefined,
): string {
  const text = String(value);
  const stays =
    language === 'fa' ? STAYS_IN_PERSIAN.test(text) && !text.includes('٪') : !RIGHT_TO_LEFT.test(text);
  return stays ? text : isolate(text);
}
