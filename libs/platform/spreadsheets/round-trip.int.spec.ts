import fc from 'fast-check';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fromBufferPromise } from 'yauzl';
import { writeXlsx } from './exceljs/write-xlsx.js';
import type { CellValue, Sheet, SheetRow } from './port.js';
import { openXlsx } from './saxes/open-xlsx.js';

/* Files written by one package are read back by another, independent one. */

const folder = mkdtempSync(join(tmpdir(), 'misaq-round-trip-'));
const path = join(folder, 'table.xlsx');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const COLUMNS = [
  { header: 'شناسه', kind: 'text', width: 12 },
  { header: 'مبلغ (ریال)', kind: 'number', width: 20 },
  { header: 'متن', kind: 'text', width: 30 },
] as const;
type Rows = Sheet['rows'];
const sheet = (rows: Rows, name = 'داده'): Sheet => ({ name, rightToLeft: true, columns: COLUMNS, rows });

async function written(sheets: readonly Sheet[], rowsASheet?: number): Promise<void> {
  await pipeline(writeXlsx({ sheets, writtenAt: 0 }, rowsASheet), createWriteStream(path));
}

async function read(notes: readonly string[] = []): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of openXlsx(path, { notes }).rows()) rows.push(row);
  return rows;
}

async function partOf(name: string): Promise<string> {
  const zip = await fromBufferPromise(readFileSync(path));
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString('utf8');
  }
  throw new Error(`${name} is not there`);
}

/** Texts as users here write them, and as an attacker might. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...Array.from('یکعلی\u200c۰۱۲٤0 12abA=+-@\'"<>&_x0041_\t\n\r\u0007\u200f\ufeff😀')),
  }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '0012345678',
    '9990000018',
    '=1+1',
    "=cmd|'/c calc'!A0",
    '_x000D_',
    '۱۴۰۱/۰۹/۲۷',
    '1E5',
    ' x ',
    'TRUE',
  ),
);
/** The part of a text that XML can store: lone surrogates are replaced. */
const kept = (value: string): string => value.replace(/\p{Surrogate}/gu, '\ufffd');

const cellText = (value: CellValue): string =>
  typeof value === 'string' ? kept(value) : (value?.toString() ?? '');

describe('a table that is written as a workbook', () => {
  it('has the same texts and numbers when it is read', async () => {
    const row = fc.tuple(
      text,
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.option(text, { nil: undefined }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        await written([sheet(rows)]);
        const expected = rows.map((values, index) => ({ number: index + 2, cells: values.map(cellText) }));
        const [header, ...found] = await read();
        expect(header?.cells).toEqual(COLUMNS.map((column) => column.header));
        expect(
          found.map(({ number, cells }) => ({ number, cells: [...cells, '', '', ''].slice(0, 3) })),
        ).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is right-to-left, with a bold, frozen header, filters and wide columns', async () => {
    await written([sheet([['a', 1, 'b']])]);
    const xml = await partOf('xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<sheetView[^>]* rightToLeft="1"/);
    expect(xml).toMatch(/<pane ySplit="1"[^>]* state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A1:C2"/>');
    expect(xml).toMatch(/<col min="2" max="2" width="20"/);
    const style = /<c r="A1" s="(\d+)"/.exec(xml)?.[1];
    const styles = await partOf('xl/styles.xml');
    const cellStyles = [
      ...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf .*?fontId="(\d+)"/g),
    ];
    const fonts = [...styles.matchAll(/<font>.*?<\/font>/gs)];
    expect(fonts[Number(cellStyles[Number(style)]?.[1])]?.[0]).toContain('<b/>');
  });

  it('has numbers as numbers up to 15 digits, beyond that as text, and never a formula', async () => {
    await written([
      sheet([
        ['=1+1', 123_456_789_012_345n, '-2'],
        ['@x', 1_234_567_890_123_456n, undefined],
      ]),
    ]);
    const xml = await partOf('xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<c r="B2" s="\d+"><v>123456789012345<\/v>/);
    expect(xml).toMatch(/<c r="B3" s="\d+" t="str"><v>1234567890123456<\/v>/);
    expect(xml).toMatch(/<c r="A2" s="\d+" t="str"><v>=1\+1<\/v>/);
    expect(xml).not.toContain('<f>');
  });

  it('cuts a text that no cell can hold, and marks this by an ellipsis', async () => {
    await written([sheet([['x'.repeat(40_000), 1, 'y']])]);
    const [, row] = await read();
    expect(row?.cells[0]).toBe(`${'x'.repeat(32_766)}…`);
  });

  it('continues in another sheet when one is full', async () => {
    await written(
      [
        sheet([
          ['a', 1, ''],
          ['b', 2, ''],
          ['c', 3, ''],
        ]),
      ],
      3,
    );
    await expect(read()).rejects.toThrow('«داده», «داده 2»');
    expect((await read(['داده'])).map(({ cells }) => cells[0])).toEqual(['شناسه', 'c']);
  });

  it('has its header also without rows', async () => {
    await written([sheet([]), sheet([['x', 1, 'y']], 'راهنما')]);
    expect((await read(['راهنما'])).map(({ number }) => number)).toEqual([1]);
  });
});

describe('the writer of a workbook', () => {
  async function* endless(count: { rows: number; ended: boolean }): AsyncGenerator<CellValue[]> {
    try {
      for (;;) {
        count.rows += 1;
        if (count.rows % 100 === 0) await nextTurn();
        yield [`row ${count.rows} ${Math.random()}`, count.rows, 'x'.repeat(200)];
      }
    } finally {
      count.ended = true;
    }
  }

  async function turns(many: number): Promise<void> {
    for (let turn = 0; turn < many; turn += 1) await nextTurn();
  }

  it('requests no more rows while nothing is read, and ends them when the reader goes', async () => {
    const count = { rows: 0, ended: false };
    const stream = writeXlsx({ sheets: [sheet(endless(count))], writtenAt: 0 });
    let before = -1;
    for (let round = 0; round < 200 && before !== count.rows; round += 1) {
      before = count.rows;
      // Compression runs in its own threads.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await turns(50);
    }
    const stalled = count.rows;
    expect(stalled).toBe(before);
    stream.once('readable', () => {
      stream.read();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(stalled).toBeLessThan(100_000);
    stream.destroy();
    for (let round = 0; round < 200 && !count.ended; round += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(count.ended).toBe(true);
  });

  it('passes on an error of the rows', async () => {
    function* failing(): Generator<CellValue[]> {
      yield ['a', 1, 'b'];
      throw new Error('the log is damaged');
    }
    const stream = writeXlsx({ sheets: [sheet(failing())], writtenAt: 0 });
    await expect(buffer(stream)).rejects.toThrow('the log is damaged');
  });
});
