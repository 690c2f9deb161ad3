import { compareBy, pressed, sortIn, type SortKey } from './sort.js';

const sorted = (keys: readonly SortKey[], descending = false): readonly SortKey[] =>
  keys.toSorted(compareBy((key) => key, descending));

describe('The order of rows', () => {
  it('of amounts is exact beyond the whole numbers of JavaScript', () => {
    expect(sorted([9_007_199_254_740_993n, 9_007_199_254_740_992n])).toEqual([
      9_007_199_254_740_992n,
      9_007_199_254_740_993n,
    ]);
  });

  it('of names is that of the Persian alphabet', () => {
    expect(sorted(['صنعت', 'پست', 'بنیاد'])).toEqual(['بنیاد', 'پست', 'صنعت']);
  });

  it('has what is missing last in both directions', () => {
    expect(sorted([null, 2, 1])).toEqual([1, 2, null]);
    expect(sorted([null, 1, 2], true)).toEqual([2, 1, null]);
  });
});

describe('The order in an address', () => {
  it('is a column, with a minus for descending', () => {
    expect(sortIn('-movableRial')).toEqual({ column: 'movableRial', descending: true });
    expect(sortIn('agency')).toEqual({ column: 'agency', descending: false });
    expect(sortIn(null)).toBeUndefined();
    expect(sortIn('-')).toBeUndefined();
  });

  it('turns around when the same column is pressed again', () => {
    expect(pressed(undefined, 'due')).toBe('-due');
    expect(pressed({ column: 'due', descending: true }, 'due')).toBe('due');
    expect(pressed({ column: 'due', descending: false }, 'due')).toBe('-due');
    expect(pressed({ column: 'due', descending: true }, 'agency')).toBe('-agency');
  });
});
