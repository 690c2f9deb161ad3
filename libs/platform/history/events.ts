import { isEventType, type MisaqEvent } from '@misaq/facts.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';

/**
 * An event of the log as the domain knows it, by its type; undefined when the type is not of the domain. That the data
 * is of its type is what the log guarantees: only the domain's own decisions are ever appended.
 */
export function domainEvent(event: Pick<StoredEvent, 'type' | 'data'>): MisaqEvent | undefined {
  return isEventType(event.type) ? (event as MisaqEvent) : undefined;
}
