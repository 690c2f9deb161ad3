import type { ImportKind } from '@misaq/imports/domain/events.js';
import { type CommandId, commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';

/**
 * By what a file is recognised when it comes again. A plain hash gives away a short file: of a row with one national ID
 * all candidates can be tried in a second (measured), so that what is recorded is hashed under the person key.
 */
export interface FileHashes {
  /** HMAC-SHA-256 of the file's SHA-256 under the person key. This one is recorded. */
  readonly keyed: string;
  /** SHA-256 of the bytes, which older versions recorded. It is compared with what stands in the log, and never shown. */
  readonly plain: string;
}

export function fileHashes(personKey: PersonKey, sha256: string): FileHashes {
  return { keyed: personKey.fileHash(sha256), plain: sha256 };
}

/** The id of the import of a file: the first, or a later one by which the same file brought further rows. */
export function importIdOf(kind: ImportKind, fileHash: string, time = 1): CommandId {
  return commandIdOf(`${kind} ${fileHash}${time === 1 ? '' : ` again ${String(time)}`}`);
}
