/**
 * Makes `apps/web/src/api/schema.d.ts`, the types of the API as the screens use them, of the document of the API. `--check`
 * says whether the file is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import { openApiDocumentOfServer } from './openapi-document.mjs';

const target = fileURLToPath(new URL('../apps/web/src/api/schema.d.ts', import.meta.url));
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

// In order of names: the order in which controllers are registered changes no type.
const document = withoutRefusals(await openApiDocumentOfServer());
const made = HEAD + astToString(await openapiTypeScript(document, { immutable: true, alphabetize: true }));
if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (made !== readFileSync(target, 'utf8')) {
  console.error('apps/web/src/api/schema.d.ts is not what the API says; run npm run web:client');
  process.exitCode = 1;
}
