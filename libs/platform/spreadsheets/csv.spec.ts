import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { csvOf, neutralised } from './csv.js';
import type { CellValue } from './port.js';

const COLUMNS = [
  { header: 'شناسه', kind: 'text', width: 12 },
  { header: 'amount', kind: 'number', width: 12 },
] as const;

async function csv(rows: readonly (readonly CellValue[])[], byteOrderMark = true): Promise<string> {
  let text = '';
  for await (const piece of csvOf({ columns: COLUMNS, rows }, { byteOrderMark })) text += piece;
  return text;
}

describe('a table that is written as CSV', () => {
  it('begins with a byte order mark unless it is for a program', async () => {
    expect(await csv([])).toBe('\ufeffشناسه,amount\r\n');
    expect(await csv([], false)).toBe('شناسه,amount\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+98', "'+98"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['a=b', 'a=b'],
    ['علی‌آباد', 'علی‌آباد'],
    ['0012', '0012'],
  ])('writes %j as %j', (text, shown) => {
    expect(neutralised(text)).toBe(shown);
  });

  it('leaves numbers unchanged, also below zero', async () => {
    expect(await csv([['a', -5n]], false)).toBe('شناسه,amount\r\na,-5\r\n');
  });

  it('is read back unchanged, except for the apostrophes', async () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('یک\u200c۱a",;\t\n\r =+-@')) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fc.bigInt()), { maxLength: 8 }), async (rows) => {
        const found: string[][] = parse(await csv(rows), { bom: true, record_delimiter: '\r\n' });
        expect(found.slice(1)).toEqual(rows.map(([a, b]) => [neutralised(a), b.toString()]));
      }),
    );
  });
});
