import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';

/** The principal that requested an export, and the office. Only the same principal in the same office sees it. */
export interface ExportHolder {
  readonly actor: Actor;
  /** The province whose register has the organisation; absent for roles without an organisation. */
  readonly province?: string;
}

/** What is to be exported. */
export interface ExportAsked {
  /** The address of the table, with its filters. */
  readonly path: string;
  readonly form: 'csv' | 'xlsx';
}

/** Times are ms since the epoch. */
export interface MadeExport {
  readonly kind: 'done';
  readonly at: number;
  /** File name for the download. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: number;
  /** SHA-256 of the file in hexadecimal digits. It is part of the sealed record. */
  readonly sha256: string;
  /** Number of rows without the header. */
  readonly rows: number;
  /** Log position that the file shows, in decimal digits. */
  readonly position: string;
}

export interface FailedExport {
  readonly kind: 'failed';
  readonly at: number;
  readonly refusal: Refusal;
}

/** An export as stored on disk. One without an outcome is still to be made. */
export interface KeptExport {
  readonly exportId: string;
  readonly asked: ExportAsked;
  readonly by: ExportHolder;
  readonly askedAt: number;
  /** From then on it is as if it had never been. */
  readonly expiresAt: number;
  readonly outcome?: MadeExport | FailedExport;
}

/** Why an export is not made. */
export class ExportFailedError extends Error {
  override readonly name = 'ExportFailedError';
  constructor(
    readonly refusal: Refusal,
    /** Whether the cause may pass by itself, so that a retry makes sense. */
    readonly passing: boolean,
    options?: { cause?: unknown },
  ) {
    super(`an export is not made: ${refusal.name} ${JSON.stringify(refusal.figures)}`, options);
  }
}

export function isHeldBy({ by }: Pick<KeptExport, 'by'>, holder: ExportHolder): boolean {
  return (
    by.actor.id === holder.actor.id &&
    by.actor.role === holder.actor.role &&
    by.actor.organisation === holder.actor.organisation &&
    by.province === holder.province
  );
}
