import fc from 'fast-check';
import { bn } from './credit.fixture.js';
import { split, type Claim } from './split.js';

function claim(agency: string, demandRial: bigint, weight = demandRial, weightOf = 1n): Claim {
  return { agency, demandRial, weight, weightOf };
}

function divided(amountRial: bigint, ...claims: readonly Claim[]): Record<string, bigint> {
  return Object.fromEntries(split(amountRial, claims));
}

const sumOf = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, each) => sum + each, 0n);

describe('dividing movable credit', () => {
  it('gives to each in proportion to its unmet demand', () => {
    expect(divided(90n, claim('a', 100n), claim('b', 200n))).toEqual({ a: 30n, b: 60n });
  });

  it('gives no agency more than it needs: 375.1 against demands of 160 and 140 places 300', () => {
    expect(divided(bn(375.1), claim('a', bn(160)), claim('b', bn(140)))).toEqual({ a: bn(160), b: bn(140) });
  });

  it('gives the remaining rials to the largest remainders, and on a tie to the first by id', () => {
    expect(divided(10n, claim('a', 30n), claim('b', 30n), claim('c', 30n))).toEqual({ a: 4n, b: 3n, c: 3n });
    // 10 × 50/90 = 5.55, 10 × 25/90 = 2.77, 10 × 15/90 = 1.66
    expect(divided(10n, claim('a', 50n), claim('b', 25n), claim('c', 15n))).toEqual({ a: 5n, b: 3n, c: 2n });
  });

  it('weighs demand by absorption when performance counts', () => {
    // demands 100 and 100, absorptions 9/10 and 3/5: 3 to 2
    expect(divided(50n, claim('a', 100n, 900n, 10n), claim('b', 100n, 300n, 5n))).toEqual({ a: 30n, b: 20n });
  });

  it('divides what a cap frees again among the others', () => {
    // By weight 80 to 20, but the first needs only 30.
    expect(divided(100n, claim('a', 30n, 8n), claim('b', 200n, 2n))).toEqual({ a: 30n, b: 70n });
    // Freed amounts cascade: 60 → a takes 10; 50 by 2:1 → b is capped at 20; c gets 30.
    expect(divided(60n, claim('a', 10n, 4n), claim('b', 20n, 2n), claim('c', 99n, 1n))).toEqual({
      a: 10n,
      b: 20n,
      c: 30n,
    });
  });

  it('gives nothing to claims without demand or weight, and nothing when the amount is 0', () => {
    expect(divided(100n, claim('a', 0n), claim('b', 50n, 0n), claim('c', 7n))).toEqual({
      a: 0n,
      b: 0n,
      c: 7n,
    });
    expect(divided(0n, claim('a', 10n))).toEqual({ a: 0n });
    expect(divided(100n)).toEqual({});
  });

  it('is exact beyond the range of a double', () => {
    const amount = 10n ** 18n + 1n;
    expect(divided(amount, claim('a', amount), claim('b', amount))).toEqual({
      a: amount / 2n + 1n,
      b: amount / 2n,
    });
  });
});

describe('any division', () => {
  const rials = fc.oneof(fc.bigInt(0n, 40n), fc.bigInt(0n, 10n ** 18n));
  const claims = fc
    .array(
      fc.record({ demandRial: rials, part: fc.bigInt(1n, 10n ** 6n), whole: fc.bigInt(1n, 10n ** 6n) }),
      {
        maxLength: 8,
      },
    )
    .map((parts) =>
      parts.map(({ demandRial, part, whole }, index) =>
        claim(`agency-${String(index)}`, demandRial, demandRial * part, whole),
      ),
    );

  it('places every rial: the whole amount, or the whole demand', () => {
    fc.assert(
      fc.property(rials, claims, (amount, all) => {
        const demand = sumOf(all.map(({ demandRial }) => demandRial));
        expect(sumOf(split(amount, all).values())).toBe(amount < demand ? amount : demand);
      }),
    );
  });

  it('gives no agency less than nothing or more than it needs', () => {
    fc.assert(
      fc.property(rials, claims, (amount, all) => {
        const given = split(amount, all);
        expect([...given.keys()]).toHaveLength(all.length);
        for (const { agency, demandRial } of all) {
          expect(given.get(agency)).toBeGreaterThanOrEqual(0n);
          expect(given.get(agency)).toBeLessThanOrEqual(demandRial);
        }
      }),
    );
  });

  it('does not depend on the order of the claims', () => {
    const shuffled = claims.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(rials, shuffled, (amount, [all, mixed]) => {
        expect(divided(amount, ...mixed)).toEqual(divided(amount, ...all));
      }),
    );
  });

  it('gives no agency less when there is more to divide, except for one rial of a remainder', () => {
    fc.assert(
      fc.property(rials, rials, claims, (amount, more, all) => {
        const less = split(amount, all);
        for (const [agency, given] of split(amount + more, all))
          expect(given + 1n).toBeGreaterThanOrEqual(less.get(agency) ?? 0n);
      }),
    );
  });

  it('is proportional among uncapped claims: any two differ by at most one rial of rounding', () => {
    fc.assert(
      fc.property(rials, claims, (amount, all) => {
        const given = split(amount, all);
        const open = all.filter(({ agency, demandRial }) => (given.get(agency) ?? 0n) + 1n < demandRial);
        for (const a of open)
          for (const b of open) {
            // given_a ÷ weight_a against given_b ÷ weight_b, multiplied across
            const difference =
              (given.get(a.agency) ?? 0n) * b.weight * a.weightOf -
              (given.get(b.agency) ?? 0n) * a.weight * b.weightOf;
            const rounding = b.weight * a.weightOf + a.weight * b.weightOf;
            expect(difference).toBeLessThanOrEqual(rounding);
          }
      }),
    );
  });
});
