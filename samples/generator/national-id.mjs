/**
 * National IDs of nobody. The first three digits of a national ID name the office that issued it; the published lists
 * of offices end with 732, so that 999 is far from any in use. The check digit is right: an importer must take them.
 */
const PREFIX = '999';
const SERIALS = 1_000_000;
/** Without a factor in common with SERIALS: neighbours get serials far apart, and no serial comes twice. */
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
  // Ten equal digits are never a national ID, whatever the check digit says.
  if (/^(\d)\1{9}$/.test(id)) throw new RangeError(`person ${person} would get ${id}`);
  return id;
}

/** Where the people of each part begin, so that no two parts share a person by accident. */
export const PEOPLE = { note16: 0, homeBased: 20_000, rural: 30_000, jobs: 100_000 };
