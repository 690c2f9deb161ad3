/**
 * Makes what the screens know of the API: `apps/web/src/api/schema.d.ts`, its types, of the document of the API, and
 * `apps/web/src/words/refusals.ts`, the words of every refusal, of the list of subjects. `--check` says whether the files are
 * up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { openApiDocumentOfServer } from './openapi-document.mjs';

const HEAD = '// Made by tools/web-client.mjs of the document of the API; not written by hand.\n';
const FIRST_REFUSAL = 400;

/** The document without refusals: each route repeats all of them, and all have one form (api/refused.ts). */
function withoutRefusals(document) {
  for (const path of Object.values(document.paths))
    for (const { responses = {} } of Object.values(path))
      for (const status of Object.keys(responses))
        if (Number(status) >= FIRST_REFUSAL) delete responses[status];
  return document;
}

/** In order of names: the order in which controllers are registered changes no type. */
async function types() {
  const document = withoutRefusals(await openApiDocumentOfServer());
  return HEAD + astToString(await openapiTypeScript(document, { immutable: true, alphabetize: true }));
}

/** The document was made first, so the programs are built and the list of subjects is known. */
async function refusals(target) {
  const built = new URL('../dist/libs/platform/text/refusals.js', import.meta.url);
  const { refusalNames, refusalText } = await import(built);
  const words = [...refusalNames()]
    .sort()
    .map((name) => [name, { en: refusalText(name, 'en'), fa: refusalText(name, 'fa') }]);
  const text = `// Made by tools/web-client.mjs of the list of subjects; not written by hand.
    import type { Language } from '@misaq/platform/kernel/facts.js';

    /** What each refusal means, in the words that the server and the command line have for it. */
    export const REFUSALS: Readonly<Record<string, Readonly<Record<Language, string>>>> = ${JSON.stringify(Object.fromEntries(words))};
  `;
  return format(text, { ...(await resolveConfig(target)), filepath: target });
}

for (const [path, make] of [
  ['apps/web/src/api/schema.d.ts', types],
  ['apps/web/src/words/refusals.ts', refusals],
]) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const made = await make(target);
  if (!process.argv.includes('--check')) writeFileSync(target, made);
  else if (made !== readFileSync(target, 'utf8')) {
    console.error(`${path} is not what the API and the subjects say; run npm run web:client`);
    process.exitCode = 1;
  }
}
