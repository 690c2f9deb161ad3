import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

describe('a folder to create', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-make-folder-'));
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  });

  it('is created with its missing parents, and the topmost new one is returned', () => {
    const path = join(folder, 'a', 'b', 'c');
    expect(makeFolder(path, 0o700)).toBe(join(folder, 'a'));
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(makeFolder(path)).toBeUndefined();
    expect(makeFolder(join(folder, 'a', 'b', 'd'))).toBe(join(folder, 'a', 'b', 'd'));
  });

  it('cannot be created under a file, or where a file has its name', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => makeFolder(join(file, 'a', 'b'))).toThrow(/ENOTDIR/);
    expect(() => makeFolder(file)).toThrow(/EEXIST/);
    expect(existsSync(file)).toBe(true);
  });

  // Where the parent exists but accepts no names, Node's own recursive `mkdir` never ends.
  (existsSync('/proc/self') ? it : it.skip).each(['/proc/misaq', '/proc/self/misaq/a/b', '/proc/misaq/a'])(
    'cannot be made in %s, and ends',
    (path) => {
      expect(() => makeFolder(path)).toThrow(expect.objectContaining({ code: 'ENOENT' }) as Error);
    },
  );

  it('is left unchanged when it exists', () => {
    mkdirSync(join(folder, 'a'), { mode: 0o750 });
    makeFolder(join(folder, 'a'), 0o700);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o750);
  });
});
