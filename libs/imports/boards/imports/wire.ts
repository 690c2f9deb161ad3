import type { ImportReport } from '@misaq/platform/imports/report.js';
import type { ImportKind, LateRefusal } from '../../domain/events.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { KeptImport } from './projection.js';
import type { ImportAnswer } from './queries.js';
import { refusalText } from '@misaq/platform/text/refusals.js';

/** The result of a file that was sent. */
export interface ImportedItem extends ImportReport {
  readonly dryRun: boolean;
}

/** A file that was accepted. Times are ISO instants, UTC. */
export interface ImportItem {
  readonly importId: string;
  readonly kind: ImportKind;
  /** Name of the file without its folder. */
  readonly file: string;
  /** HMAC-SHA-256 of the file under the person key; null of imports that older versions recorded with a plain hash. */
  readonly fileHash: string | null;
  /** Rows of the file (without the header) = accepted + duplicates + rejected. */
  readonly rows: number;
  readonly accepted: number;
  /** Rows that stood already. */
  readonly duplicates: number;
  /** Bad rows that a partial import left out. */
  readonly rejected: number;
  /** `accepted`: its rows are being applied. */
  readonly status: 'accepted' | 'completed';
  readonly by: Actor;
  readonly acceptedAt: string;
  readonly completedAt: string | null;
  readonly applied: number | null;
  /** Rows that had been good and had meanwhile become impossible. */
  readonly lateRefusals: number | null;
}

export interface LateRefusalItem extends LateRefusal {
  /** What the code means, in a sentence. */
  readonly message: string;
}

/** How far the application of a file is. */
export interface ImportProgressItem {
  /**
   * `applying`, with how far it is, is said by the node that does it; others say `accepted`. `failed`: it is not tried
   * again by itself, and an operator finds out why in the list of jobs.
   */
  readonly state: 'accepted' | 'applying' | 'completed' | 'failed';
  /** Rows that are known here to be done; when it is taken up again it is counted anew. */
  readonly done: number;
  /** Rows that were accepted. */
  readonly total: number;
}

export interface ImportDetailItem extends ImportItem {
  readonly progress: ImportProgressItem;
  /** The first thousand of them. */
  readonly refusedRows: readonly LateRefusalItem[];
}

export function importItem(found: KeptImport): ImportItem {
  const { importId, kind, file, fileHash, rows, accepted, duplicates, rejected } = found;
  const { by, acceptedAt, completed } = found;
  return {
    importId,
    kind,
    file,
    fileHash: fileHash ?? null,
    rows,
    accepted,
    duplicates,
    rejected,
    status: completed === undefined ? 'accepted' : 'completed',
    by,
    acceptedAt,
    completedAt: completed?.completedAt ?? null,
    applied: completed?.applied ?? null,
    lateRefusals: completed?.lateRefusals ?? null,
  };
}

/** @param standing how far it is here, while it is not completed */
export function importDetailItem(
  found: ImportAnswer,
  standing: { readonly state: 'accepted' | 'applying' | 'failed'; readonly done?: number },
): ImportDetailItem {
  const { accepted: total } = found;
  const progress =
    found.completed === undefined
      ? { state: standing.state, done: standing.done ?? 0, total }
      : { state: 'completed' as const, done: total, total };
  const refusedRows = found.refusedRows.map(({ row, code }) => ({
    row,
    code,
    message: refusalText(code),
  }));
  return { ...importItem(found), progress, refusedRows };
}
