import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { ImportAccepted } from '@misaq/imports/domain/events.js';
import { errorCode } from './error-code.js';
import { type PlannedRow, unpackRow } from './planned-row.js';

/*
 * Rows that were accepted lie in the spool until they are applied: one file an import, a line for the import itself, one
 * for each row in the order of application, and one at the end that says the file is whole. The folder holds no national
 * ID (rows carry pseudonyms), but it holds what is not yet in the log, and must be kept with it.
 */

const SUFFIX = '.ndjson';
const UNFINISHED = '.part';
const WRITE_UNITS = 256 * 1024;

export interface SpooledImport extends ImportAccepted {
  /** Who imported: the events of the rows are theirs, also after a restart. */
  readonly actor: Actor;
  /** ms since the epoch: imports are finished in the order in which they were spooled. */
  readonly spooledAt: number;
}

interface SpoolEnd {
  readonly lines: number;
  readonly sha256: string;
}

/** The spool cannot be written: the disk is full, or the folder is not ours. Nothing was accepted. */
export class SpoolUnavailableError extends Error {
  override readonly name = 'SpoolUnavailableError';
}

/** A spooled import is not what was written, or cannot be read. `file` is where it lies. */
export class SpoolDamagedError extends Error {
  override readonly name = 'SpoolDamagedError';
  constructor(
    readonly file: string,
    problem: string,
    options?: { readonly cause: unknown },
  ) {
    super(
      `the import waiting in ${file} is damaged: ${problem}; restore the file, or remove it and import again`,
      options,
    );
  }

  get importId(): string {
    return basename(this.file, SUFFIX);
  }
}

/**
 * Durable when it resolves: written under another name, flushed, renamed, and the folder flushed too.
 * @throws SpoolUnavailableError
 */
export async function writeSpool(
  folder: string,
  spooled: SpooledImport,
  rows: Iterable<string>,
): Promise<void> {
  const file = fileOf(folder, spooled.importId);
  try {
    makeFolder(folder, 0o700);
    const handle = await open(file + UNFINISHED, 'w', 0o600);
    try {
      await writeLines(handle, JSON.stringify(spooled), rows);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(file + UNFINISHED, file);
    await flushFolder(folder);
  } catch (error) {
    await rm(file + UNFINISHED, { force: true }).catch(() => undefined);
    throw unavailable(folder, error);
  }
}

function unavailable(folder: string, cause: unknown): SpoolUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SpoolUnavailableError(`rows of imports cannot be kept or read in ${folder}: ${reason}`, {
    cause,
  });
}

async function writeLines(handle: FileHandle, first: string, rows: Iterable<string>): Promise<void> {
  const hash = createHash('sha256');
  let waiting = '';
  let lines = 0;
  const write = async (): Promise<void> => {
    hash.update(waiting);
    await handle.write(waiting);
    waiting = '';
  };
  waiting = `${first}\n`;
  for (const row of rows) {
    waiting += `${row}\n`;
    lines += 1;
    if (waiting.length > WRITE_UNITS) await write();
  }
  await write();
  const end: SpoolEnd = { lines, sha256: hash.digest('hex') };
  await handle.write(`${JSON.stringify(end)}\n`);
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What lies in a spool. */
export interface Spool {
  /** Every import that waits, first spooled first. */
  readonly imports: readonly SpooledImport[];
  /** Files of which it cannot be said what they are. */
  readonly damaged: readonly SpoolDamagedError[];
}

/**
 * What a crash left half-written was never accepted and is removed.
 * @throws SpoolUnavailableError
 */
export async function spooledImports(folder: string): Promise<Spool> {
  const imports: SpooledImport[] = [];
  const damaged: SpoolDamagedError[] = [];
  for (const name of await namesIn(folder)) {
    if (name.endsWith(SUFFIX + UNFINISHED)) await rm(join(folder, name), { force: true });
    if (!name.endsWith(SUFFIX)) continue;
    const first = await readFirst(join(folder, name)).catch(damageOf(join(folder, name)));
    if (first instanceof SpoolDamagedError) damaged.push(first);
    else imports.push(first);
  }
  imports.sort((a, b) => a.spooledAt - b.spooledAt || (a.importId < b.importId ? -1 : 1));
  return { imports, damaged };
}

/** Says nothing of the file: the process has no more handles or memory, or no right to read it as it runs now. */
const NOT_OF_THE_FILE = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EACCES', 'EPERM']);

/**
 * What cannot be read (a bad sector, a folder in its place) is damaged to us as well.
 * @throws SpoolUnavailableError when that may be otherwise in a moment: nothing may overtake a file that is whole
 */
function damageOf(file: string): (error: unknown) => SpoolDamagedError {
  return (error) => {
    if (error instanceof SpoolDamagedError) return error;
    if (NOT_OF_THE_FILE.has(errorCode(error))) throw unavailable(dirname(file), error);
    const problem = `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
    return new SpoolDamagedError(file, problem, { cause: error });
  };
}

/**
 * Ids of the imports that wait, and of some that need not any more. Leaves the folder as it is, so that it may be asked
 * at any time.
 * @throws SpoolUnavailableError
 */
export async function spooledIds(folder: string): Promise<readonly string[]> {
  const names = await namesIn(folder);
  return names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw unavailable(folder, error);
  }
}

async function readFirst(file: string): Promise<SpooledImport> {
  const handle = await open(file);
  try {
    for await (const line of handle.readLines({ autoClose: false })) {
      const first = parseLine(file, line) as SpooledImport | null;
      // A spool that were taken for another import, or for none, would be tidied away with rows that must be applied.
      if (typeof first !== 'object' || first === null || fileOf(dirname(file), first.importId) !== file)
        throw new SpoolDamagedError(file, 'its first line does not name its import');
      return first;
    }
  } finally {
    await handle.close();
  }
  throw new SpoolDamagedError(file, 'it is empty');
}

/** @throws SpoolDamagedError before the first row is given when the file is not whole */
export async function* spooledRows(folder: string, importId: string): AsyncGenerator<PlannedRow> {
  const file = fileOf(folder, importId);
  await assertWhole(file).catch((error: unknown) => {
    throw damageOf(file)(error);
  });
  let last: string | undefined;
  let first = true;
  for await (const line of linesOf(file)) {
    if (last !== undefined) yield unpackRow(last);
    if (first) first = false;
    else last = line;
  }
}

async function assertWhole(file: string): Promise<void> {
  const hash = createHash('sha256');
  let lines = -1;
  let last: string | undefined;
  for await (const line of linesOf(file)) {
    if (last !== undefined) {
      hash.update(`${last}\n`);
      lines += 1;
    }
    last = line;
  }
  const end = parseLine(file, last ?? '') as Partial<SpoolEnd>;
  if (end.lines !== lines || end.sha256 !== hash.digest('hex'))
    throw new SpoolDamagedError(file, 'its end is missing');
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const handle = await open(file);
  try {
    yield* handle.readLines({ autoClose: false });
  } finally {
    await handle.close();
  }
}

function parseLine(file: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new SpoolDamagedError(file, 'a line of it is no JSON');
  }
}

/** Whether the rows of an import wait there. */
export function isSpooled(folder: string, importId: string): boolean {
  return existsSync(fileOf(folder, importId));
}

/** After the import is completed. A crash before this leaves the file, and the next start removes it. */
export async function removeSpool(folder: string, importId: string): Promise<void> {
  await rm(fileOf(folder, importId), { force: true });
}

function fileOf(folder: string, importId: string): string {
  return join(folder, importId + SUFFIX);
}
