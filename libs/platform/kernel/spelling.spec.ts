import fc from 'fast-check';
import { hiddenDifference, identityKey, isSameText, Spellings } from './spelling.js';
import { nameKey } from './text.js';

/** Spellings that a reader takes for the same: variants of each letter, and characters that may occur anywhere. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  ی: ['ی', 'ي', 'ى'],
  ک: ['ک', 'ك'],
  آ: ['آ', 'آ'],
  ئ: ['ئ', 'ئ', 'ئ'],
  é: ['é', 'e\u0301'],
  '1': ['1', '۱', '١', '１'],
  '7': ['7', '۷', '٧', '७'],
  ' ': [' ', '\u00a0', '  ', '\u202f \u2009'],
};
const NOTHING = [
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u061c',
  '\u00ad',
  '\u2060',
  '\ufeff',
  'ـ',
  '\u064e',
  '\u0651',
];
const VISIBLE = Array.from('اآبپتیکئمنهabzABZé0157/-._ ');

const character = fc.constantFrom(...VISIBLE);
/** The plain spelling: single blanks, none at the ends. */
const plainText = fc
  .array(character, { minLength: 1, maxLength: 12 })
  .map((all) => all.join('').replace(/ +/g, ' ').trim())
  .filter((text) => text !== '');

const spelled = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...Array.from(text, (letter) =>
        fc
          .tuple(
            fc.constantFrom(...(LETTERS[letter] ?? [letter])),
            fc.array(fc.constantFrom(...NOTHING), { maxLength: 1 }),
          )
          .map(([written, nothing]) => written + nothing.join('')),
      ),
    )
    .map((parts) => parts.join(''));

describe('The key of a text', () => {
  it('is the same for all spellings that look alike', () => {
    fc.assert(
      fc.property(
        plainText.chain((text) => fc.tuple(fc.constant(text), spelled(text), spelled(text))),
        ([text, one, other]) => {
          expect(identityKey(one)).toBe(identityKey(text));
          expect(identityKey(other)).toBe(identityKey(one));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is different for every other text, also in letter case', () => {
    fc.assert(
      fc.property(
        fc.tuple(plainText, plainText).filter(([a, b]) => a !== b),
        ([a, b]) => {
          expect(identityKey(a)).not.toBe(identityKey(b));
        },
      ),
      { numRuns: 1_000 },
    );
    expect(isSameText('ab-1', 'AB-1')).toBe(false);
  });

  it('is its own key, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(identityKey(identityKey(text))).toBe(identityKey(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a right-to-left mark', 'AB\u200f123', 'AB123'],
    ['a no-break blank', 'CD\u00a01', 'CD 1'],
    ['a decomposed letter', '\u0627\u0653-2', 'آ-2'],
    ['Arabic ye', 'ملي/123', 'ملی/123'],
    ['Arabic kaf', 'ك-1', 'ک-1'],
    ['a vowel mark', 'بُنیاد', 'بنیاد'],
    ['tatweel', 'بانـــک', 'بانک'],
    ['hamza over heh, as a mark and as a letter', 'خانهٔ', 'خانۀ'],
  ])('ignores %s', (_what, given, plain) => {
    expect(identityKey(given)).toBe(identityKey(plain));
  });
});

describe('The key of a name', () => {
  it('is the same with a ZWNJ, a blank or nothing between its parts', () => {
    const [first, ...others] = [
      'قرض\u200cالحسنه',
      'قرض الحسنه',
      'قرضالحسنه',
      'قرض  الحسنة',
      'قرض_الحسنه',
    ].map(nameKey);
    expect(new Set(others)).toEqual(new Set([first]));
    expect(nameKey('بانک ملی')).not.toBe(nameKey('بانک ملت'));
  });
});

describe('Texts that look alike', () => {
  it('are distinguished by the code points that differ', () => {
    expect(hiddenDifference('ملی/1', 'ملي/1')).toBe('U+06CC is recorded, U+064A is given');
    expect(hiddenDifference('AB1', 'AB\u200f1')).toBe('nothing is recorded, U+200F is given');
    expect(hiddenDifference('آ', '\u0627\u0653')).toBe('U+0622 is recorded, U+0627 U+0653 is given');
    expect(hiddenDifference('AB1', 'AB2')).toBeUndefined();
    expect(hiddenDifference('AB1', 'AB1')).toBeUndefined();
  });
});

describe('Recorded spellings', () => {
  const known = (ids: readonly string[]): ((given: string) => string) => {
    const spellings = new Spellings();
    ids.forEach((id) => {
      spellings.add(id);
    });
    return (given) => spellings.recordedFor(given, (id) => ids.includes(id));
  };

  it('are found by every spelling', () => {
    const recordedFor = known(['ملي-1', 'F-2']);
    expect(['ملی-1', 'ملي-1', 'م\u200cلى-۱'].map(recordedFor)).toEqual(['ملي-1', 'ملي-1', 'ملي-1']);
    expect(['F-2', 'F-۲'].map(recordedFor)).toEqual(['F-2', 'F-2']);
    expect(recordedFor('F-3')).toBe('F-3');
  });

  it('of twins are found by their own text, and by a third spelling the plain one', () => {
    const recordedFor = known(['ملي-1', 'ملى-1', 'ملی-1']);
    expect(['ملي-1', 'ملى-1', 'ملی-1'].map(recordedFor)).toEqual(['ملي-1', 'ملى-1', 'ملی-1']);
    expect(recordedFor('مل\u200cی-1')).toBe('ملی-1');
    expect(known(['ملي-1', 'ملى-1'])('ملی-1')).toBe('ملي-1');
  });
});
