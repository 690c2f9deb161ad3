import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, makeSmallProvince, ROOT, temporaryFolders, type Ended } from './misaq.fixture.js';

/** The working directory of a user who runs the program by npm: a subfolder, or any folder with --prefix. */
describe('A relative name', () => {
  const folders = temporaryFolders();
  let here: string;
  beforeAll(() => {
    here = folders.make();
    makeSmallProvince(join(here, 'mine'), here);
  });
  afterAll(() => {
    folders.removeAll();
  });

  function npm(words: readonly string[], data = ''): Ended {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['--prefix', ROOT, 'run', '-s', 'misaq', '--', ...words],
      { cwd: here, env: environment(data, { INIT_CWD: undefined }), encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  it("under npm run refers to the user's working directory", () => {
    const before = readdirSync(ROOT);
    for (const words of [
      ['template', 'payments', '--to', 'template.csv'],
      ['pool', 'p-1401-n16', '--export', 'pool.csv', '--data', 'mine'],
      ['backup', '--to', 'backup.sqlite', '--data', 'mine'],
      ['restore', '--from', 'backup.sqlite', '--data', 'restored'],
      ['copy', '--from', 'mine', '--to', 'copied'],
      ['import', 'payments', 'payments.csv', '--data', 'mine', '--dry-run', '--as', 'labour-1:labour'],
    ]) {
      const { status, stderr } = npm(words);
      expect([words[0], status, stderr]).toEqual([words[0], 0, expect.any(String)]);
    }
    expect(readdirSync(here)).toEqual(
      expect.arrayContaining(['template.csv', 'pool.csv', 'backup.sqlite', 'restored', 'copied']),
    );
    expect(readdirSync(ROOT)).toEqual(before);
  });

  it("in a setting does so too; the default data directory is in the program's folder", () => {
    expect(npm(['pools'], 'mine')).toMatchObject({ status: 0 });
    const { stdout } = npm(['pools', '--json'], 'none');
    expect(JSON.parse(stdout)).toMatchObject({ dataDirectory: join(here, 'none') });
    mkdirSync(join(here, 'data'), { recursive: true });
    const config = npm(['config', '--json'], '');
    expect(config.status).toBe(0);
    expect(existsSync(join(here, 'data', 'log.sqlite'))).toBe(false);
  });

  it('names a file that is replaced only with --force', () => {
    for (const words of [
      ['template', 'jobs', '--to', 'there.csv'],
      ['template', 'jobs', '--to', 'there.xlsx'],
      ['pool', 'p-1401-n16', '--export', 'there.csv', '--data', 'mine'],
      ['banks', '--export', 'there.xlsx', '--data', 'mine'],
      ['history', '--agency', 'relief', '--export', 'there.csv', '--data', 'mine'],
      ['backup', '--to', 'there.sqlite', '--data', 'mine'],
    ]) {
      const file = join(
        here,
        words.find((word) => word.startsWith('there'))!,
      );
      writeFileSync(file, 'of the user');
      const { status, stderr } = npm(words);
      expect([words[0], status]).toEqual([words[0], 1]);
      expect(stderr).toMatch(/file_exists|backup_exists/);
      expect(readFileSync(file, 'utf8')).toBe('of the user');
      const forced = npm([...words, '--force']);
      expect([words[0], forced.status, forced.stderr]).toEqual([words[0], 0, expect.any(String)]);
      expect(readFileSync(file).subarray(0, 11).toString()).not.toBe('of the user');
    }
  });
});
