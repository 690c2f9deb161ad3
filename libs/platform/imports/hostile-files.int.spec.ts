import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { turnsDuring, withSteppingClock } from '@misaq/platform/scheduling/turns.fixture.js';
import { sheetOf, workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import { openXlsx } from '@misaq/platform/spreadsheets/saxes/open-xlsx.js';
import { LINES_MAX, openCsv } from './csv-file.js';
import { readText, trimmed } from './cells.js';
import { newProvince, POOL, type TestProvince } from './imports.fixture.js';
import { openTable } from './table-file.js';
import { UnreadableFileError } from './utf8-check.js';

const HEADER = 'pool,allocation_id,agency,amount_toman,notified_on';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'misaq-hostile-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(content: string | Buffer): string {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

/** The rows of a table, or why it is none; anything else that is thrown is thrown. */
async function readOrRefused(content: string | Buffer): Promise<number | string> {
  let rows = 0;
  try {
    const table = await openTable(fileOf(content), openXlsx);
    for await (const { cells } of table.rows()) rows += cells.length > 0 ? 1 : 0;
    return rows;
  } catch (error) {
    if (error instanceof UnreadableFileError) return error.message;
    throw error;
  }
}

describe('any bytes', () => {
  it('are read as a table or refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        await readOrRefused(Buffer.from(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it('that begin as an archive are refused in words', async () => {
    const workbook = workbookOf({ sheets: { a: sheetOf([['a', 'b']]) } });
    await fc.assert(
      fc.asyncProperty(fc.nat(workbook.length - 1), fc.nat(255), async (at, value) => {
        const damaged = Buffer.from(workbook);
        damaged[at] = value;
        await readOrRefused(damaged);
      }),
      { numRuns: 200 },
    );
  });

  it('of a CSV file are divided as another reader divides them', async () => {
    const pieces = ['a', 'ب', ' ', ',', ',', '"', '""', '\n', '\r\n', '\r', '"x,\n"'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), async (parts) => {
        const text = `a,b\n${parts.join('')}`;
        let expected: readonly (readonly string[])[] | 'refused';
        try {
          expected = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
        } catch {
          expected = 'refused';
        }
        let found: { number: number; cells: readonly string[] }[] | 'refused' = [];
        try {
          for await (const row of openCsv(fileOf(text)).rows()) found.push(row);
        } catch {
          found = 'refused';
        }
        if (expected === 'refused' || found === 'refused') expect(found).toEqual(expected);
        else
          expect(found).toEqual(
            expected
              .map((cells, index) => ({ number: index + 1, cells }))
              .filter(({ cells }) => cells.some((cell) => cell !== '')),
          );
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('lines', () => {
  it('are counted before any row is read, blank ones too', async () => {
    expect(await readOrRefused(`${HEADER}${'\n'.repeat(LINES_MAX + 1)}`)).toMatch(/more than 1048576 lines/);
    expect(await readOrRefused(`${HEADER}\n${'\r\n'.repeat(LINES_MAX - 1)}`)).toBe(1);
  });

  it('that are blank cost no row', async () => {
    expect(await readOrRefused('\n'.repeat(300_000))).toBe(0);
    expect(await readOrRefused(`${HEADER}\n${',,,,\n'.repeat(10_000)}`)).toBe(1);
  });

  it('of another width than the header make no object of an error', async () => {
    const captureStackTrace = Error.captureStackTrace.bind(Error);
    let stacks = 0;
    Error.captureStackTrace = (...given) => {
      stacks += 1;
      captureStackTrace(...given);
    };
    try {
      expect(await readOrRefused(`${HEADER}\n${'a\na,b,c,d,e,f,g\n'.repeat(2_000)}`)).toBe(4_001);
      expect(stacks).toBeLessThan(10);
    } finally {
      Error.captureStackTrace = captureStackTrace;
    }
  });
});

describe('a cell of blanks', () => {
  // Each blank is looked at once: a pattern that begins anew at each of them would need 2 × 10⁹ steps for this.
  const blanks = `x${' '.repeat(60_000)}x`;
  it('is trimmed and read in one pass', () => {
    let looked = 0;
    for (let n = 0; n < 200; n += 1) looked += trimmed(blanks).length;
    expect(looked).toBe(200 * blanks.length);
    expect(readText(`${blanks}\n x`, 100)).toMatchObject({ code: 'too_long' });
    expect(readText('a \n\t b', 100)).toBe('a b');
  });
});

describe('a workbook', () => {
  const empty = '<row/>';
  it.each<[string, () => Buffer]>([
    [
      'of many sheets that hold empty rows',
      () =>
        workbookOf({
          sheets: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`s${n}`, empty.repeat(100_000)])),
        }),
    ],
    [
      'whose cells all show one huge text',
      () =>
        workbookOf({
          sheets: { a: '<row><c t="s"><v>0</v></c></row>'.repeat(200_000) },
          sharedStrings: `<si><t>${'x'.repeat(32_000)}</t></si>`,
        }),
    ],
    [
      'of rows of which only the last cell holds something',
      () => workbookOf({ sheets: { a: '<row><c r="GR1"><v>1</v></c></row>'.repeat(100_000) } }),
    ],
    [
      'of styles without end',
      () =>
        workbookOf({
          sheets: { a: sheetOf([['a']]) },
          styles: `<cellXfs>${'<x numFmtId="0" a="1" b="2" c="3"/>'.repeat(700_000)}</cellXfs>`,
        }),
    ],
  ])('%s is refused by its cost', async (_, bytes) => {
    expect(await readOrRefused(bytes())).toMatch(/far more rows, cells or text than a table of its size/);
  });

  it('of sixty thousand rows that are all alike is read', async () => {
    const row = ['east-azerbaijan', '1401', 'behzisti', '1000', '1401-09-27'];
    const sheet = sheetOf(Array.from({ length: 60_000 }, () => row));
    expect(await readOrRefused(workbookOf({ sheets: { a: sheet } }))).toBe(60_000);
  });

  it('with a number of half a million digits says that it is none', async () => {
    const number = `0.${'0'.repeat(500_000)}1`;
    const bytes = workbookOf({ sheets: { a: `<row r="1"><c r="A1"><v>${number}</v></c></row>` } });
    for await (const { faults } of openXlsx(fileOf(bytes)).rows())
      expect(faults).toMatchObject([{ code: 'unreadable_number' }]);
  });
});

describe('the check of a file', () => {
  let province: TestProvince;
  beforeAll(() => {
    province = newProvince();
  });
  afterAll(() => province.close());

  it.each([
    ['rows that cannot be read', 'x,y\n'],
    ['rows of an unknown agency', `${POOL},A1,nobody,5,1401-09-27\n`],
    ['rows of blanks', ' , \n'],
  ])('lets others have their turn all the time: %s', async (_, row) => {
    const rows = 2_000;
    const turns = await turnsDuring(() =>
      withSteppingClock(() =>
        province.importing('allocations', `${HEADER}\n${row.repeat(rows)}`, { dryRun: true }),
      ),
    );
    // The clock is looked at for each row, and a slice is eight milliseconds.
    expect(turns).toBeGreaterThan(rows / 12);
  });

  it('counts rows that hold anything, in order of day and then of row', async () => {
    const report = await province.report(
      'allocations',
      `${HEADER}\n\n${POOL},A1,nobody,5,1401-09-27\n,,,,\n${POOL},A2,nobody,5,1401-09-26\n`,
      { dryRun: true },
    );
    expect([report.rows, report.errors.map(({ row }) => row)]).toEqual([2, [3, 5]]);
  });
});
