import { constants, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { personKey } from '@misaq/platform/node/person-key.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { LogStarted } from '@misaq/platform/kernel/installation-events.js';
import { LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { syncFile, syncFolder } from '@misaq/platform/node/durable-files.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';
import { temporaryPath } from '@misaq/platform/node/temporary-files.js';
import { personKeyFromEnvironment } from '@misaq/platform/node/person-key-file.js';
import { readSecretFile } from '@misaq/platform/node/secret-file.js';
import { structuralProblemsOf } from './structure-in-process.js';
import { removedAtExit } from '@misaq/platform/node/removed-at-exit.js';
import type { OnReading } from './verification.js';

const LOG = 'log.sqlite';
const PERSON_KEY = 'person.key';
/** Keys travel apart from the log, and may have come first. */
const KEYS: readonly string[] = [PERSON_KEY, 'webhook.key'];

export interface Restored {
  /** Absolute paths. */
  readonly folder: string;
  readonly file: string;
  readonly events: number;
  readonly position: bigint;
  /** Of the key that the pseudonyms were made with. */
  readonly personKeyFingerprint: string;
  /** Whether that key is in MISAQ_PERSON_KEY or in the folder. */
  readonly personKey: 'matches' | 'missing';
}

type Answer = { readonly restored: Restored } | { readonly refusal: Refusal<EdgeRefusalName> };

interface Checked {
  readonly events: number;
  readonly position: bigint;
  readonly fingerprint: string;
}

/**
 * Makes a data directory of a backup, in a folder that is missing or empty but for keys. The copy is checked whole in a
 * folder aside, and put in its place as the last step: where it is refused, nothing has been touched.
 *
 * @throws errors of the file system; PersonKeyError when MISAQ_PERSON_KEY is too short
 */
export async function restoreLog(
  from: string,
  to: string,
  environment: NodeJS.ProcessEnv,
  onReading: OnReading,
): Promise<Answer> {
  const [file, folder] = [resolve(from), resolve(to)];
  const inTheWay = existsSync(folder) ? readdirSync(folder).filter((name) => !KEYS.includes(name)) : [];
  if (inTheWay.length > 0) return refusedAs('folder_not_empty', { folder, holds: inTheWay.slice(0, 5) });
  const problem = problemOf(file);
  if (problem !== undefined) return refusedAs('not_a_backup', { file, problem });
  const madeParent = makeFolder(dirname(folder));
  const aside = temporaryPath(folder);
  const forget = removedAtExit(aside);
  const forgetParent = madeParent === undefined ? undefined : removedAtExit(madeParent);
  let done = false;
  try {
    mkdirSync(aside, { mode: 0o700 });
    // A signal is answered while a large file is copied.
    await copyFile(file, join(aside, LOG), constants.COPYFILE_EXCL);
    const checked = await check(file, aside, onReading);
    if ('refusal' in checked) return checked;
    const { events, position, fingerprint } = checked;
    const given = keyGiven(folder, environment);
    if (given !== undefined && given !== fingerprint)
      return refusedAs('wrong_person_key', { expected: fingerprint, given });
    place(aside, folder);
    done = true;
    forgetParent?.();
    const key = given === undefined ? 'missing' : 'matches';
    return {
      restored: { folder, file, events, position, personKeyFingerprint: fingerprint, personKey: key },
    };
  } finally {
    rmSync(aside, { recursive: true, force: true });
    forget();
    if (!done && madeParent !== undefined) rmSync(madeParent, { recursive: true, force: true });
    forgetParent?.();
  }
}

function refusedAs(
  name: EdgeRefusalName,
  figures: Refusal['figures'],
): Answer & { refusal: Refusal<EdgeRefusalName> } {
  return { refusal: edgeRefusal(name, figures) };
}

function problemOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return 'there is no such file';
  // The newest events of a log in use are not in the file itself.
  const more = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return more !== undefined && more.size > 0
    ? 'it is in use, or was left by a crash: a part of it lies in the file beside it; «misaq backup» makes a whole copy'
    : undefined;
}

/** Reads all of it: order, revisions, the chain of hashes, and the structure of the file. */
async function check(
  file: string,
  aside: string,
  onReading: OnReading,
): Promise<Checked | { readonly refusal: Refusal<EdgeRefusalName> }> {
  const store = opened(file, aside);
  if ('refusal' in store) return store;
  try {
    const fingerprint = await fingerprintIn(store);
    if (fingerprint === undefined)
      return refusedAs('not_a_backup', { file, problem: 'it does not begin as a log of Misaq does' });
    const [structural] = await structuralProblemsOf(join(aside, LOG), store);
    if (structural !== undefined) return refusedAs('log_damaged', { file, problem: structural });
    const total = Number((await store.health()).position) + 1;
    const { events, position, faultCount, faults } = await verifyLog(store, (done) => {
      onReading({ phase: 'checking the backup', done, total });
    });
    if (faultCount > 0)
      return refusedAs('log_damaged', { file, faultCount, problem: faults[0]?.detail ?? '' });
    return { events, position, fingerprint };
  } finally {
    await store.close();
  }
}

type Opened = ReturnType<typeof openSqliteEventStore>;

function opened(file: string, aside: string): Opened | { readonly refusal: Refusal<EdgeRefusalName> } {
  try {
    return openSqliteEventStore({ folder: aside });
  } catch (error) {
    if (!(error instanceof LogDamagedError)) throw error;
    return refusedAs('not_a_backup', { file, problem: error.problem });
  }
}

async function fingerprintIn(store: Opened): Promise<string | undefined> {
  for await (const [first] of store.readAll(LOG_START)) {
    if (first?.type !== 'LogStarted') return undefined;
    return (JSON.parse(first.data) as LogStarted['data']).personKeyFingerprint;
  }
  return undefined;
}

function keyGiven(folder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const given = personKeyFromEnvironment(environment);
  if (given !== undefined) return given.fingerprint;
  const secret = readSecretFile(join(folder, PERSON_KEY));
  return secret === undefined ? undefined : personKey(secret).fingerprint;
}

/** The log was closed: there is one file of it. Its name is as durable as what is in it. */
function place(aside: string, folder: string): void {
  makeFolder(folder);
  syncFile(join(aside, LOG));
  renameSync(join(aside, LOG), join(folder, LOG));
  syncFolder(folder);
  syncFolder(dirname(folder));
}
