import fc from 'fast-check';
import { basisPoints, rial, rialText } from './money.js';
import { parsePool, poolName, streamCategory } from './streams.js';
import { foldForSearch, isIdentifier, textFault, utf8Bytes } from './text.js';

describe('Basis points', () => {
  it.each([
    ['59,370 of 45,794 jobs', 59_370n, 45_794n, 12_964],
    ['48,583 of 45,794 jobs', 48_583n, 45_794n, 10_609],
    ['865 of 1,000 bn toman', 8_650_000_000_000n, 10_000_000_000_000n, 8_650],
    ['272 of 505 bn toman', 2_720_000_000_000n, 5_050_000_000_000n, 5_386],
    ['1,137 of 1,505 bn toman', 11_370_000_000_000n, 15_050_000_000_000n, 7_554],
  ])('of %s are the published figure, truncated', (_what, part, whole, expected) => {
    expect(basisPoints(part, whole)).toBe(expected);
  });

  it('never show a threshold as reached that was not reached', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 18n), fc.integer({ min: 0, max: 100_000 }), (whole, per) => {
        const part = (whole * BigInt(per)) / 10_000n;
        const points = BigInt(basisPoints(part, whole) ?? -1);
        expect(points * whole <= part * 10_000n && part * 10_000n < (points + 1n) * whole).toBe(true);
      }),
    );
  });

  it('of nothing are nothing', () => {
    expect(basisPoints(1n, 0n)).toBeUndefined();
  });
});

describe('Rials', () => {
  it('survive being written as text', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 24n), 10n ** 24n), (amount) => rial(rialText(amount)) === amount),
    );
  });

  it.each(['', '1.5', '1e3', ' 1', '0x10', '١'])('are not read from %j', (text) => {
    expect(() => rial(text)).toThrow(RangeError);
  });
});

describe('The name of a pool', () => {
  it('is split at the first year in it', () => {
    expect(parsePool('east-azerbaijan-1401-note16')).toEqual({
      province: 'east-azerbaijan',
      year: 1401,
      programme: 'note16',
    });
    expect(parsePool('gilan-1402-plan-1403-b')).toEqual({
      province: 'gilan',
      year: 1402,
      programme: 'plan-1403-b',
    });
  });

  it.each(['note16', '1401-note16', 'gilan-1401', 'gilan-1401-', 'gilan-14011-x', ''])(
    'is not %j',
    (text) => {
      expect(parsePool(text)).toBeUndefined();
    },
  );

  it('is restored from its parts', () => {
    const name = { province: 'gilan', year: 1402, programme: 'rural' };
    expect(parsePool(poolName(name))).toEqual(name);
  });

  it('names the kind of a stream before the first hyphen', () => {
    expect(streamCategory('creditPool-gilan-1402-rural')).toBe('creditPool');
    expect(streamCategory('job')).toBe('job');
  });
});

describe('Text', () => {
  it('is found in any spelling, with or without ZWNJ, in any digits', () => {
    expect(foldForSearch('بانك ملي')).toBe(foldForSearch('بانک ملی'));
    expect(foldForSearch('بستان‌آباد')).toBe(foldForSearch('بستانآباد'));
    expect(foldForSearch('تبصره ١۶')).toBe('تبصره 16');
    expect(foldForSearch('  Bank   MELLI ')).toBe('bank melli');
  });

  it('keeps ZWNJ and refuses what reorders its neighbours', () => {
    expect(textFault('آیین‌نامه')).toBeUndefined();
    for (const mark of ['\u202e', '\u202a', '\u2066', '\u2069'])
      expect(textFault(`a${mark}b`)).toBe('bidi_control');
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['a\u0000b', 'control_character'],
    ['a\nb', 'control_character'],
    ['x'.repeat(501), 'too_long'],
  ])('%j is at fault: %s', (text, fault) => {
    expect(textFault(text)).toBe(fault);
  });

  it.each(['f-1', 'F/12:3', 'کمیته-امداد', 'a_b.c', '۱۲'])('%s is an identifier', (text) => {
    expect(isIdentifier(text)).toBe(true);
  });

  it.each(['', '-a', 'a b', 'a\u202eb', 'x'.repeat(81), 'a,b', "a'b"])('%j is no identifier', (text) => {
    expect(isIdentifier(text)).toBe(false);
  });
});

describe('The bytes of a text', () => {
  it('are those of its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
