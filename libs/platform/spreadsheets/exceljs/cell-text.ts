/** Excel's limit; it calls a file with a longer cell damaged. */
const LENGTH_MAX = 32_767;

/**
 * Characters that XML cannot contain or would change (a carriage return), and `_x0041_`, which readers take for an
 * escape.
 */
// eslint-disable-next-line no-control-regex -- this expression looks for control characters
const ESCAPED = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as the cell of a workbook stores it. A text that is too long ends in «…». */
export function cellText(text: string): string {
  const escaped = text.replace(LONE_SURROGATE, '\ufffd').replace(ESCAPED, escape);
  return escaped.length <= LENGTH_MAX ? escaped : `${cut(escaped, LENGTH_MAX - 1)}…`;
}

function escape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Cuts a text, but not within an escape or a surrogate pair. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/_(x[0-9a-f]{0,4})?$/i, '')
    .replace(LONE_SURROGATE, '');
}
