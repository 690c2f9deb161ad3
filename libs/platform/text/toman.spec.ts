import fc from 'fast-check';
import { percent, toman } from './toman.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';

describe('amounts as people say them', () => {
  it.each([
    ['8650000000000', '865.0 bn'],
    ['10000000000000', '1,000.0 bn'],
    ['2330000000000', '233.0 bn'],
    ['562500000000', '56.2 bn'],
    ['579200000', '57.9 m'],
    ['123450', '12,345'],
    ['-2330000000000', '−233.0 bn'],
    ['0', '0'],
  ])('%s rial is %s toman', (rial, words) => {
    expect(toman(rial)).toBe(words);
  });

  it('never reads as more than it is', () => {
    const units = { bn: 10n ** 10n, m: 10n ** 7n };
    fc.assert(
      fc.property(fc.bigInt(10n ** 7n, 10n ** 20n), (rial) => {
        const [number, unit] = toman(rial).split(' ') as [string, keyof typeof units];
        const tenths = BigInt(number.replace(/[,.]/g, ''));
        const read = (tenths * units[unit]) / 10n;
        return read <= rial && rial - read < units[unit] / 10n;
      }),
    );
  });

  it('shows basis points truncated as they come, with two digits', () => {
    expect(percent(5386)).toBe('53.86 %');
    expect(percent(12_964)).toBe('129.64 %');
    expect(percent(6_500)).toBe('65.00 %');
    expect(percent(5)).toBe('0.05 %');
    expect(percent(undefined)).toBe('–');
  });

  it('groups thousands', () => {
    expect(grouped(1_000_000)).toBe('1,000,000');
    expect(grouped(999n)).toBe('999');
  });
});
