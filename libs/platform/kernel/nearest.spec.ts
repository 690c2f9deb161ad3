import fc from 'fast-check';
import { editDistance, nearest } from './nearest.js';

describe('The edit distance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['kitten', 'sitting', 3],
    ['بهزیستی', 'بهزیسی', 1],
  ])('from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
    expect(editDistance(a, b, distance)).toBe(distance);
    if (distance > 0) expect(editDistance(a, b, distance - 1)).toBeUndefined();
  });

  it('is the same both ways, and beyond every limit below it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ی'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 8);
        expect(distance).toBeDefined();
        expect(editDistance(b, a, 8)).toBe(distance);
        for (let limit = 0; limit < 8; limit += 1) {
          expect(editDistance(a, b, limit)).toBe(limit >= distance! ? distance : undefined);
        }
      }),
    );
  });
});

describe('The nearest known text', () => {
  const known = ['behzisti', 'relief-committee', 'alavi'].map((text) => ({ folded: text, shown: text }));

  it('is the one with the smallest distance, the first on a tie', () => {
    expect(nearest('alawi', known)).toBe('alavi');
    expect(
      nearest('abcd', [
        { folded: 'abcx', shown: 'first' },
        { folded: 'abcy', shown: 'second' },
      ]),
    ).toBe('first');
    expect(
      nearest('abcdef', [
        { folded: 'abcdxy', shown: 'two away' },
        { folded: 'abcdex', shown: 'one away' },
      ]),
    ).toBe('one away');
    expect(nearest('alavi', known)).toBe('alavi');
  });

  it('does not exist when a third of the letters or more than three of them would have to change', () => {
    expect(nearest('al', known)).toBeUndefined();
    expect(nearest('axxxx', known)).toBeUndefined();
    expect(nearest('relief-co', known)).toBeUndefined();
    expect(nearest('', known)).toBeUndefined();
  });
});
