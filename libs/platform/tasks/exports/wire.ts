import type { KeptExport } from './kept-export.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { refusalMessage } from '@misaq/platform/text/refusals.js';

/** An export, made in the background. Times are ISO instants, UTC. */
export interface ExportItem {
  readonly exportId: string;
  /** The node that keeps it: no other knows more of it. */
  readonly node: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** The address of the requested table, with its filters. */
  readonly path: string;
  readonly form: 'csv' | 'xlsx';
  readonly by: Actor;
  readonly askedAt: string;
  /** At this time it is deleted. */
  readonly expiresAt: string;
  /** When it was made, or failed. */
  readonly endedAt: string | null;
  /** Rows that are written, without the header. */
  readonly rows: number;
  /** Rows that there are; null while nobody knows. */
  readonly total: number | null;
  /** 0 to 100; null while nobody knows. */
  readonly percent: number | null;
  /** Position of the log that it shows; to an officer of an organisation a token that stands for it. */
  readonly position: ShownPosition | null;
  readonly file: ExportFileItem | null;
  readonly failure: ExportFailureItem | null;
}

export interface ExportFileItem {
  /** The address to download it from. */
  readonly path: string;
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: number;
}

export interface ExportFailureItem {
  /** The name of a refusal. */
  readonly refusal: string;
  /** What it means, in a sentence. */
  readonly message: string;
}

/** The exports of the asker that this node keeps, the latest first. */
export interface ExportList {
  readonly node: string;
  readonly items: readonly ExportItem[];
}

/** The state of an export on this node. */
interface Standing {
  readonly state: ExportItem['state'];
  readonly rows?: number;
  readonly total?: number | undefined;
}

/** @param shown how the asker may see the position of an export */
export function exportItem(
  found: KeptExport,
  standing: Standing,
  node: string,
  shown: (position: bigint) => ShownPosition,
): ExportItem {
  const { exportId, asked, by, askedAt, expiresAt, outcome } = found;
  const { state } = standing;
  const made = state === 'done' && outcome?.kind === 'done' ? outcome : undefined;
  const failed = state === 'failed' && outcome?.kind === 'failed' ? outcome : undefined;
  const rows = made?.rows ?? standing.rows ?? 0;
  const total = made?.rows ?? standing.total ?? null;
  const ended = made ?? failed;
  return {
    exportId,
    node,
    state,
    path: asked.path,
    form: asked.form,
    by: by.actor,
    askedAt: instant(askedAt),
    expiresAt: instant(expiresAt),
    endedAt: ended === undefined ? null : instant(ended.at),
    rows,
    total,
    percent: total === null ? null : percentOf(rows, total),
    position: made === undefined ? null : shown(BigInt(made.position)),
    file:
      made === undefined
        ? null
        : { path: `/api/v1/exports/${exportId}/file`, name: made.name, type: made.type, bytes: made.bytes },
    failure:
      failed === undefined ? null : { refusal: failed.refusal.name, message: refusalMessage(failed.refusal) },
  };
}

function percentOf(rows: number, total: number): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * rows) / total));
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
