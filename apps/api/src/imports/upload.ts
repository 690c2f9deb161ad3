import { rmSync } from 'node:fs';
import { open, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { textFault } from '@misaq/platform/kernel/text.js';
import {
  type FieldError,
  invalidRequest,
  refuse,
  RefusedError,
} from '@misaq/platform/http/answer/refused.js';
import { unknownField } from '@misaq/platform/questions/fields.js';
import { givenTwice } from '@misaq/platform/http/request/validation.js';

/** Content types of a file that is the body itself. */
export const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** The part of a form that holds the file. */
const FILE_PART = 'file';
/** Of a field of a form: all of them are flags and names. */
const FIELD_BYTES_MAX = 4_096;

/** The fields of a form beside its file, as texts. */
export type FormFields = Readonly<Record<string, unknown>>;

/** A file that was sent, on disk. */
export interface Uploaded {
  readonly path: string;
  /** What its form calls it; undefined when the file is the body itself. */
  readonly fileName: string | undefined;
  readonly fields: FormFields;
}

/** Where files lie from their first byte until they were checked. What an earlier run left there is removed. */
export function uploadFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'uploads');
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder, 0o700);
  return folder;
}

/** Lets files in, on the routes that take them. */
export async function takeFiles(server: FastifyInstance, bytesMax: number): Promise<void> {
  // Parts are counted in {@link receiveForm}, which names the one that is not taken; the library would drop it.
  await server.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: bytesMax, fieldSize: FIELD_BYTES_MAX },
  });
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
 * Writes the file of a request to disk, lets it be worked on, and removes it. Of a form the whole is read before the
 * work begins: a field counts wherever it stands, and a part that is not taken leaves nothing applied.
 *
 * The file loses its name before its first byte is written, where the system lets it be read without: a process that is
 * killed leaves nothing of it.
 *
 * @param fieldNames the fields that a form may have beside its file
 * @throws RefusedError `body_too_large`, `invalid_request` (which names the part) and others of a body that cannot be
 *   taken
 */
export async function withUploaded<Result>(
  request: FastifyRequest,
  { folder, ...given }: Receiving & { readonly folder: string },
  work: (file: Uploaded) => Promise<Result>,
): Promise<Result> {
  const named = join(folder, request.id);
  let file: FileHandle | undefined;
  try {
    file = await open(named, 'wx', OWNER_ONLY);
    const path = await withoutName(file, named);
    return await work({ path, ...(await receive(request, file, given)) });
  } finally {
    await file?.close();
    await rm(named, { force: true });
    // Or the next request on this connection would wait behind what nobody reads.
    drain(request.raw);
  }
}

const OWNER_ONLY = 0o600;

/**
 * Takes the name of an open file away. Linux shows open files of a process as files of their own; elsewhere the name is
 * the only way to read the file by its path, and stays.
 *
 * @returns where the file is read from as long as it is open
 */
async function withoutName(file: FileHandle, named: string): Promise<string> {
  const path = `/proc/self/fd/${String(file.fd)}`;
  const [opened, found] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  if (found?.ino !== opened.ino || found.dev !== opened.dev) return named;
  await rm(named);
  return path;
}

interface Receiving {
  readonly bytesMax: number;
  readonly fieldNames: readonly string[];
}

type Received = Omit<Uploaded, 'path'>;

/** Writes the file of a request into an open file, which stays open. */
async function receive(
  request: FastifyRequest,
  file: FileHandle,
  { bytesMax, fieldNames }: Receiving,
): Promise<Received> {
  const isBroken = (): boolean => request.raw.destroyed && !request.raw.complete;
  try {
    // The reader of forms waits for ever for a client that went away before the reader began.
    if (isBroken()) throw refuse('invalid_body');
    if (request.isMultipart()) return await receiveForm(request, file, { bytesMax, fieldNames });
    const { body } = request;
    if (body === undefined || body === null) throw refuse('unsupported_media_type');
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is one, under another name
    await write(body as Readable, file, bytesMax);
    return { fileName: undefined, fields: {} };
  } catch (error) {
    const isOfTheRequest = isBroken() || (error as { readonly code?: unknown }).code === undefined;
    // A client that went away, or a form that is none. Errors of the disk and of the framework have a code.
    throw isOfTheRequest && !(error instanceof RefusedError) ? refuse('invalid_body') : error;
  }
}

/** Reads a form to its end, or to the first part that is not taken. */
async function receiveForm(
  request: FastifyRequest,
  target: FileHandle,
  { bytesMax, fieldNames }: Receiving,
): Promise<Received> {
  const fields = new Map<string, unknown>();
  let file: { readonly name: string } | undefined;
  for await (const part of request.parts()) {
    const name = partName(part);
    if (part.type === 'file') {
      if (name !== FILE_PART) throw invalidRequest(unknownField(name));
      if (file !== undefined) throw invalidRequest(secondFile(file.name, part.filename));
      file = { name: part.filename };
      await write(part.file, target, bytesMax);
    } else {
      const { value, valueTruncated } = part;
      if (name === FILE_PART) throw invalidRequest(fieldError(name, 'not_a_file', 'is a text and no file.'));
      if (!fieldNames.includes(name)) throw invalidRequest(unknownField(name));
      if (fields.has(name)) throw invalidRequest(givenTwice(name));
      if (valueTruncated) throw invalidRequest(fieldError(name, 'too_long', 'is too long.'));
      fields.set(name, value);
    }
  }
  if (file === undefined)
    throw invalidRequest(fieldError(FILE_PART, 'empty', 'is missing: the form holds no file.'));
  return { fileName: file.name, fields: Object.fromEntries(fields) };
}

/** The library passes on a part without a name too, against its types. */
function partName({ fieldname = '' }: { readonly fieldname?: string }): string {
  return fieldname;
}

function secondFile(first: string, second: string): FieldError {
  const [one, other] = [uploadName(first), uploadName(second)];
  return fieldError(
    FILE_PART,
    'given_twice',
    `is given twice (${one}, ${other}): a form holds one file, and each file is imported by a request of its own.`,
  );
}

function fieldError(field: string, code: string, words: string): FieldError {
  return { field, code, message: `${field} ${words}` };
}

/** Writes a stream into an open file. @throws RefusedError `body_too_large` */
async function write(stream: Readable, target: FileHandle, bytesMax: number): Promise<void> {
  await writeFile(target, limited(stream, bytesMax));
  if ('truncated' in stream && stream.truncated === true) throw refuse('body_too_large', { bytesMax });
}

function drain(raw: IncomingMessage): void {
  if (raw.complete || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
}

const NAME_LENGTH_MAX = 200;

/** A name without a folder that can stand in a record; a name of ours when it cannot be taken. */
export function uploadName(given: string | undefined): string {
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
