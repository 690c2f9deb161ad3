import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCsv } from './csv-file.js';

describe('a CSV file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-csv-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function rowsOf(content: string | Buffer): Promise<readonly (readonly string[])[]> {
    const path = join(folder, 'table.csv');
    writeFileSync(path, content);
    const rows: (readonly string[])[] = [];
    for await (const { cells } of openCsv(path).rows()) rows.push(cells);
    return rows;
  }

  it.each([',', ';', '\t'])('has its cells divided by %j', async (delimiter) => {
    const text = ['a', 'b'].join(delimiter) + '\n' + ['۱', '"x,;\ty"'].join(delimiter) + '\n';
    expect(await rowsOf(text)).toEqual([
      ['a', 'b'],
      ['۱', 'x,;\ty'],
    ]);
  });

  it('is divided as its header is, whatever stands in quotation marks there', async () => {
    expect(await rowsOf('"a,b,c";d\n1;2\n')).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
  });

  it('may begin with a byte order mark and mix the ends of lines', async () => {
    expect(await rowsOf('\ufeffa,b\r\n"1",2\n3,"4"\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('counts blank rows as a spreadsheet does, and leaves them out', async () => {
    const path = join(folder, 'blank.csv');
    writeFileSync(path, 'a,b\n\n,\n1,2\n\n\n');
    const numbers: number[] = [];
    for await (const { number } of openCsv(path).rows()) numbers.push(number);
    expect(numbers).toEqual([1, 4]);
  });

  it('keeps a cell with line breaks in one row', async () => {
    expect(await rowsOf('a,b\n"x\ny",2\n')).toEqual([
      ['a', 'b'],
      ['x\ny', '2'],
    ]);
  });

  it('is hashed as it was given', async () => {
    const content = Buffer.from('\ufeffa,b\n۱,۲\n');
    const path = join(folder, 'hashed.csv');
    writeFileSync(path, content);
    const file = openCsv(path);
    for await (const { cells } of file.rows()) expect(cells).toHaveLength(2);
    expect(file.hash()).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('is read across the borders of chunks without breaking a character', async () => {
    const row = `${'ی'.repeat(999)},x\n`;
    const rows = await rowsOf(`a,b\n${row.repeat(500)}`);
    expect(rows).toHaveLength(501);
    expect(new Set(rows.slice(1).map((cells) => cells.join(',')))).toEqual(new Set([row.trim()]));
  });

  describe('is unreadable', () => {
    const broken = (at: number): Buffer => {
      const bytes = Buffer.from(`a,b\n${'ی,۲\n'.repeat(100_000)}`);
      bytes[at] = 0xff;
      return bytes;
    };

    it.each([4, 4_001, 300_000, 599_999])('for a byte that is not UTF-8, at byte %d', async (at) => {
      await expect(rowsOf(broken(at))).rejects.toThrow(/not UTF-8 text \(byte \d+\)/);
    });

    it('and the byte is named', async () => {
      const bytes = Buffer.concat([Buffer.from('a,b\nی,'), Buffer.from([0xc8]), Buffer.from(',x\n')]);
      await expect(rowsOf(bytes)).rejects.toThrow(
        'The file is not UTF-8 text (byte 7). Save it as «CSV UTF-8».',
      );
    });

    it('when it ends within a character', async () => {
      await expect(rowsOf(Buffer.from('a,b\nی').subarray(0, 5))).rejects.toThrow('(byte 4)');
    });

    it('when it is UTF-16, or a spreadsheet', async () => {
      await expect(rowsOf(Buffer.from('\ufeffa,b\n', 'utf16le'))).rejects.toThrow('looks like UTF-16');
      const zipped = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from([0xff, 0xfe, 0x90])]);
      await expect(rowsOf(zipped)).rejects.toThrow('looks like a spreadsheet');
    });

    it('when a quotation mark is left open, closes early or stands alone', async () => {
      await expect(rowsOf('a,b\n1,"2\n')).rejects.toThrow(
        'Row 2 opens a quotation mark that is never closed.',
      );
      await expect(rowsOf('a,b\n1,2\n1,"2"3\n')).rejects.toThrow(
        'Row 3 has text after a closing quotation mark',
      );
      await expect(rowsOf('a,b\n1,2"3\n')).rejects.toThrow('Row 2 has a quotation mark within a cell');
    });

    it('when a cell is a megabyte long', async () => {
      await expect(rowsOf(`a,b\n1,${'x'.repeat(1_000_000)}\n`)).rejects.toThrow('Row 2 is larger than 64 kB');
      await expect(rowsOf('x'.repeat(3_000_000))).rejects.toThrow('Row 1 is larger than 64 kB');
    });

    it('when it has more cells in a row than any table has', async () => {
      await expect(rowsOf(`${','.repeat(500)}\n`)).rejects.toThrow('501 cells');
    });

    it('when it is empty, a folder, or not there', async () => {
      await expect(rowsOf('')).rejects.toThrow('The file is empty.');
      await expect(openCsv(folder).rows().next()).rejects.toThrow('folder');
      await expect(openCsv(join(folder, 'none.csv')).rows().next()).rejects.toThrow('There is no such file.');
    });
  });
});
