import { asciiDigits } from '@misaq/calendar/digits.js';
import { identityKey } from './spelling.js';

/*
 * What a spreadsheet makes of an identifier that it takes for a number. The digits that it left away are lost, so that
 * two identifiers can become one: such a text names nothing.
 */

export type SpreadsheetFault = 'shortened_number' | 'decimal_number';

/**
 * A number in powers of ten, as spreadsheets (`6.03799E+15`, `1E+15`, `1.00E-05`) and programs (`6.03799E15`) write it: a
 * sign before the power, or a decimal separator. Persian keyboards and settings write the separator `٫`, `،` or `/`; a
 * slash is taken for one only before a power with its sign, because references are full of slashes.
 *
 * `1E10` and `12E05` are taken: no spreadsheet leaves the sign away, and files are numbered like that. So are `1E-5` and
 * `12E-05`: a spreadsheet writes one digit before a power without a fraction, and two digits of the power.
 */
const SHORTENED = /^[-+−]?(?:\d+[.,٫،]\d+e[-+−]?\d+|\d+\/\d+e[-+−]\d+|\d+e\+\d+|\de[-−]\d{2,})$/i;

/** A whole number with a fraction of zeros: `12345.0`. */
const WITH_ZERO_FRACTION = /^[-+−]?\d+[.,٫،]0+$/;

/** What a spreadsheet or a program did to an identifier or a reference; undefined when it looks as it was written. */
export function spreadsheetFault(text: string): SpreadsheetFault | undefined {
  // Nearly every text begins with a letter, has one other than E, or has neither E nor a separator.
  const first = text.charCodeAt(0) | 0x20;
  if (first >= 0x61 && first <= 0x7a) return undefined;
  if (!/^[^a-df-z]*$/i.test(text) || !/[e.,٫،]/i.test(text)) return undefined;
  const key = asciiDigits(identityKey(text));
  if (SHORTENED.test(key)) return 'shortened_number';
  return WITH_ZERO_FRACTION.test(key) ? 'decimal_number' : undefined;
}

/** Whether the code of a bad field is one of these. */
export function isSpreadsheetFault(code: unknown): code is SpreadsheetFault {
  return typeof code === 'string' && Object.hasOwn(SPREADSHEET_FAULTS, code);
}

/** The rest of a sentence that begins with the name of the field. */
export const SPREADSHEET_FAULTS: Readonly<Record<SpreadsheetFault, string>> = {
  shortened_number: 'was shortened by a spreadsheet; format the column as text and write all digits.',
  decimal_number: 'is a number with a decimal point, as a spreadsheet writes it; format the column as text.',
};
