/** Letters that are written from right to left: Hebrew, Arabic and Persian, with their presentation forms. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * What reorders text (Unicode's bidirectional algorithm) would let a Persian name pull the numbers beside it to its own
 * side. Isolates keep what is inside from touching what is outside; what does not reorder ignores them, and they take no
 * room.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? isolate(text) : text;
}

/** Isolates a text whatever it is written in, for a sentence that runs from right to left. */
export function isolate(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
}
