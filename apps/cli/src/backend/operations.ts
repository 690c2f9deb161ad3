import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { RebuiltItem, VerificationItem } from '@misaq/operations/wire.js';
import type { FileWanted } from '@misaq/platform/command-line/file-out.js';
import type { OnReading } from '@misaq/platform/assembly/verification.js';

export interface RebuildReport {
  /** Position up to which the log was read. */
  readonly position: bigint;
  readonly readModels: readonly RebuiltItem[];
  /** Why it is not well; what was found is told all the same. */
  readonly refusal?: Refusal;
}

export interface VerificationReport {
  readonly item: VerificationItem;
  readonly refusal?: Refusal;
}

export interface BackupReport {
  /** Absolute path. */
  readonly file: string;
  readonly position: bigint;
  readonly bytes: number;
  readonly personKeyFingerprint: string;
}

/** The work of an operator. @throws RefusedError, each of them */
export interface Operations {
  verify(onReading: OnReading): Promise<VerificationReport>;
  /** @param name one of them; all of them when left out */
  rebuild(name: string | undefined, onReading: OnReading): Promise<RebuildReport>;
  /** Throws all read models of the data directory away, before anything reads them. Absent over a server. */
  discardReadModels?(): Promise<void>;
  /** Copies the log into a file; over one that is there only by force. */
  backup(wanted: FileWanted): Promise<BackupReport>;
}
