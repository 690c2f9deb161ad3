import { identityKey } from './spelling.js';

/** Characters that reorder the text around them. A name with one can be made to look like another name. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
// eslint-disable-next-line no-control-regex -- this expression looks for control characters
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/**
 * The form in which a word is *searched for*: its {@link identityKey} in lower case, with «ه» for «ة» and a blank for
 * an underscore. Never shown and never stored, because ZWNJ belongs to Persian spelling.
 */
export function foldForSearch(text: string): string {
  return identityKey(text).replaceAll('ة', 'ه').replace(/[ _]+/g, ' ').trim().toLowerCase();
}

/**
 * The key by which names of organisations and column headers are compared. Between the parts of a compound, Persian has
 * a ZWNJ, a blank or nothing: «قرض‌الحسنه», «قرض الحسنه» and «قرضالحسنه» are one name.
 */
export function nameKey(name: string): string {
  return foldForSearch(name).replaceAll(' ', '');
}

export type TextFault = 'empty' | 'too_long' | 'control_character' | 'bidi_control';

/** The fault of a text that people wrote, or undefined. Lengths are in UTF-16 units. */
export function textFault(text: string, maxLength = 500): TextFault | undefined {
  if (identityKey(text) === '') return 'empty';
  if (text.length > maxLength) return 'too_long';
  if (BIDI_CONTROLS.test(text)) return 'bidi_control';
  if (CONTROL.test(text)) return 'control_character';
  return undefined;
}

const IDENTIFIER = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c._:/-]{0,79}$/u;

/** Identifiers of facilities, jobs, organisations: letters or digits first, then also `.` `_` `:` `/` `-`; at most 80. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** The number of bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    // Each half of a surrogate pair counts two: together they are one character of four bytes.
    else bytes += code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
