/**
 * Hooks for Node's module loader: `import` reads TypeScript in tests. Names are resolved as the compiler resolves them
 * (`@misaq/x.js` is `libs/x.ts`, `./x.js` is `./x.ts`), and a file is translated by the same compiler as the build.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync, version } from '@swc/core';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LIBS = new URL('../../libs/', import.meta.url);
const OURS = '@misaq/';
const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    target: 'es2022',
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};
/** Translated files are kept there by their content. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'misaq-tests');
const OF_OPTIONS = createHash('sha256').update(version).update(JSON.stringify(OPTIONS)).digest();
mkdirSync(CACHE, { recursive: true });

/** The TypeScript file that a name with the ending `.js` means; undefined when there is none. */
function typescriptFor(specifier, parentUrl) {
  if (!specifier.endsWith('.js')) return undefined;
  const base = specifier.startsWith(OURS)
    ? new URL(specifier.slice(OURS.length), LIBS)
    : /^\.{1,2}\//.test(specifier) && parentUrl !== undefined
      ? new URL(specifier, parentUrl)
      : undefined;
  if (base === undefined) return undefined;
  const found = new URL(base.href.replace(/\.js$/, '.ts'));
  return existsSync(fileURLToPath(found)) ? found.href : undefined;
}

export function resolve(specifier, context, next) {
  const url = typescriptFor(specifier, context.parentURL);
  return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
}

export function load(url, context, next) {
  const [path] = url.split('?');
  return path.endsWith('.ts')
    ? { format: 'module', source: translated(fileURLToPath(path)), shortCircuit: true }
    : next(url, context);
}

function translated(path) {
  const source = readFileSync(path, 'utf8');
  const key = createHash('sha256').update(OF_OPTIONS).update(path).update('\0').update(source).digest('hex');
  const kept = join(CACHE, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const { code } = transformSync(source, { ...OPTIONS, filename: path });
  // Two workers may translate the same file: each writes a file of its own, and a name has whole contents only.
  const whole = `${kept}.${process.pid}`;
  writeFileSync(whole, code);
  renameSync(whole, kept);
  return code;
}
