import fc from 'fast-check';
import { readRising, writeVarint } from './varint.js';
import { joinRials, splitRials } from './rials.js';

describe('numbers kept as distances', () => {
  it('are read as they were written, those after a given one alone', () => {
    const rising = fc
      .uniqueArray(fc.oneof(fc.nat(1_000), fc.maxSafeNat()), { maxLength: 200 })
      .map((numbers) => numbers.sort((a, b) => a - b));
    fc.assert(
      fc.property(rising, fc.integer({ min: -1, max: 2_000 }), (numbers, after) => {
        const bytes: number[] = [];
        numbers.forEach((number, index) => {
          writeVarint(bytes, number - (numbers[index - 1] ?? 0));
        });
        const read: number[] = [];
        readRising(Uint8Array.from(bytes), after, read);
        expect(read).toEqual(numbers.filter((number) => number > after));
      }),
    );
  });
});

describe('rials in two columns', () => {
  const anyRial = fc.oneof(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(-2_000_000_000n, 2_000_000_000n));

  it('are what they were', () => {
    fc.assert(
      fc.property(anyRial, (amount) => {
        expect(joinRials(...splitRials(amount))).toBe(amount);
      }),
    );
  });

  it('are written in one way only, the lower column never negative', () => {
    fc.assert(
      fc.property(anyRial, (amount) => {
        const [high, low] = splitRials(amount);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(1_000_000_000);
        expect(Number.isSafeInteger(high)).toBe(true);
      }),
    );
  });
});
