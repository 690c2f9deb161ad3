import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { environment, ROOT, temporaryFolders } from './misaq.fixture.js';

const MAIN = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
const HOOK = fileURLToPath(new URL('loaded-packages.fixture.mjs', import.meta.url));

/** All packages that the command line may load to parse its arguments, count days and print a table. */
const LIGHT: readonly string[] = [
  'ansi-regex',
  'commander',
  'emoji-regex',
  'get-east-asian-width',
  'jalaali-js',
  'string-width',
  'strip-ansi',
];

describe('The command line', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  /** The exit code of a command line, and the packages that it loaded. */
  function started(...words: readonly string[]) {
    const folder = folders.make();
    const loaded = join(folder, 'loaded');
    writeFileSync(loaded, '');
    const { status } = spawnSync(process.execPath, ['--import', pathToFileURL(HOOK).href, MAIN, ...words], {
      cwd: folder,
      env: environment(join(folder, 'data'), { MISAQ_TEST_LOADED: loaded }),
    });
    const names = readFileSync(loaded, 'utf8')
      .split('\n')
      .flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
    return { status, packages: [...new Set(names)].sort() };
  }

  it.each([
    '--help',
    'help',
    'pool --help',
    'help rebuild',
    'demo --help',
    'copy --help',
    'restore --help',
    'serve --help',
    'working-days --notified 1403-02-02 --days 20',
    'holidays --year 1402 --json',
    'template payments --to payments.csv',
    'config',
  ])('loads neither Nest nor SQLite nor another large package for «%s»', (line) => {
    const { status, packages } = started(...line.split(' '));
    expect(status).toBe(0);
    expect(packages).toContain('commander');
    expect(packages.filter((name) => !LIGHT.includes(name))).toEqual([]);
  });

  it.each([
    [2, ['no-such-verb']],
    [2, ['rebuild', 'no-such-read-model']],
    [2, ['working-days', '--notified', '1403-02-02', '--days', '20', '--weekend', 'thu']],
    [1, ['pools']],
  ])('loads none of them to report why it ends with %i', (exitCode, words) => {
    const { status, packages } = started(...words);
    expect(status).toBe(exitCode);
    expect(packages.filter((name) => !LIGHT.includes(name))).toEqual([]);
  });

  it('loads SQLite for a verb that records, and the library of workbooks for one that writes a workbook', () => {
    const recording = started('principal', 'add', 'sara', '--name', 'Sara');
    expect(recording.status).toBe(0);
    expect(recording.packages.join(' ')).toMatch(/better-sqlite3/);
    expect(started('template', 'payments', '--to', 'payments.xlsx').packages).toContain('exceljs');
  });
});
