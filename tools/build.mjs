import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'dist', '.stamp');
const lockFolder = join(root, 'node_modules', '.misaq-build');

/** A fingerprint of everything the build reads: names, sizes and times, not contents (a few milliseconds). */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(join(root, path));
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    else if (/[.](ts|json)$/.test(path) && !/[.]spec[.]ts$/.test(path))
      hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const path of ['apps', 'libs', 'nest-cli.json', 'tsconfig.base.json', 'package-lock.json']) add(path);
  return hash.digest('hex');
}

function stamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}

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

/** Builds `dist/` unless it is up to date with the sources. Exits with the compiler's messages on failure. */
export function buildWhenStale() {
  if (stamp() === fingerprint()) return;
  lock();
  try {
    const wanted = fingerprint();
    if (stamp() === wanted) return;
    process.stderr.write('building …\n');
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build'], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) {
      process.stderr.write(`${stdout}${stderr}\n`);
      process.exit(2);
    }
    writeFileSync(stampFile, wanted);
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}
