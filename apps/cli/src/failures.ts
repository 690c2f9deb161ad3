import { ImportInterruptedError } from '@misaq/platform/imports/import-interrupted.js';
import { SpoolDamagedError, SpoolUnavailableError } from '@misaq/platform/imports/spool.js';
import { WrongPersonKeyError } from '@misaq/platform/commands/installation.js';
import { LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { BackupExistsError } from '@misaq/platform/event-store/backup-exists.js';
import { DataDirectoryInUseError } from '@misaq/platform/event-store/data-directory-in-use.js';
import { LogMovedError } from '@misaq/platform/projections/replaced-log.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import { misused, refused, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { DISK_FULL, isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';
import { OutputError } from '@misaq/platform/command-line/output-error.js';
import { ConfigError } from '@misaq/platform/node/config.js';
import { EmptyLogError } from '@misaq/platform/assembly/empty-log.js';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { PersonKeyError } from '@misaq/platform/node/person-key-file.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';

/** What a person is told when a verb ends by an error. Stack traces only with MISAQ_DEBUG=1. */
export function outcomeOfError(error: unknown, environment: NodeJS.ProcessEnv): Outcome {
  if (error instanceof RefusedError) return refused(error.refusal, error.more);
  if (error instanceof UsageError) return misused(error.code, error.message);
  if (error instanceof ConfigError) return misused('bad_configuration', error.message);
  if (error instanceof OutputError && isDiskFull(error))
    return refused(edgeRefusal('disk_full', { file: error.to, reason: DISK_FULL }));
  const known = directoryRefusal(error);
  if (known?.name === 'read_models_damaged' || known?.name === 'empty_log') return refused(known);
  const serving = error instanceof DataDirectoryInUseError ? serverThatHolds(error) : undefined;
  if (serving !== undefined) return refusedByDirectory(...serving);
  if (known !== undefined) return refusedByDirectory(known, messageOf(error as Error));
  return unexpected(error, environment);
}

/** What the system says of a full disk is no sentence, and not the same everywhere. */
function messageOf(error: Error): string {
  const { message } = error;
  if (!isDiskFull(error) || message.includes(DISK_FULL)) return message;
  return `${DISK_FULL}; free some space and try again (${message})`;
}

/** The directory is held by a server of ours: how to go on with it. */
function serverThatHolds({
  folder,
  holder,
}: DataDirectoryInUseError): readonly [refusal: Refusal, message: string] | undefined {
  const server = readServerFile(folder);
  // A killed server did not remove its file.
  if (server === undefined || server.processId !== holder) return undefined;
  const { url, processId } = server;
  return [
    { name: 'data_directory_in_use', figures: { dataDirectory: folder, processId, url } },
    `${folder} is served by process ${String(processId)} at ${url}. Send the command to it: set ` +
      `MISAQ_URL=${url} and MISAQ_TOKEN to a token of yours (an admin issues one: misaq token issue ID), leave --as and ` +
      '--data away, and give the same command again. Or stop the server first.',
  ];
}

function directoryRefusal(error: unknown): Refusal<EdgeRefusalName> | undefined {
  if (error instanceof DataDirectoryInUseError)
    return {
      name: 'data_directory_in_use',
      figures: { dataDirectory: error.folder, processId: error.holder ?? null },
    };
  if (error instanceof EmptyLogError) {
    const { folder: dataDirectory, keptIn } = error;
    return { name: 'empty_log', figures: { dataDirectory, keptIn } };
  }
  if (error instanceof LogDamagedError)
    return { name: 'log_damaged', figures: { file: error.file, problem: error.problem, ...placeOf(error) } };
  if (error instanceof LogMovedError) {
    const { readModel, shown, end, problem } = error;
    return {
      name: 'log_differs_from_read_models',
      figures: { readModel, readModelPosition: shown, logPosition: end, problem },
    };
  }
  if (error instanceof WrongPersonKeyError)
    return { name: 'wrong_person_key', figures: { expected: error.expected, given: error.given } };
  if (error instanceof PersonKeyError) return { name: 'person_key_unusable', figures: {} };
  if (error instanceof ImportInterruptedError)
    return { name: 'import_interrupted', figures: { importId: error.importId, file: error.file } };
  if (error instanceof SpoolDamagedError) return { name: 'spool_damaged', figures: { file: error.file } };
  if (error instanceof SpoolUnavailableError)
    return { name: 'store_unavailable', figures: { reason: messageOf(error) } };
  if (error instanceof BackupExistsError) return { name: 'backup_exists', figures: { file: error.file } };
  if (error instanceof StoreUnavailableError)
    return { name: 'store_unavailable', figures: { reason: error.reason } };
  if (isDamagedTable(error)) return { name: 'read_models_damaged', figures: { reason: error.message } };
  if (isFileError(error)) return { name: 'store_unavailable', figures: { reason: messageOf(error) } };
  return undefined;
}

function placeOf({ place: { position, stream } }: LogDamagedError): Refusal['figures'] {
  return {
    ...(position !== undefined && { position: position.toString() }),
    ...(stream !== undefined && { stream }),
  };
}

/** Damage of the log itself has an error of its own; what is left are tables that can be made anew. */
function isDamagedTable(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));
}

/** A disk that is full or may not be written, met outside the log (spool, key, tables of the read models). */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  const codes = [
    'ENOSPC',
    'EROFS',
    'EACCES',
    'EPERM',
    'EIO',
    'EDQUOT',
    'ENOTDIR',
    'EISDIR',
    'EEXIST',
    'ENOENT',
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_CANTOPEN',
  ];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** These errors say what to do in a sentence of their own. */
function refusedByDirectory(refusal: Refusal, message: string): Outcome {
  return {
    exitCode: EXIT.refused,
    json: { refusal: refusal.name, message, ...refusal.figures },
    text: () => `refused (${refusal.name}): ${message}`,
  };
}

function unexpected(error: unknown, environment: NodeJS.ProcessEnv): Outcome {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = environment.MISAQ_DEBUG === '1' && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return {
    exitCode: EXIT.unexpected,
    json: { error: { code: 'unexpected', message } },
    text: () => `unexpected error: ${message.split('\n', 1)[0] ?? ''}; MISAQ_DEBUG=1 shows where${stack}`,
  };
}
