import { counted, grouped } from './grouped.js';

it('writes whole numbers with commas', () => {
  expect([0, 999, 1_000, 1_234_567n, -1_234].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '1,234,567',
    '-1,234',
  ]);
});

it('gives a count with its noun, and one in the singular', () => {
  expect(counted(1, 'review')).toBe('1 review');
  expect(counted(1n, 'working day')).toBe('1 working day');
  expect([0, 2, 48_579].map((rows) => counted(rows, 'row'))).toEqual(['0 rows', '2 rows', '48,579 rows']);
});
