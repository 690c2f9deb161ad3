/** The screens (apps/web) as the server gives them: files that were built and compressed before, kept in memory. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isKnown } from '@misaq/platform/http/answer/etag.js';
import { PAGE_ADDRESSES } from '@misaq/platform/text/page-addresses.js';
import { type Coding, codingOf, CODINGS, EXTENSION_OF_CODING } from './coding.js';

/** `dist/web`, beside the built server. A server that runs from its sources has none. */
const BUILT = fileURLToPath(new URL('../../../../web/', import.meta.url));
const PAGE = 'index.html';

/**
 * What a page may do. Scripts, styles, fonts and answers come from this server alone, nothing stands in the page itself,
 * and no other page shows it in a frame.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The name of a file under `assets/` has a hash of its content in it: what it names never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASKED_EACH_TIME = 'no-cache';

interface File {
  readonly type: string;
  readonly etag: string;
  readonly forms: ReadonlyMap<Coding, Buffer>;
}

/** Registers a route for every built file and for the address of every screen. Without built files it does nothing. */
export function servePages(server: FastifyInstance, folder: string = BUILT): boolean {
  if (!existsSync(join(folder, PAGE))) return false;
  for (const path of filesIn(folder).filter((each) => each.startsWith('assets/')))
    serve(server, `/${path}`, fileAt(folder, path), FOR_EVER);
  const page = fileAt(folder, PAGE);
  for (const address of PAGE_ADDRESSES)
    serve(server, address, page, ASKED_EACH_TIME, { 'content-security-policy': CONTENT_SECURITY_POLICY });
  return true;
}

/** Paths from the folder, without the compressed forms. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in MEDIA_TYPES)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function fileAt(folder: string, path: string): File {
  const plain = readFileSync(join(folder, path));
  const forms = new Map<Coding, Buffer>([['identity', plain]]);
  for (const coding of CODINGS) {
    const compressed = join(folder, path + EXTENSION_OF_CODING[coding]);
    if (coding !== 'identity' && existsSync(compressed)) forms.set(coding, readFileSync(compressed));
  }
  return { type: MEDIA_TYPES[extname(path)] ?? '', etag: etagOf(plain), forms };
}

function serve(
  server: FastifyInstance,
  url: string,
  { type, etag, forms }: File,
  cacheControl: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  server.get(url, { config: { needs: 'nobody' } }, (request: FastifyRequest, reply: FastifyReply) => {
    const coding = codingOf(request.headers['accept-encoding'], [...forms.keys()]);
    void reply.headers({ ...headers, 'cache-control': cacheControl, etag, vary: 'accept-encoding' });
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send();
    if (coding !== 'identity') void reply.header('content-encoding', coding);
    return reply.type(type).send(forms.get(coding));
  });
}
