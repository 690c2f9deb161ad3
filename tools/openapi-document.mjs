/**
 * The OpenAPI document. The built server makes it on a temporary data directory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildWhenStale } from './build.mjs';

export async function openApiDocumentOfServer() {
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
    return JSON.parse(JSON.stringify(document));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
