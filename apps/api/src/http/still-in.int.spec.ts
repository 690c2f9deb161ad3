import { once } from 'node:events';
import { createReadStream, mkdtempSync, type ReadStream, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { fileWhileIn } from '@misaq/platform/http/access/session-check.js';

describe('A file on its way to somebody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-still-in-'));
  const path = join(folder, 'file');
  writeFileSync(path, 'a'.repeat(300_000));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Never otherwise: what is broken off is closed with an error that is nobody's business. */
  const isClosed = (file: ReadStream) =>
    new Promise<void>((resolve) => {
      file.once('close', resolve);
    });

  async function opened() {
    const file = createReadStream(path);
    await once(file, 'open');
    return { file, given: fileWhileIn(() => undefined, {} as FastifyRequest, file) };
  }

  it('is closed when nobody took anything of it', async () => {
    const { file, given } = await opened();
    given.destroy();
    await isClosed(file);
  });

  it('is closed when somebody took a part of it', async () => {
    const { file, given } = await opened();
    await once(given, 'readable');
    given.read(10);
    given.destroy();
    await isClosed(file);
  });

  it('is given whole', async () => {
    const { given } = await opened();
    let bytes = 0;
    for await (const chunk of given) bytes += (chunk as Uint8Array).length;
    expect(bytes).toBe(300_000);
  });
});
