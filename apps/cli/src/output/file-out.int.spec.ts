import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { outcomeOfError } from '../failures.js';
import { formatOf, writeFileWhole } from '@misaq/platform/command-line/file-out.js';

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
    await expect(writeFileWhole({ path, force: true }, failing())).rejects.toThrow('the log is damaged');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['pool.csv']);
    await writeFileWhole(
      { path, force: true },
      (async function* () {
        yield await Promise.resolve('after');
      })(),
    );
    expect(readFileSync(path, 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['pool.csv']);
  });

  it('cannot be written into a folder that is not there, or over one that is', async () => {
    const refused = { code: 'unwritable_file' };
    await expect(
      writeFileWhole({ path: join(folder, 'none', 'a.csv'), force: false }, Readable.from(['x'])),
    ).rejects.toMatchObject(refused);
    mkdirSync(join(folder, 'b.csv'));
    await expect(
      writeFileWhole({ path: join(folder, 'b.csv'), force: false }, Readable.from(['x'])),
    ).rejects.toMatchObject(refused);
    expect(readdirSync(folder)).toEqual(['b.csv']);
  });

  it('is not written over one that is there, or that came to be there meanwhile, unless by force', async () => {
    const path = join(folder, 'a.csv');
    const exists = { refusal: { name: 'file_exists', figures: { file: path } } };
    const writing = writeFileWhole(
      { path, force: false },
      (async function* () {
        yield await Promise.resolve('mine');
        writeFileSync(path, 'of another');
      })(),
    );
    await expect(writing).rejects.toMatchObject(exists);
    await expect(writeFileWhole({ path, force: false }, Readable.from(['mine']))).rejects.toMatchObject(
      exists,
    );
    expect(readFileSync(path, 'utf8')).toBe('of another');
    await writeFileWhole({ path, force: true }, Readable.from(['mine']));
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it.each(['ENOSPC', 'EDQUOT'])(
    'says that the disk is full, and leaves nothing behind (%s)',
    async (code) => {
      const full = Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
      const error: unknown = await writeFileWhole(
        { path: join(folder, 'a.csv'), force: false },
        (async function* () {
          yield await Promise.resolve('half');
          throw full;
        })(),
      ).catch((thrown: unknown) => thrown);
      const { exitCode, text } = outcomeOfError(error, {});
      expect(exitCode).toBe(1);
      expect(await text({ columns: 80, colours: false })).toContain('the disk is full');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('has its format from its name', () => {
    expect([formatOf('--to', 'a.CSV'), formatOf('--to', 'b.xlsx')]).toEqual(['csv', 'xlsx']);
    expect(() => formatOf('--to', 'a.ods')).toThrow('--to: a.ods must end in .csv or .xlsx');
  });
});
