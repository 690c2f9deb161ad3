import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import {
  environment,
  LABOUR,
  makeSmallProvince,
  misaq,
  ROOT,
  temporaryFolders,
  writeCsv,
} from './misaq.fixture.js';
import { canMount, fill, makeRoom, smallDisks } from './small-disk.fixture.js';

const BLOCK = 4_096;

(canMount() ? describe : describe.skip)('The command line, on a disk that is full', () => {
  const disks = smallDisks();
  const folders = temporaryFolders();
  /** A data directory on another disk, with free space. */
  let data: string;
  let disk: string;

  beforeAll(() => {
    data = folders.make();
    makeSmallProvince(data, folders.make());
    disk = disks.mount('size=16m');
  });
  afterAll(() => {
    disks.removeAll();
    folders.removeAll();
  });

  const BEGINS = writeCsv(folders.make(), 'organisations.csv', [
    'province,id,kind,name,ownership,active_from',
    'p,relief,agency,Relief,,1400-01-01',
  ]);
  const on = (name: string): string => join(disk, name);
  const left = (): string[] => readdirSync(disk).filter((name) => name !== 'filler');
  const empty = (): void => void spawnSync('rm', ['-rf', ...left().map(on)]);
  afterEach(empty);
  /** Fills the disk except for this many bytes. */
  function leave(bytes: number): void {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(on('filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  }

  it.each<[string, () => readonly string[]]>([
    ['template', () => ['template', 'payments', '--to', on('a.csv')]],
    ['template, a workbook', () => ['template', 'payments', '--to', on('a.xlsx')]],
    ['pool', () => ['pool', 'p-1401-n16', '--export', on('a.csv')]],
    ['pool, a workbook', () => ['pool', 'p-1401-n16', '--export', on('a.xlsx')]],
    ['banks', () => ['banks', '--export', on('a.csv')]],
    ['history', () => ['history', '--agency', 'relief', '--export', on('a.csv')]],
    ['backup', () => ['backup', '--to', on('a.sqlite')]],
    ['restore', () => ['restore', '--from', join(data, 'log.sqlite'), '--data', on('a/b')]],
    ['copy', () => ['copy', '--from', data, '--to', on('a/b')]],
    ['demo', () => ['demo', '--exit', '--data', on('a/b')]],
    ['import', () => ['import', 'organisations', BEGINS, ...LABOUR, '--data', on('a/b')]],
    ['principal', () => ['principal', 'add', 'x', '--name', 'X', '--data', on('a/b')]],
    ['serve', () => ['serve', '--data', on('a/b')]],
  ])('is reported at %s, and leaves nothing half-written', (_, words) => {
    for (const bytes of [0, 6 * BLOCK]) {
      leave(bytes);
      const ended = misaq(data, words(), { MISAQ_PORT: '0' });
      makeRoom(disk);
      if (ended.status === 0) {
        // A small file fits.
        expect(bytes).toBeGreaterThan(0);
        empty();
        continue;
      }
      expect([ended.status, ended.stdout]).toEqual([1, '']);
      expect(ended.stderr).toContain('the disk is full');
      expect(left()).toEqual([]);
    }
  });

  it('keeps a file that was to be replaced', () => {
    const file = on('a.csv');
    writeFileSync(file, 'of the user');
    fill(disk);
    const ended = misaq(data, ['pool', 'p-1401-n16', '--export', file, '--force']);
    makeRoom(disk);
    expect([ended.status, left()]).toEqual([1, ['a.csv']]);
  });

  it.each(['history --agency relief --json', 'pools', '--help', 'history --json'])(
    'is reported when printed output goes there (%s)',
    (words) => {
      fill(disk);
      const stdout = openSync(on('out'), 'w');
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--no-warnings', join(ROOT, 'tools', 'run.mjs'), ...words.split(' ')],
        { cwd: ROOT, env: environment(data), stdio: ['ignore', stdout, 'pipe'], encoding: 'utf8' },
      );
      closeSync(stdout);
      makeRoom(disk);
      expect(status).toBe(1);
      expect(stderr).toContain('the disk is full');
    },
  );

  it('keeps a data directory with recorded events', () => {
    const folder = on('kept');
    expect(misaq(folder, ['import', 'organisations', BEGINS, ...LABOUR]).status).toBe(0);
    fill(disk);
    const ended = misaq(folder, ['import', 'organisations', BEGINS, ...LABOUR]);
    makeRoom(disk);
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('the disk is full');
    expect(existsSync(join(folder, 'log.sqlite'))).toBe(true);
    expect(misaq(folder, ['verify']).status).toBe(0);
  });
});
