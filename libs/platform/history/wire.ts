import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { HistoryEvent } from './queries.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    HistoryPage: Page<HistoryItem>;
  }
}

/** One event of the log, as it is shown. */
export interface HistoryItem {
  /** Position in the log; to an officer of an organisation a token that stands for it. */
  readonly position: ShownPosition;
  readonly stream: string;
  /** In its stream; null to an officer of an organisation, because it counts what others record there. */
  readonly revision: number | null;
  readonly type: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** The business day it is about; null when it is about none. */
  readonly effectiveOn: PlainDate | null;
  /** As the actor was when it acted. */
  readonly actor: Actor;
  readonly reason: string | null;
  /** One sentence, in the language that was asked for. */
  readonly summary: string;
  readonly data: object;
}

/** An event with its positions in log and stream as its reader may see them. */
export type ShownEvent = Omit<HistoryEvent, 'position' | 'revision'> & {
  readonly position: ShownPosition;
  readonly revision: number | null;
};

export function historyItem(
  { position, stream, revision, type, recordedAt, effectiveOn, actor, reason, sentence, data }: ShownEvent,
  language: Language,
): HistoryItem {
  return {
    position,
    stream,
    revision,
    type,
    recordedAt,
    effectiveOn: effectiveOn ?? null,
    actor,
    reason: reason ?? null,
    summary: sentence(language),
    data,
  };
}
