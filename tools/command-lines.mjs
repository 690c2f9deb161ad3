/**
 * Makes `libs/command-lines.ts` of the list of subjects: the verbs of each `command-line.ts` as `misaq --help` shows them,
 * so that it loads nothing of a subject. `--check` says whether the file is up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const libs = join(root, 'libs');
const target = join(libs, 'command-lines.ts');

/** The list is read as text: the file that is made here is part of the build. */
const sourceOf = (path) => readFileSync(join(libs, path), 'utf8');

/** The folders of the subjects that have something on the command line, in the order of the list. */
function folders() {
  const { statements } = ts.createSourceFile('subjects.ts', sourceOf('subjects.ts'), ts.ScriptTarget.Latest);
  return statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => /^@misaq\/(.+)\/subject\.js$/.exec(moduleSpecifier.text)?.[1])
    .filter((folder) => folder !== undefined && existsSync(join(libs, folder, 'command-line.ts')));
}

/** A `command-line.ts` has no imports but those of types and those that it loads later. */
async function verbsIn(folder) {
  const { outputText } = ts.transpileModule(sourceOf(`${folder}/command-line.ts`), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const { commandLine } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  // Whatever is a function is loaded from the module itself.
  return JSON.stringify(commandLine.verbs);
}

const entries = await Promise.all(
  folders().map(
    async (folder) => `{
      load: async () => (await import('./${folder}/command-line.js')).commandLine,
      verbs: ${await verbsIn(folder)},
    }`,
  ),
);
const made = await format(
  `/* Made by «node tools/command-lines.mjs» of the list of subjects (subjects.ts). */
  import type { ListedCommandLine } from '@misaq/platform/command-line/verb.js';

  /** What the subjects have on the command line. */
  export const COMMAND_LINES: readonly ListedCommandLine[] = [${entries.join(', ')}];
  `,
  { ...(await resolveConfig(target)), filepath: target },
);

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (!existsSync(target) || made !== readFileSync(target, 'utf8')) {
  console.error('libs/command-lines.ts is not what the subjects say; run node tools/command-lines.mjs');
  process.exitCode = 1;
}
