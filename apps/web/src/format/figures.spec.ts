import { billions, count, millions, percent, rials, shortfallRial, wholePercent } from './figures.js';

describe('An amount on a screen', () => {
  it.each([
    ['2330000000000', '233.0', '۲۳۳٫۰'],
    ['15050000000000', '1,505.0', '۱٬۵۰۵٫۰'],
    ['0', '0', '۰'],
    ['649999999999', '64.9', '۶۴٫۹'],
    ['-2330000000000', '−233.0', '−۲۳۳٫۰'],
    ['640000000', '0.064', '۰٫۰۶۴'],
    ['99000000000000000000', '9,900,000,000.0', '۹٬۹۰۰٬۰۰۰٬۰۰۰٫۰'],
  ])('of %s rial is %s billion toman', (amount, en, fa) => {
    expect(billions(amount, 'en')).toBe(en);
    expect(billions(amount, 'fa')).toBe(fa);
  });

  it('never reads as nothing when it is something', () => {
    expect(billions('10', 'en')).toBe('<0.001');
    expect(billions('10', 'fa')).toBe('<۰٫۰۰۱');
    expect(billions('9', 'en')).toBe('0');
  });

  it('of a single loan is shown in millions', () => {
    expect(millions('2000000000', 'fa')).toBe('۲۰۰٫۰');
    expect(millions('1999999999', 'en')).toBe('199.9');
    expect(millions('0', 'en')).toBe('0');
  });

  it('keeps rials beyond the whole numbers of JavaScript', () => {
    expect(rials('9007199254740993', 'en')).toBe('9,007,199,254,740,993');
  });
});

describe('A share on a screen', () => {
  it.each([
    [5386, '53.86%', '۵۳٫۸۶٪'],
    [12_964, '129.64%', '۱۲۹٫۶۴٪'],
    [10_000, '100.00%', '۱۰۰٫۰۰٪'],
    [5, '0.05%', '۰٫۰۵٪'],
    [-1114, '−11.14%', '−۱۱٫۱۴٪'],
    [null, '–', '–'],
  ])('of %s basis points', (basisPoints, en, fa) => {
    expect(percent(basisPoints, 'en')).toBe(en);
    expect(percent(basisPoints, 'fa')).toBe(fa);
  });

  it('that is whole has no decimals', () => {
    expect(wholePercent(65, 'fa')).toBe('۶۵٪');
    expect(count(8396, 'fa')).toBe('۸٬۳۹۶');
  });
});

describe('What an agency lacks to its threshold', () => {
  it('is 56.25 bn toman for Behzisti', () => {
    expect(shortfallRial('5050000000000', '2720000000000', 65)).toBe(562_500_000_000n);
  });

  it('is the smallest amount that passes: the rest of a rial counts as one', () => {
    expect(shortfallRial('1', '0', 65)).toBe(1n);
    expect(shortfallRial('100', '65', 65)).toBe(0n);
  });

  it('does not exist before a deadline, and is nothing above the threshold', () => {
    expect(shortfallRial(null, null, 65)).toBeNull();
    expect(shortfallRial('100', '90', 65)).toBe(0n);
  });
});
