import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const lockFolder = join(root, 'node_modules', '.misaq-build');
const WEB = 'web';

/** What is built: from which files, and how. The stamp of each says which files it was built from. */
const PARTS = [
  {
    sources: ['apps', 'libs', 'nest-cli.json', 'tsconfig.base.json', 'package-lock.json'],
    isSource: (path) =>
      /[.](ts|json)$/.test(path) && !/[.]spec[.]ts$/.test(path) && !path.startsWith(join('apps', WEB)),
    stamp: join(dist, '.stamp'),
    program: ['@nestjs/cli/bin/nest.js', 'build'],
    clear() {
      for (const name of existsSync(dist) ? readdirSync(dist) : [])
        if (name !== WEB) rmSync(join(dist, name), { recursive: true, force: true });
    },
  },
  {
    sources: [join('apps', WEB), 'libs', 'package-lock.json', join('tools', 'web-build.mjs')],
    isSource: (path) => !/[.](spec|fixture)[.]ts$/.test(path),
    stamp: join(dist, WEB, '.stamp'),
    program: [join(root, 'tools', 'web-build.mjs')],
    clear() {
      rmSync(join(dist, WEB), { recursive: true, force: true });
    },
  },
];

/** A fingerprint of everything that a part is built of: names, sizes and times, not contents (a few milliseconds). */
function fingerprint({ sources, isSource }) {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(join(root, path));
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    else if (isSource(path)) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const path of sources) add(path);
  return hash.digest('hex');
}

function stampOf({ stamp }) {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
}

const isStale = (part) => stampOf(part) !== fingerprint(part);

/** Takes the build lock, also when its holder has died. Waits at most two minutes. */
function lock() {
  for (let waited = 0; waited < 120_000; waited += 100) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives()) rmSync(lockFolder, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  throw new Error(`another build has held ${lockFolder} for two minutes`);
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(join(lockFolder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // A lock folder without a pid belongs to a holder between its two steps, unless it has been so for a while.
    if (error.code === 'ENOENT')
      return Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000;
    return error.code === 'EPERM';
  }
}

function build(part) {
  const wanted = fingerprint(part);
  part.clear();
  const [program, ...words] = part.program;
  const path = createRequire(import.meta.url).resolve(program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\n`);
    process.exit(2);
  }
  writeFileSync(part.stamp, wanted);
}

/**
 * Builds the programs and the screens into `dist/` unless they already stand for the sources as they are. Exits with the
 * messages of the compiler or the bundler on failure.
 */
export function buildWhenStale() {
  if (!PARTS.some(isStale)) return;
  lock();
  try {
    const stale = PARTS.filter(isStale);
    if (stale.length > 0) process.stderr.write('building …\n');
    for (const part of stale) build(part);
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}
