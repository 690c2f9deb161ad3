import fc from 'fast-check';
import { readRising, writeVarint } from './varint.js';

describe('numbers stored as distances', () => {
  it('are read as they were written, also only those after a given one', () => {
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
