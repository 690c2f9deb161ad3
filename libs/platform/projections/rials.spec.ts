import fc from 'fast-check';
import { joinRials, splitRials } from './rials.js';

describe('rials in two columns', () => {
  const anyRial = fc.oneof(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(-2_000_000_000n, 2_000_000_000n));

  it('are what they were', () => {
    fc.assert(
      fc.property(anyRial, (amount) => {
        expect(joinRials(...splitRials(amount))).toBe(amount);
      }),
    );
  });

  it('have one form only, with a lower column that is never negative', () => {
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
