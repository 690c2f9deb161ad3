import { createWriteStream } from 'node:fs';
import { mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { textFault } from '@misaq/domain/kernel/text.js';
import { invalidRequest, refuse, RefusedError } from '../http/refused.js';

/** Content types of a file that is the body itself. */
export const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** A file that was sent, on disk. */
export interface Uploaded {
  readonly path: string;
  /** As its sender calls it; a name of ours when that cannot be taken. */
  readonly name: string;
}

/** Where files lie from their first byte until they were checked. What an earlier run left there is removed. */
export function uploadFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'uploads');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Lets files in, on the routes that take them. */
export async function takeFiles(server: FastifyInstance, bytesMax: number): Promise<void> {
  await server.register(multipart, { limits: { fileSize: bytesMax, files: 1, fields: 0, parts: 1 } });
  server.addContentTypeParser([...FILE_TYPES], { bodyLimit: bytesMax }, (request, payload, done) => {
    if (request.routeOptions.config.upload === true) done(null, payload);
    else done(refuse('unsupported_media_type'), undefined);
  });
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.isMultipart() && request.routeOptions.config.upload !== true)
      done(refuse('unsupported_media_type'));
    else done();
  });
}

/**
 * Writes the file of a request to disk, lets it be worked on, and removes it.
 *
 * @param givenName what the sender calls it, when the body is the file itself
 * @throws RefusedError `body_too_large` and others of a body that cannot be taken
 */
export async function withUploaded<Result>(
  request: FastifyRequest,
  { folder, ...given }: Receiving & { readonly folder: string },
  work: (file: Uploaded) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, request.id);
  try {
    return await work({ path, name: await receive(request, path, given) });
  } finally {
    await rm(path, { force: true });
    // Or the next request on this connection would wait behind what nobody reads.
    drain(request.raw);
  }
}

interface Receiving {
  readonly bytesMax: number;
  readonly givenName?: string;
}

/** Writes the file of a request to a path; gives its name. */
async function receive(
  request: FastifyRequest,
  path: string,
  { bytesMax, givenName }: Receiving,
): Promise<string> {
  try {
    const { stream, name } = await fileOf(request, givenName);
    await pipeline(limited(stream, bytesMax), createWriteStream(path, { flags: 'wx' }));
    if ('truncated' in stream && stream.truncated === true) throw refuse('body_too_large', { bytesMax });
    return name;
  } catch (error) {
    const { raw } = request;
    const isOfTheRequest =
      (raw.destroyed && !raw.complete) || (error as { readonly code?: unknown }).code === undefined;
    // A client that went away, or a form that is none. Errors of the disk and of the framework have a code.
    throw isOfTheRequest && !(error instanceof RefusedError) ? refuse('invalid_body') : error;
  }
}

function drain(raw: IncomingMessage): void {
  if (raw.complete || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
}

async function fileOf(
  request: FastifyRequest,
  givenName: string | undefined,
): Promise<{ readonly stream: Readable; readonly name: string }> {
  if (!request.isMultipart()) {
    const { body } = request;
    if (body === undefined || body === null) throw refuse('unsupported_media_type');
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is one, under another name
    return { stream: body as Readable, name: nameOf(givenName) };
  }
  const part = await request.file();
  if (part === undefined)
    throw invalidRequest({ field: 'file', code: 'empty', message: 'The form holds no file.' });
  return { stream: part.file as unknown as Readable, name: nameOf(part.filename) };
}

const NAME_LENGTH_MAX = 200;

/** A name without a folder that can stand in a record. */
function nameOf(given: string | undefined): string {
  const name = basename((given ?? '').replaceAll('\\', '/'));
  return textFault(name, NAME_LENGTH_MAX) === undefined ? name : 'upload';
}

/** The bytes of a stream, which is left as it is when there are too many: destroying it would cut off the answer. */
async function* limited(stream: Readable, bytesMax: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw refuse('body_too_large', { bytesMax });
    yield chunk;
  }
}
