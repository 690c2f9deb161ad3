import { typedRials } from './amounts.js';

describe('A typed amount', () => {
  it.each([
    ['2500000000', '2500000000'],
    ['2,500,000,000', '2500000000'],
    ['۲٬۵۰۰٬۰۰۰٬۰۰۰', '2500000000'],
    [' ٢٥ ', '25'],
    ['9007199254740993', '9007199254740993'],
  ])('%s is %s rials', (typed, rials) => {
    expect(typedRials(typed)).toBe(rials);
  });

  it.each(['', '0', '-5', '1.5', '1e9', 'twelve', '1'.repeat(31)])('%j is none', (typed) => {
    expect(typedRials(typed)).toBeUndefined();
  });
});
