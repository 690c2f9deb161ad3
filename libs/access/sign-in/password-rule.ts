/** In characters as a person counts them (code points). */
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

/** Why a password is not taken. */
export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'like_the_account' | 'too_uniform';

/** A password with fewer different characters is a pattern. */
const DIFFERENT_MIN = 5;

/**
 * Words that passwords are commonly made of, and those of this place. What remains of a password without them is counted:
 * of «Tabriz1403Tabriz» nothing remains.
 */
const COMMON = [
  ...[
    'password',
    'passwort',
    'passw0rd',
    'p@ssw0rd',
    'p@ssword',
    'letmein',
    'welcome',
    'iloveyou',
    'sunshine',
  ],
  ...['princess', 'football', 'baseball', 'superman', 'batman', 'dragon', 'monkey', 'master', 'shadow'],
  ...[
    'admin',
    'administrator',
    'root',
    'user',
    'guest',
    'test',
    'demo',
    'default',
    'changeme',
    'secret',
    'login',
  ],
  ...[
    'qwertyuiop',
    'qwerty',
    'asdfghjkl',
    'asdfgh',
    'zxcvbnm',
    'zxcvbn',
    '1q2w3e4r5t',
    '1q2w3e4r',
    '1qaz2wsx',
  ],
  ...[
    'abcdefghijklmnopqrstuvwxyz',
    'abcdefgh',
    'abcdef',
    'abcd',
    'abc',
    '0123456789',
    '9876543210',
    'trustno',
  ],
  ...[
    'misaq',
    'misagh',
    'میثاق',
    'tabriz',
    'تبریز',
    'azerbaijan',
    'azarbaijan',
    'آذربایجان',
    'iran',
    'ایران',
  ],
  ...[
    'tehran',
    'تهران',
    'behzisti',
    'بهزیستی',
    'ostandari',
    'استانداری',
    'bank',
    'بانک',
    'governor',
    'deputy',
  ],
  ...[
    'labour',
    'agency',
    'inspector',
    'mohammad',
    'محمد',
    'hossein',
    'حسین',
    'fatemeh',
    'فاطمه',
    'allah',
    'salam',
  ],
  ...['سلام', 'رمز', 'گذرواژه', 'پسورد', 'khoda', 'خدا', 'persian', 'esteghlal', 'perspolis', 'پرسپولیس'],
].toSorted((a, b) => b.length - a.length);

/** So many characters must remain beside common words, digits and signs. */
const OWN_MIN = 4;

/**
 * Why a password cannot be taken; undefined when it can. Its length counts and what everybody would guess, and no rule of
 * which kinds of characters it has.
 *
 * @param names what guesses begin with: the account, its principals
 */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | undefined {
  const characters = Array.from(password);
  if (characters.length < PASSWORD_LENGTH.min) return 'too_short';
  if (characters.length > PASSWORD_LENGTH.max) return 'too_long';
  if (new Set(characters).size < DIFFERENT_MIN) return 'too_uniform';
  const lower = password.toLowerCase();
  if (ownOf(lower, []) < OWN_MIN) return 'too_common';
  return ownOf(lower, names) < OWN_MIN ? 'like_the_account' : undefined;
}

/** How many letters are in none of the words, or digits in no run. */
function ownOf(lower: string, names: readonly string[]): number {
  let rest = lower;
  for (const word of [...names.map((name) => name.toLowerCase()), ...COMMON])
    if (word.length > 2) rest = rest.replaceAll(word, ' ');
  // A year, a day or a number behind a word is the first thing that is tried. A password of digits alone has to be long.
  const letters = rest.replace(/[^\p{L}]/gu, '');
  const digits = new Set(rest.replace(/\P{Nd}/gu, '')).size;
  return Array.from(letters).length + Math.max(0, digits - 4);
}
