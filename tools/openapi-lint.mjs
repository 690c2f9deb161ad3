/**
 * Checks the OpenAPI document with the recommended rules of Redocly's linter. The built server makes the document on a
 * temporary data directory. Prints the faults, and exits with 1 when one of them is an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { pino } from 'pino';
import { buildWhenStale } from './build.mjs';

buildWhenStale();
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url));
const [{ readConfig }, { ALL_SUBJECTS }, { openService }, { createServer }, { openApiDocument }] =
  await Promise.all(
    [
      'libs/platform/node/config.js',
      'libs/subjects.js',
      'libs/platform/assembly/service.js',
      'apps/api/src/server.js',
      'apps/api/src/openapi/document.js',
    ].map(built),
  );

async function documentOfServer() {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-openapi-'));
  const settings = { MISAQ_DATA_DIR: folder, MISAQ_PERSON_KEY: 'a key for the check of the document' };
  try {
    const service = await openService(ALL_SUBJECTS, folder, { now: () => Date.now() }, settings);
    // This server answers no requests, so it needs no background work.
    const server = await createServer(service, readConfig(settings), pino({ level: 'silent' }), {
      scheduler: { problems: () => [] },
    });
    const document = openApiDocument(server.app);
    await server.close();
    await service.close();
    return JSON.stringify(document);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const source = await documentOfServer();
const config = await createConfig({ extends: ['recommended'] });
const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
for (const { severity, ruleId, message, location } of problems)
  console.error(`${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
const errors = problems.filter(({ severity }) => severity === 'error').length;
console.log(`The document of the API: ${errors} errors, ${problems.length - errors} warnings.`);
process.exitCode = errors === 0 ? 0 : 1;
