import { isEventType, type MisaqEvent } from '@misaq/facts.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';

/**
 * An event of the log as the domain's type; undefined when the domain does not have the type. The data fits the type,
 * because only the domain's own decisions are ever appended.
 */
export function domainEvent(event: Pick<StoredEvent, 'type' | 'data'>): MisaqEvent | undefined {
  return isEventType(event.type) ? (event as MisaqEvent) : undefined;
}
