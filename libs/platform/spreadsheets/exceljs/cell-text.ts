/** Of Excel; it calls a file with a longer cell damaged. */
const LENGTH_MAX = 32_767;

/** What XML cannot hold or would change (a carriage return), and `_x0041_`, which is read as an escaped character. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const ESCAPED = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as a cell of a workbook holds it; one that is too long ends in «…». */
export function cellText(text: string): string {
  const escaped = text.replace(LONE_SURROGATE, '\ufffd').replace(ESCAPED, escape);
  return escaped.length <= LENGTH_MAX ? escaped : `${cut(escaped, LENGTH_MAX - 1)}…`;
}

function escape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Not within an escape, nor between the halves of a character. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/_(x[0-9a-f]{0,4})?$/i, '')
    .replace(LONE_SURROGATE, '');
}
