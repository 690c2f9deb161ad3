import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/* Names of test files say what their tests cost (jest.config.js). Here the names are compared with what files import. */

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const FOLDERS = ['apps', 'libs', 'samples', 'test'];

/** Modules and packages that reach for sockets, processes, threads, disks or a server. */
const COSTLY =
  /^(node:(child_process|cluster|dgram|dns|fs|fs\/promises|http|http2|https|inspector|net|tls|worker_threads)|better-sqlite3.*|bullmq|exceljs|fastify|ioredis|undici|@eventstore\/.*|@grpc\/.*|@nestjs\/(core|platform-fastify|testing))$/;

/** Whoever imports it, through any module of ours, loads SQLite. */
const DATABASE = 'libs/platform/sqlite/database.ts';

/** The asker of how often to repeat. */
const RUNS = 'test/support/runs.fixture.ts';

/** The text of a file by its path from the root; undefined when there is no such file. */
type Read = (path: string) => string | undefined;

const fromDisk: Read = (path) =>
  existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined;

const isOfTests = (path: string): boolean => /\.(fixture|spec)\.m?[jt]s$|^test\//.test(path);

/**
 * What a file imports when it runs: paths from the root for modules of ours, names for others. Of what a module of the
 * program loads only later, a test decides whether it is loaded.
 */
function importsOf(path: string, text: string): readonly string[] {
  const statements = text.matchAll(
    /^[ \t]*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...statements].flatMap(([, fixed, later]) => {
    const name = fixed ?? (isOfTests(path) ? later : undefined);
    if (name === undefined) return [];
    if (name.startsWith('@misaq/')) return name.replace('@misaq/', 'libs/').replace(/\.js$/, '.ts');
    if (!name.startsWith('.')) return name;
    return relative(ROOT, resolve(ROOT, dirname(path), name)).replace(/\.js$/, '.ts');
  });
}

/** Why a test costs more than processor time, as «spec: file → import»; empty when it does not. */
function costsOf(spec: string, read: Read): readonly string[] {
  const costs: string[] = [];
  const seen = new Set([spec]);
  for (const path of seen) {
    const text = read(path);
    if (text === undefined) continue;
    for (const name of importsOf(path, text)) {
      if (name === DATABASE || (isOfTests(path) && COSTLY.test(name)))
        costs.push(`${spec}: ${path} → ${name}`);
      seen.add(name);
    }
  }
  return costs;
}

function specs(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.spec.ts'))
      .map((name) => join(folder, name)),
  );
}

describe('The name of a test file', () => {
  const all = specs();

  it('has only endings that mean something', () => {
    const endings = new Set(all.map((path) => /(\.long)?(\.int|\.e2e)?\.spec\.ts$/.exec(path)?.[0]));
    expect([...endings].toSorted()).toEqual([
      '.e2e.spec.ts',
      '.int.spec.ts',
      '.long.e2e.spec.ts',
      '.long.int.spec.ts',
      '.spec.ts',
    ]);
  });

  it('says «int» or «e2e» when its tests use sockets, processes, threads, disks or a server', () => {
    const quick = all.filter((path) => !/\.(int|e2e)\.spec\.ts$/.test(path));
    expect(quick.length).toBeGreaterThan(80);
    expect(quick.flatMap((path) => costsOf(path, fromDisk))).toEqual([]);
  });

  it('says «long» when its tests ask how often to repeat, and only then', () => {
    const asking = all.filter((path) => importsOf(path, fromDisk(path) ?? '').includes(RUNS));
    expect(asking).toEqual(all.filter((path) => /\.long(\.int|\.e2e)?\.spec\.ts$/.test(path)));
  });
});

describe('A test that costs more than its name says', () => {
  const planted =
    (files: Readonly<Record<string, string>>): Read =>
    (path) =>
      files[path];

  it.each([
    ['a module of Node', { 'libs/a.spec.ts': "import { spawn } from 'node:child_process';" }],
    ['a package', { 'libs/a.spec.ts': "import {\n  Redis,\n} from 'ioredis';" }],
    ['a module that is loaded later', { 'libs/a.spec.ts': "const net = await import('node:net');" }],
    [
      'a fixture',
      {
        'libs/a.spec.ts': "import { folder } from './b.fixture.js';",
        'libs/b.fixture.ts': "export { folder } from '../test/support/c.js';",
        'test/support/c.ts': "import 'node:fs';",
      },
    ],
    [
      'SQLite, through the module that is tested',
      {
        'libs/a.spec.ts': "import { table } from '@misaq/platform/projections/b.js';",
        'libs/platform/projections/b.ts': "import { Database } from '../sqlite/database.js';",
      },
    ],
  ])('is found by %s', (_, files) => {
    expect(costsOf('libs/a.spec.ts', planted(files))).toHaveLength(1);
  });

  it('is not one for a type, for what the tested module loads later, or for what it uses beside SQLite', () => {
    const files = {
      'libs/a.spec.ts':
        "import type { Socket } from 'node:net';\nimport { b } from './b.js';\nimport { join } from 'node:path';",
      'libs/b.ts':
        "import { isIP } from 'node:net';\nimport type { Database } from '@misaq/platform/sqlite/database.js';",
    };
    expect(costsOf('libs/a.spec.ts', planted(files))).toEqual([]);
  });
});
