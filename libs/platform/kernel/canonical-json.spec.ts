import fc from 'fast-check';
import { canonicalJson, isCanonicalJson } from './canonical-json.js';

/** Values that events may contain: no fractions, no integer-like keys. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ unit: 'binary' }).filter((key) => !/^\d+$/.test(key) && key !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
}));

describe('Canonical JSON', () => {
  it('is the same bytes after it was parsed and written again', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = canonicalJson(given);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(isCanonicalJson(text)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer().map(Math.abs)), (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(given));
      }),
    );
  });

  it('writes rials as a string of digits and leaves out undefined values', () => {
    expect(canonicalJson({ b: 10_000_000_000_000n, a: undefined, c: 'میثاق‌ها' })).toBe(
      '{"b":"10000000000000","c":"میثاق‌ها"}',
    );
  });

  it.each([
    ['a fraction', { a: 0.5 }],
    ['minus zero, which would come back as zero', { a: -0 }],
    ['a number beyond the safe integers', { a: 2 ** 53 }],
    ['not a number', { a: Number.NaN }],
    ['a key that JavaScript would move to the front', { '12': 1 }],
    ['a key that would set the prototype', JSON.parse('{"__proto__": 1}')],
    ['a function', { a: () => 1 }],
  ])('refuses %s', (_what, given) => {
    expect(() => canonicalJson(given)).toThrow(TypeError);
  });

  it('refuses values that are nested too deeply', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => canonicalJson(circle)).toThrow('nested too deeply');
  });

  it.each(['{"b":1,"a":2}', '{ "a":1}', '1.0', '{"a":1e3}', 'nonsense'])(
    'knows that %s is not canonical',
    (text) => {
      expect(isCanonicalJson(text)).toBe(false);
    },
  );
});
