import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  concernedBy,
  describe,
  effectiveOn,
  isEventType,
  shownData,
} from '@misaq/platform/kernel/catalogue.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { named } from '@misaq/platform/kernel/persian.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { provinceOf } from '@misaq/platform/live/changes.js';

/** Only events that concern this agency or bank (of this province), which its officer may see. */
export type HistoryScope = ({ readonly agency: string } | { readonly bank: string }) & {
  readonly province?: string;
};

export interface HistoryEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** The business day of the event; absent when it has none. */
  readonly effectiveOn?: PlainDate;
  /** As the actor was when it acted. */
  readonly actor: Actor;
  readonly reason?: string;
  /** What happened, in one sentence of a language. */
  readonly sentence: (language: Language) => string;
  readonly data: object;
}

/** Whether an event concerns the agency or bank. Events of unknown types concern none. */
export function concerns(event: StoredEvent, scope: HistoryScope): boolean {
  const { agencies, banks } = concernedBy(event);
  if (scope.province !== undefined && provinceOf(event) !== scope.province) return false;
  return 'agency' in scope ? agencies.includes(scope.agency) : banks.includes(scope.bank);
}

/** For events of types that this version of the program does not know. */
const UNKNOWN: Readonly<Record<Language, (type: string) => string>> = {
  en: (type) => `${type} was recorded`,
  fa: (type) => `رویداد ${named(type)} ثبت شد`,
};

/** An event of the log with its sentence, without what is never shown. */
export function shown(event: StoredEvent): HistoryEvent {
  const { position, stream, revision, type, data, metadata } = event;
  const day = effectiveOn(event);
  const reason = 'reason' in data && typeof data.reason === 'string' ? data.reason : undefined;
  return {
    position,
    stream,
    revision,
    type,
    recordedAt: metadata.recordedAt,
    ...(day !== undefined && { effectiveOn: day }),
    actor: metadata.actor,
    ...(reason !== undefined && { reason }),
    sentence: (language) => (isEventType(type) ? describe(event, language) : UNKNOWN[language](type)),
    data: shownData(event),
  };
}
