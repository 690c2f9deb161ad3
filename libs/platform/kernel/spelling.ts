import { asciiDigits } from '@misaq/platform/calendar/digits.js';

/*
 * Decides when a reader takes two texts for the same. References, ids and names are compared by a key; the original
 * text is kept and shown. Two keyboards, a web page and a spreadsheet spell one Persian text in several ways that look
 * alike on a screen.
 */

/**
 * Whether a text is visible ASCII with single blanks between words: such a text is its own key. Most references and ids
 * are, and every command checks each of them. A loop takes a fraction of the time of a regular expression (measured).
 */
function isPlain(text: string): boolean {
  let afterBlank = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || code < 0x20 || (code === 0x20 && afterBlank)) return false;
    afterBlank = code === 0x20;
  }
  return !afterBlank;
}

/**
 * Characters that are not drawn: direction marks, joiners, soft hyphens, fillers. Also tatweel, which only stretches a
 * line.
 */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]/gu;
const MARKS = /\p{M}/gu;
const BLANKS = /\s+/g;
const DIGITS = /\p{Nd}/gu;
const HEH_WITH_HAMZA = 'ۀ';
const ARABIC_YE = 'ي';

/**
 * The key by which references and ids are compared: NFC, one spelling of ye and kaf, ASCII digits, single blanks. It is
 * without invisible characters, tatweel and combining marks. Letter case counts. The key of a key is the key itself.
 *
 * Ye is also folded before NFC: only the Arabic ye composes with a hamza to «ئ», and the Persian one looks the same.
 */
export function identityKey(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(/[یى]/g, ARABIC_YE)
    .normalize('NFC')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replaceAll(HEH_WITH_HAMZA, 'ه')
    .replace(DIGITS, digitValue)
    .replace(BLANKS, ' ')
    .trim();
}

/** The ASCII form of a decimal digit. Digits are in runs from zero to nine, in every script (Unicode 15, 4.6). */
function digitValue(digit: string): string {
  const ascii = asciiDigits(digit);
  if (ascii !== digit) return ascii;
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

export function isSameText(a: string, b: string): boolean {
  return a === b || identityKey(a) === identityKey(b);
}

/** The code points in which two texts differ that look the same; undefined when they are equal or differ visibly. */
export function hiddenDifference(recorded: string, given: string): string | undefined {
  return recorded === given || !isSameText(recorded, given)
    ? undefined
    : codePointDifference(recorded, given);
}

/** The code points in which a given text differs from a recorded one. */
export function codePointDifference(recorded: string, given: string): string {
  const [a, b] = differingCodePoints(recorded, given);
  return `${a} is recorded, ${b} is given`;
}

/** The code points of each text between their common beginning and their common end. */
export function differingCodePoints(one: string, other: string): readonly [string, string] {
  const [a, b] = [Array.from(one), Array.from(other)];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  return [codePoints(a.slice(start, a.length - end)), codePoints(b.slice(start, b.length - end))];
}

const CODE_POINTS_SHOWN_MAX = 16;

function codePoints(characters: readonly string[]): string {
  if (characters.length === 0) return 'nothing';
  const shown = characters
    .slice(0, CODE_POINTS_SHOWN_MAX)
    .map((each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  return [...shown, ...(characters.length > CODE_POINTS_SHOWN_MAX ? ['…'] : [])].join(' ');
}

/**
 * The recorded spelling of ids. It holds only ids that differ from their key, so it is empty in most streams.
 *
 * Logs of older versions may hold twins: two ids with one key. Each is found under its exact spelling. A third spelling
 * finds the id that is its own key, else the one that was recorded first.
 */
export class Spellings {
  readonly #byKey: Map<string, string>;

  constructor(byKey: ReadonlyMap<string, string> = new Map()) {
    this.#byKey = new Map(byKey);
  }

  /** Whether all recorded ids equal their keys. */
  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Adds the id of a recorded event. */
  add(recorded: string): void {
    const key = identityKey(recorded);
    if (key !== recorded && !this.#byKey.has(key)) this.#byKey.set(key, recorded);
  }

  /** The recorded spelling of an id, or the given one when nothing is recorded under it. */
  recordedFor(given: string, isRecorded: (id: string) => boolean): string {
    const key = identityKey(given);
    // True for nearly every id and stream, which then need no look-up.
    if (key === given && this.#byKey.size === 0) return given;
    if (isRecorded(given)) return given;
    if (isRecorded(key)) return key;
    return this.#byKey.get(key) ?? given;
  }

  copy(): Spellings {
    return new Spellings(this.#byKey);
  }
}
