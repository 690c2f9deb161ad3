import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { HistoryEvent } from '@misaq/read-models/history/queries.js';

/** One event of the log, as it is shown. */
export interface HistoryItem {
  /** Position in the log. */
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** The business day it is about; null when it is about none. */
  readonly effectiveOn: PlainDate | null;
  /** As the actor was when it acted. */
  readonly actor: Actor;
  readonly reason: string | null;
  /** One English sentence. */
  readonly summary: string;
  readonly data: object;
}

export function historyItem({
  position,
  stream,
  revision,
  type,
  recordedAt,
  effectiveOn,
  actor,
  reason,
  summary,
  data,
}: HistoryEvent): HistoryItem {
  return {
    position,
    stream,
    revision,
    type,
    recordedAt,
    effectiveOn: effectiveOn ?? null,
    actor,
    reason: reason ?? null,
    summary,
    data,
  };
}
