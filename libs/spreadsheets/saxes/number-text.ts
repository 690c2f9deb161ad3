/*
 * Numbers as texts. A spreadsheet computes with 15 significant digits and may write two more, which are no part of what
 * its user sees (0.1 + 0.2 stands in the file as 0.30000000000000004).
 */

const SIGNIFICANT_DIGITS = 15;
const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/** In plain digits, without an exponent; undefined when it is no number. A whole number keeps every digit it has. */
export function numberText(raw: string): string | undefined {
  const text = raw.trim();
  const parts = DECIMAL.exec(text);
  if (parts === null || !Number.isFinite(Number(text))) return undefined;
  const whole = plain(parts);
  if (!whole.includes('.')) return whole;
  const [, sign = '', digits = '', fraction = '', exponent = '0'] =
    DECIMAL.exec(Number(text).toPrecision(SIGNIFICANT_DIGITS)) ?? [];
  return plain(['', sign, digits, fraction, exponent]);
}

/** Moves the decimal point to where the exponent says, and leaves away what says nothing. */
function plain([, sign = '', digits = '', fraction = '', exponent = '0']: readonly (
  string | undefined
)[]): string {
  const all = digits + fraction;
  const point = digits.length + Number(exponent);
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0');
  const at = Math.max(point, 1);
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  const value = rest === '' ? whole : `${whole}.${rest}`;
  return value === '0' ? '0' : sign + value;
}

const DAY_MS = 86_400_000;
/** The day that number 0 would be, past the 29th of February 1900, which spreadsheets count and no calendar has. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
const NO_DAY_OF_1900 = 60;
/** The end of 9999. */
const LAST_DAY = 2_958_465;

/** The ISO day of a day's number, without its time of day; undefined when it is none. */
export function serialDay(raw: string, from1904: boolean): string | undefined {
  const serial = Math.floor(Number(raw));
  if (Number.isNaN(serial) || serial < (from1904 ? 0 : 1)) return undefined;
  if (serial > LAST_DAY || (!from1904 && serial === NO_DAY_OF_1900)) return undefined;
  const early = !from1904 && serial < NO_DAY_OF_1900 ? 1 : 0;
  const from = from1904 ? DAY_0_OF_1904 : DAY_0_OF_1900;
  const day = new Date(from + (serial + early) * DAY_MS).toISOString();
  return day.length === '2022-12-18T00:00:00.000Z'.length ? day.slice(0, 10) : undefined;
}
