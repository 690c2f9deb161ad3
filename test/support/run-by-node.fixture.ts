import { transformSync } from '@swc/core';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LIBS = join(ROOT, 'libs');
const ALIAS = /(['"])@misaq\/([^'"]+)\1/g;

/** Compiles everything in `libs/`, with fixtures, into another folder, so that plain Node can run it. */
export function buildLibraries(into: string): void {
  buildParts(into, ['']);
}

/** Like {@link buildLibraries}, for some folders of `libs/`. */
export function buildParts(into: string, parts: readonly string[]): void {
  for (const part of parts) buildFolder(part, into);
  writeFileSync(join(into, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(into, 'node_modules'));
}

function buildFolder(folder: string, into: string): void {
  mkdirSync(join(into, folder), { recursive: true });
  for (const name of readdirSync(join(LIBS, folder))) {
    const path = join(folder, name);
    if (statSync(join(LIBS, path)).isDirectory()) buildFolder(path, into);
    else if (name.endsWith('.ts') && !name.endsWith('.spec.ts')) buildFile(path, into);
  }
}

function buildFile(path: string, into: string): void {
  const { code } = transformSync(readFileSync(join(LIBS, path), 'utf8'), {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
    },
    module: { type: 'es6' },
  });
  const target = join(into, path.replace(/[.]ts$/, '.js'));
  const toRoot = relative(dirname(target), into) || '.';
  writeFileSync(
    target,
    code.replace(ALIAS, (_found, quote: string, module: string) => `${quote}${toRoot}/${module}${quote}`),
  );
}
