const SHOWN_LENGTH_MAX = 60;
// eslint-disable-next-line no-control-regex -- characters that change how a terminal shows text are what is looked for
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** A value out of a file for a message: short, and without characters that a terminal would obey instead of showing. */
export function shown(value: string): string {
  const short = value.length > SHOWN_LENGTH_MAX ? `${value.slice(0, SHOWN_LENGTH_MAX)}…` : value;
  return `«${short.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}»`;
}
