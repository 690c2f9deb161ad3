/*
 * Numbers as texts. A spreadsheet computes with 15 significant digits and may write two more, which its user does not
 * see. (0.1 + 0.2 is 0.30000000000000004 in the file.)
 */

const SIGNIFICANT_DIGITS = 15;
const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/** A number in plain digits, without an exponent; undefined for other texts. A whole number keeps all its digits. */
export function numberText(raw: string): string | undefined {
  if (raw.length > LENGTH_MAX) return undefined;
  const text = raw.trim();
  const parts = DECIMAL.exec(text);
  if (parts === null || !Number.isFinite(Number(text))) return undefined;
  // The exponent is limited, because it determines the number of zeros to write.
  if (Math.abs(Number(parts[4] ?? 0)) > EXPONENT_MAX) return undefined;
  const whole = plain(parts);
  if (!whole.includes('.')) return whole;
  const [, sign = '', digits = '', fraction = '', exponent = '0'] =
    DECIMAL.exec(Number(text).toPrecision(SIGNIFICANT_DIGITS)) ?? [];
  return plain(['', sign, digits, fraction, exponent]);
}

/** Programs write at most 25 characters. */
const LENGTH_MAX = 400;
/** Limit of a double. */
const EXPONENT_MAX = 324;

/** Moves the decimal point by the exponent, and removes redundant zeros. */
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
/** The day with number 0 for days after 29 February 1900, which spreadsheets count and no calendar has. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
const NO_DAY_OF_1900 = 60;
/** The last day of year 9999. */
const LAST_DAY = 2_958_465;

/** The number of 1582-10-15. Earlier days are in the Julian calendar: the day before was the 4th. */
const FIRST_GREGORIAN_DAY = -115_858;
/** The Julian day number of number 0. */
const JULIAN_DAY_0_OF_1900 = 2_415_019;

/**
 * A day's number in milliseconds, rounded as the spreadsheet displays it. Arithmetic can leave 45923.99999999999, which
 * is displayed as day 45924.
 */
function toMilliseconds(raw: string): number {
  return Math.round(Number(raw) * DAY_MS);
}

/** Whether the number of a day includes a time of day. */
export function hasTimeOfDay(raw: string): boolean {
  return toMilliseconds(raw) % DAY_MS !== 0;
}

/** The ISO day of a day's number, without its time of day; undefined when it is invalid. */
export function serialDay(raw: string, from1904: boolean): string | undefined {
  const serial = Math.floor(toMilliseconds(raw) / DAY_MS);
  if (!from1904 && serial < FIRST_GREGORIAN_DAY) return typedDay(serial);
  if (Number.isNaN(serial) || serial < (from1904 ? 0 : 1)) return undefined;
  if (serial > LAST_DAY || (!from1904 && serial === NO_DAY_OF_1900)) return undefined;
  const early = !from1904 && serial < NO_DAY_OF_1900 ? 1 : 0;
  const from = from1904 ? DAY_0_OF_1904 : DAY_0_OF_1900;
  const day = new Date(from + (serial + early) * DAY_MS).toISOString();
  return day.length === '2022-12-18T00:00:00.000Z'.length ? day.slice(0, 10) : undefined;
}

/**
 * The text that was typed for a day long before spreadsheets existed. LibreOffice takes `1405-09-04`, which its user
 * means as a Jalali day, for a day of year 1405. It stores a negative number (measured with 7.4; Excel keeps the text).
 * This function restores the typed text. The arithmetic is that of E. G. Richards for the Julian calendar.
 */
function typedDay(serial: number): string | undefined {
  const cycle = 4 * (serial + JULIAN_DAY_0_OF_1900 + 1401) + 3;
  const ofYear = 5 * Math.floor((cycle % 1461) / 4) + 2;
  const day = Math.floor((ofYear % 153) / 5) + 1;
  const month = ((Math.floor(ofYear / 153) + 2) % 12) + 1;
  const year = Math.floor(cycle / 1461) - 4716 + Math.floor((14 - month) / 12);
  if (!(year > 0)) return undefined;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
