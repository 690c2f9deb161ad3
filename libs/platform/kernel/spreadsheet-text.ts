import { identityKey } from './spelling.js';

/*
 * What a spreadsheet makes of an identifier that it takes for a number. The removed digits are lost, so two identifiers
 * can become one. Such a text must name nothing.
 */

export type SpreadsheetFault =
  'shortened_number' | 'decimal_number' | 'number_signs' | 'error_value' | 'truth_value';

/**
 * A number in powers of ten, as spreadsheets (`6.03799E+15`, `6.E+15`, `.6E+16`, `1E+15`, `1.00E-05`) and programs
 * (`6.03799E15`) write it. It has a sign before the power, or a decimal separator. Persian keyboards and settings write
 * the separator as `٫`, `،` or `/`. A slash counts only before a power with its sign, because references are full of
 * slashes.
 *
 * `1E10` and `12E05` are accepted: spreadsheets always write the sign, and files are numbered like that. So are `1E-5`
 * and `12E-05`: without a fraction, a spreadsheet writes one digit before the power, and two digits of the power.
 */
const SHORTENED =
  /^[-+−]?(?:\d+[.,٫،]\d+e[-+−]?\d+|\d+[.,٫،]e[-+−]\d+|[.,٫،]\d+e[-+−]?\d+|\d+\/\d+e[-+−]\d+|\d+e\+\d+|\de[-−]\d{2,})$/i;

/** The same with the power signs that Unicode gives to Persian (`۶٫۰۳×۱۰^۱۵`) and to Arabic (`٦٫٠٣أس١٥`, CLDR 44). */
const SHORTENED_IN_PERSIAN = /^[-+−]?\d+(?:[.,٫،]\d+)?(?:×10\^?|أس)[-+−]?\d+$/;

/** A whole number with a fraction of zeros, possibly with thousands separators: `12345.0`, `12,345.00`. */
const WITH_ZERO_FRACTION = /^[-+−]?(?:\d+|\d{1,3}(?:[,٬،]\d{3})+)[.,٫،]0+$/;

/** What a CSV file contains for a number or a day that is wider than its column. */
const NUMBER_SIGNS = /^#{2,}$/;

/** What a CSV file contains for a formula that failed, in Excel, Google Sheets and LibreOffice. */
const ERROR_VALUE =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|ERROR!|GETTING_DATA)|Err:\d{3})$/;

/** `'6.03799E+15` and `="6.03799E+15"`: people write these around a number to make a spreadsheet treat it as text. */
const WRAPPING = /^=?["'’]+|["'’]+$/g;

/** How a spreadsheet or program distorted an identifier or reference; undefined when it looks original. */
export function spreadsheetFault(text: string): SpreadsheetFault | undefined {
  const first = text.charCodeAt(0);
  // Nearly every text begins with a letter and is no spreadsheet value.
  if (isAsciiLetter(first)) return faultOfWord(text);
  // Invisible characters may precede the text.
  const key = first > 0x7f ? identityKey(text) : text;
  if (isAsciiLetter(key.charCodeAt(0))) return faultOfWord(key);
  if (key.startsWith('#')) return faultOfSigns(identityKey(key));
  // Nearly every other text has a letter other than E, or neither E nor a separator.
  return /^[^a-df-z]*$/i.test(key) && /[e.,٫،×]/i.test(key) ? faultOfNumber(identityKey(key)) : undefined;
}

function isAsciiLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

function faultOfWord(word: string): SpreadsheetFault | undefined {
  if (!/^(?:TRUE|FALSE|Err)/.test(word)) return undefined;
  const key = identityKey(word);
  if (key === 'TRUE' || key === 'FALSE') return 'truth_value';
  return ERROR_VALUE.test(key) ? 'error_value' : undefined;
}

function faultOfSigns(key: string): SpreadsheetFault | undefined {
  if (NUMBER_SIGNS.test(key)) return 'number_signs';
  return ERROR_VALUE.test(key) ? 'error_value' : undefined;
}

function faultOfNumber(key: string): SpreadsheetFault | undefined {
  const number = key.replace(WRAPPING, '');
  if (SHORTENED.test(number) || SHORTENED_IN_PERSIAN.test(number)) return 'shortened_number';
  return WITH_ZERO_FRACTION.test(number) ? 'decimal_number' : undefined;
}

/** Whether the code of an invalid field is one of these. */
export function isSpreadsheetFault(code: unknown): code is SpreadsheetFault {
  return typeof code === 'string' && Object.hasOwn(SPREADSHEET_FAULTS, code);
}

/** The rest of a sentence that begins with the name of the field. */
export const SPREADSHEET_FAULTS: Readonly<Record<SpreadsheetFault, string>> = {
  shortened_number: 'was shortened by a spreadsheet; format the column as text and write all digits.',
  decimal_number: 'is a number with a decimal point, as a spreadsheet writes it; format the column as text.',
  number_signs:
    'is a number that its column was too narrow to show; widen the column and save the file again.',
  error_value: 'is an error of the spreadsheet.',
  truth_value:
    'is a truth value, which a spreadsheet makes of a word; format the column as text and write it again.',
};

/** The same in Persian: the rest of a sentence that begins with the name of the field. */
export const SPREADSHEET_FAULTS_FA: Readonly<Record<SpreadsheetFault, string>> = {
  shortened_number: 'را صفحه‌گسترده کوتاه کرده است؛ ستون را به شکل متن درآورید و همه رقم‌ها را بنویسید.',
  decimal_number: 'عددی با ممیز است، چنان‌که صفحه‌گسترده می‌نویسد؛ ستون را به شکل متن درآورید.',
  number_signs: 'عددی است که در ستون باریک نشان داده نشده؛ ستون را پهن کنید و پرونده را دوباره ذخیره کنید.',
  error_value: 'خطای صفحه‌گسترده است.',
  truth_value:
    'مقداری منطقی است که صفحه‌گسترده از واژه ساخته است؛ ستون را به شکل متن درآورید و آن را دوباره بنویسید.',
};
