/**
 * National IDs of no living person. The first three digits of a national ID name the office that issued it. The
 * published lists of offices end with 732, so 999 is far from any in use. The check digit is valid, so importers must
 * accept them.
 */
const PREFIX = '999';
const SERIALS = 1_000_000;
/** Has no common factor with SERIALS: consecutive people get distant serials, and no serial occurs twice. */
const STRIDE = 387_691;

function checkDigit(nineDigits) {
  const weighted = [...nineDigits].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0);
  const remainder = weighted % 11;
  return remainder < 2 ? remainder : 11 - remainder;
}

/** @param {number} person 0 to 999,999; another person, another ID */
export function nationalId(person) {
  const nineDigits = PREFIX + String((person * STRIDE) % SERIALS).padStart(6, '0');
  const id = nineDigits + String(checkDigit(nineDigits));
  // Ten equal digits are never a national ID, even with a valid check digit.
  if (/^(\d)\1{9}$/.test(id)) throw new RangeError(`person ${person} would get ${id}`);
  return id;
}

/** First person number of each part, so that no two parts share a person by accident. */
export const PEOPLE = { note16: 0, homeBased: 20_000, rural: 30_000, jobs: 100_000 };
