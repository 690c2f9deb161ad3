import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { formatOf, writeFileWhole } from './file-out.js';

describe('a file that is written', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-file-out-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function* failing(): AsyncGenerator<string> {
    yield await Promise.resolve('half of it');
    throw new Error('the log is damaged');
  }

  it('replaces the one of its name only when it is whole', async () => {
    const path = join(folder, 'pool.csv');
    writeFileSync(path, 'before');
    await expect(writeFileWhole(path, failing())).rejects.toThrow('the log is damaged');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['pool.csv']);
    await writeFileWhole(
      path,
      (async function* () {
        yield await Promise.resolve('after');
      })(),
    );
    expect(readFileSync(path, 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['pool.csv']);
  });

  it('cannot be written into a folder that is not there, or over one that is', async () => {
    const refused = { code: 'unwritable_file' };
    await expect(writeFileWhole(join(folder, 'none', 'a.csv'), Readable.from(['x']))).rejects.toMatchObject(
      refused,
    );
    mkdirSync(join(folder, 'b.csv'));
    await expect(writeFileWhole(join(folder, 'b.csv'), Readable.from(['x']))).rejects.toMatchObject(refused);
    expect(readdirSync(folder)).toEqual(['b.csv']);
  });

  it('has its format from its name', () => {
    expect([formatOf('--to', 'a.CSV'), formatOf('--to', 'b.xlsx')]).toEqual(['csv', 'xlsx']);
    expect(() => formatOf('--to', 'a.ods')).toThrow('--to: a.ods must end in .csv or .xlsx');
  });
});
