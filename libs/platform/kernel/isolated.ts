/** Letters of right-to-left scripts: Hebrew, Arabic and Persian, with their presentation forms. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * Unicode isolates. Software that reorders text (the bidirectional algorithm) would otherwise let a Persian name move
 * the numbers beside it. Isolates separate their content from its neighbours. Other software ignores them, and they are
 * invisible.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? isolate(text) : text;
}

/** Isolates a text of any script, for use in a right-to-left sentence. */
export function isolate(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
}
