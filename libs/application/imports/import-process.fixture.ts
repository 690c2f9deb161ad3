import { transformSync } from '@swc/core';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LIBS = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PARTS = ['application', 'calendar', 'domain', 'event-store', 'spreadsheets'];
const ALIAS = /(['"])@misaq\/([^'"]+)\1/g;

/** Makes what imports need runnable by plain Node in a folder; gives the path of the importing program. */
export function buildImportProgram(into: string): string {
  for (const part of PARTS) buildFolder(part, into);
  writeFileSync(join(into, 'package.json'), '{"type":"module"}');
  symlinkSync(join(LIBS, '../node_modules'), join(into, 'node_modules'));
  return join(into, 'application/imports/import-program.fixture.js');
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
  const toRoot = relative(dirname(target), into);
  writeFileSync(
    target,
    code.replace(ALIAS, (_found, quote: string, module: string) => `${quote}${toRoot}/${module}${quote}`),
  );
}

/**
 * Imports a file in a process of its own, which is killed after a while.
 * @returns whether it had finished before
 * @throws when it ended by itself without having finished
 */
export async function importAndKill(
  program: string,
  folder: string,
  [kind, path]: readonly [string, string],
  afterMs?: number,
): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder, kind, path]);
  let said = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL' || said === 'done') resolve();
      else reject(new Error(`the import ended by itself: ${errors}`));
    });
  });
  if (afterMs !== undefined) {
    await Promise.race([ended, pause(afterMs)]);
    child.kill('SIGKILL');
  }
  await ended;
  return said === 'done';
}
