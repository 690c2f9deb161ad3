/**
 * Makes `libs/command-lines.ts` of the list of subjects: what each has on the command line, from its `command-line.ts`, so
 * that `misaq --help` loads no more of a subject than that. `--check` says whether the file is up to date.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'libs/command-lines.ts');

/** The modules that the list of subjects imports subjects from. It is read as text: what is made here is part of the build. */
function folders() {
  const list = ts.createSourceFile('subjects.ts', readFileSync(join(root, 'libs/subjects.ts'), 'utf8'), 99);
  return list.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => moduleSpecifier.text)
    .filter((module) => module.endsWith('/subject.js') && !module.startsWith('@misaq/platform/subjects/'))
    .map(dirname)
    .filter((folder) =>
      readdirSync(folder.replace('@misaq', join(root, 'libs'))).includes('command-line.ts'),
    );
}

const nameOf = (folder) =>
  folder
    .split('/')
    .at(-1)
    .replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const made = await format(
  [
    '/* Made by `node tools/command-lines.mjs` of the list of subjects (subjects.ts). */',
    ...folders().map(
      (folder) => `import { commandLine as ${nameOf(folder)} } from '${folder}/command-line.js';`,
    ),
    "import type { CommandLine } from '@misaq/platform/command-line/verb.js';",
    '',
    '/** What the subjects have on the command line. */',
    `export const COMMAND_LINES: readonly CommandLine[] = [${folders().map(nameOf).join(', ')}];`,
    '',
  ].join('\n'),
  { ...(await resolveConfig(target)), filepath: target },
);

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (made !== readFileSync(target, 'utf8')) {
  console.error('libs/command-lines.ts is not what the subjects say; run node tools/command-lines.mjs');
  process.exitCode = 1;
}
