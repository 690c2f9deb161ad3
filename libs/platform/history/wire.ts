import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import type { HistoryEvent } from './shown-event.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    HistoryPage: Page<HistoryItem>;
    Event: EventItem;
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

/** Somebody who acted, as the register of principals has them now. */
export interface ActorNow {
  readonly name: string;
  /** The roles that they hold now, in the order they were given. */
  readonly roles: readonly { readonly role: Role; readonly organisation: string | null }[];
}

/** Events that another one is linked to, in order of the log. */
export interface LinkedEventsItem {
  /** The number of all of them. */
  readonly total: number;
  /** The first 50. */
  readonly items: readonly HistoryItem[];
}

/** One event of the log, with what proves it and what it is linked to. */
export interface EventItem {
  readonly event: HistoryItem;
  /** Who the actor is now; null for Misaq itself, for the command line, and to officers of organisations. */
  readonly actorNow: ActorNow | null;
  readonly eventId: string;
  readonly commandId: string;
  /** The command that caused this one; its own id when none did. */
  readonly causationId: string;
  /** The import or request that began the chain of commands. */
  readonly correlationId: string;
  /**
   * SHA-256 of the stored bytes, by which the next event of the stream names this one; null to officers of
   * organisations, who do not see all of these bytes.
   */
  readonly hash: string | null;
  /** The same of the event before it in its stream; null on the first. */
  readonly previousHash: string | null;
  /** What the command answered to: an earlier command, an import, or the review that was decided. */
  readonly causes: LinkedEventsItem;
  /** Other events of the same command. */
  readonly together: LinkedEventsItem;
  /** What was recorded because of it. */
  readonly effects: LinkedEventsItem;
}
