const SHOWN_LENGTH_MAX = 60;
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- characters that a terminal obeys are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** A value out of a file: short, and without characters that a terminal would obey instead of showing. */
export function visible(value: string): string {
  const short = value.length > SHOWN_LENGTH_MAX ? `${value.slice(0, SHOWN_LENGTH_MAX)}…` : value;
  return short.replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for use within a sentence. */
export function shown(value: string): string {
  return `«${visible(value)}»`;
}
