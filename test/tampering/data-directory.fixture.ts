import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { Database } from '@misaq/platform/sqlite/database.js';
import { eventHash } from '@misaq/platform/event-store/chain.js';
import { checkpointOf, writeCheckpoint } from '@misaq/platform/event-store/sqlite/checkpoint.js';
import { rowChecksum } from '@misaq/platform/event-store/sqlite/checksum.js';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, today } from '@misaq/platform/kernel/clock.js';
import { openSystem, type System } from '@misaq/platform/assembly/system.js';
import { verifySystem } from '@misaq/platform/assembly/verification.js';
import { makeSmallProvince, misaq, temporaryFolders } from '../e2e/misaq.fixture.js';

/* A data directory, and ways for an attacker with write access to change its files. */

export const POOL = 'p-1401-n16';

interface Row {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export interface DataDirectory {
  readonly folder: string;
  readonly log: string;
  readonly checkpoint: string;
  readonly readModels: string;
}

export function dataDirectory(folder: string): DataDirectory {
  return {
    folder,
    log: join(folder, 'log.sqlite'),
    checkpoint: join(folder, 'log.checkpoint'),
    readModels: join(folder, 'read-models'),
  };
}

/** A province with a pool, facilities and payments, and a principal with a token. */
export function makeDataDirectory(folder: string, files: string): void {
  makeSmallProvince(folder, files);
  for (const words of [
    ['principal', 'add', 'sara', '--name', 'Sara'],
    ['role', 'grant', 'sara', 'labour'],
    ['token', 'issue', 'sara'],
    // So that the tampering never hits the last event of the log.
    ['principal', 'add', 'reza', '--name', 'Reza'],
    ['pools'],
  ]) {
    const { status, stderr } = misaq(folder, words);
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  }
}

export const folders = temporaryFolders();

/** Runs SQL on a file, as an attacker would. */
export function edit(file: string, sql: string, ...values: readonly (string | number | Buffer)[]): void {
  const db = new Database(file);
  try {
    db.unsafeMode();
    if (values.length === 0) db.exec(sql);
    else db.prepare(sql).run(...values);
  } finally {
    db.close();
  }
}

export function rowsOf(file: string): Row[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare<[], Row>(
        'SELECT position, name AS stream, revision, lower(hex(events.id)) AS id, type, data, metadata FROM events ' +
          'JOIN streams ON streams.id = stream_id ORDER BY position',
      )
      .all();
  } finally {
    db.close();
  }
}

/** The first event of a type. */
export function firstOf(file: string, type: string): Row {
  const found = rowsOf(file).find((row) => row.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found;
}

/** The last event of a stream whose name begins with a text. */
export function lastOf(file: string, begin: string): Row {
  const found = rowsOf(file).findLast(({ stream }) => stream.startsWith(begin));
  if (found === undefined) throw new Error(`there is no stream ${begin}`);
  return found;
}

/** Writes a row with its correct checksum. */
export function rewrite(file: string, row: Row): void {
  edit(
    file,
    'UPDATE events SET data = ?, metadata = ?, checksum = ? WHERE position = ?',
    row.data,
    row.metadata,
    rowChecksum(row.stream, row.revision, row),
    row.position,
  );
}

/** Changes one event and repairs all hashes that depend on it, as an attacker who knows the program would. */
export function rewriteWithChain(file: string, changed: Row): void {
  rewrite(file, changed);
  let before = changed;
  for (const row of rowsOf(file).filter(
    ({ stream, revision }) => stream === changed.stream && revision > changed.revision,
  )) {
    const metadata = JSON.parse(row.metadata) as object;
    const next = { ...row, metadata: JSON.stringify({ ...metadata, prevHash: eventHash(before) }) };
    rewrite(file, next);
    before = next;
  }
}

/** Makes the checkpoint fit the changed log. */
export function rewriteCheckpoint({ log, checkpoint }: DataDirectory): void {
  const last = rowsOf(log).at(-1);
  writeCheckpoint(checkpoint, checkpointOf(last && { ...last, position: BigInt(last.position) }));
}

/** Deletes the newest events. */
export function dropNewest(file: string, count: number): void {
  edit(file, `DELETE FROM events WHERE position > (SELECT max(position) - ${String(count)} FROM events)`);
  edit(file, 'DELETE FROM streams WHERE id NOT IN (SELECT stream_id FROM events)');
}

/** Closes the gaps between positions. */
export function renumber(file: string): void {
  for (const [index, { position }] of rowsOf(file).entries())
    edit(file, 'UPDATE events SET position = ? WHERE position = ?', index, position);
}

export function removeReadModels({ readModels }: DataDirectory): void {
  rmSync(readModels, { recursive: true, force: true });
}

/** What opening and verifying a data directory finds. */
export interface Looked {
  /** The error at opening. */
  readonly error?: Error;
  /** The credit on the board of the pool. */
  readonly credit?: string;
  /** The refusal of `misaq verify`; undefined when it finds nothing. */
  readonly refusal?: string | undefined;
  /** Messages to the operator. */
  readonly notes: string;
}

/** Opens a data directory as the command line does. */
export async function look(folder: string): Promise<Looked> {
  const notes: string[] = [];
  let system: System | undefined;
  try {
    system = await openSystem(ALL_SUBJECTS, folder, systemClock, {}, { note: (text) => notes.push(text) });
    const { credit } = await system.readModels();
    const board = await credit.poolBoard(POOL, today(systemClock));
    const { refusal } = await verifySystem(system, { structure: true }, () => undefined);
    return {
      credit: String(board?.totals.creditRial),
      refusal: refusal?.name,
      notes: notes.join('\n'),
    };
  } catch (error) {
    return { error: error as Error, notes: notes.join('\n') };
  } finally {
    await system?.close();
  }
}
