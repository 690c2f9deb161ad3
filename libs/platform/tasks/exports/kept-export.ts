import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';

/** Who asked for an export, in which of their offices: it is theirs there and nowhere else. */
export interface ExportHolder {
  readonly actor: Actor;
  /** Whose register knows the organisation acted for; absent for roles that act for none. */
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
  /** What the file is called when it is taken away. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: number;
  /** Of its bytes, in hexadecimal digits. It stands in the record, which is sealed. */
  readonly sha256: string;
  /** Without the header. */
  readonly rows: number;
  /** Position of the log that it shows, in decimal digits. */
  readonly position: string;
}

export interface FailedExport {
  readonly kind: 'failed';
  readonly at: number;
  readonly refusal: Refusal;
}

/** An export as it stands on disk; one without an outcome waits to be made. */
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
    /** Whether it may pass by itself, so that trying again makes sense. */
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
