import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { fastify, type FastifyInstance } from 'fastify';
import { servePages } from './pages.js';

const PAGE = '<!doctype html><title>page</title>';
const SCRIPT = 'export const answer = 42;\n'.repeat(50);

describe('The pages', () => {
  let folder: string;
  let server: FastifyInstance;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-pages-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'manifest.json'), '{}');
    writeFileSync(join(folder, 'assets/main-abc.js'), SCRIPT);
    writeFileSync(join(folder, 'assets/main-abc.js.br'), brotliCompressSync(SCRIPT));
    server = fastify();
    expect(servePages(server, folder)).toBe(true);
    await server.ready();
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/pools', '/pools/east-azerbaijan-1401-note16', '/pools/a/reviews/b', '/pools?lang=en'])(
    'are one page at %s, asked for each time, under a policy without inline code',
    async (url) => {
      const { statusCode, body, headers } = await server.inject(url);
      expect([statusCode, body]).toEqual([200, PAGE]);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      expect(headers['content-security-policy']).not.toContain('unsafe');
    },
  );

  it('know a page that the browser has already', async () => {
    const { headers } = await server.inject('/');
    const again = await server.inject({ url: '/pools', headers: { 'if-none-match': headers.etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('give a file with a hash in its name for ever, compressed as it was built', async () => {
    const { headers, rawPayload } = await server.inject({
      url: '/assets/main-abc.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(headers['content-encoding']).toBe('br');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(brotliDecompressSync(rawPayload).toString()).toBe(SCRIPT);
  });

  it('send it uncompressed to a client that accepts no compression', async () => {
    const { headers, body } = await server.inject('/assets/main-abc.js');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body).toBe(SCRIPT);
  });

  it.each([
    '/assets/missing.js',
    '/assets/../index.html.br',
    '/assets/%2e%2e/manifest.json',
    '/manifest.json',
    '/index.html',
    '/unknown',
  ])('are nothing at %s', async (url) => {
    expect((await server.inject(url)).statusCode).toBe(404);
  });

  it('are not served where none are built', () => {
    expect(servePages(fastify(), join(folder, 'assets'))).toBe(false);
  });
});
