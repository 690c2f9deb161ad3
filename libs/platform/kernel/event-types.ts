import type { DomainEvent } from './decision.js';

/** The names of the events of a union, as a set. Its type carries the union. */
export interface EventTypes<Event extends DomainEvent> extends ReadonlySet<string> {
  /** Never set: only for the type checker. */
  readonly union?: Event;
}

/** @param types each event of the union once; a missing or an extra name does not compile */
export function eventTypes<Event extends DomainEvent>(
  types: Readonly<Record<Event['type'], true>>,
): EventTypes<Event> {
  return new Set(Object.keys(types));
}

/** Whether an event belongs to a union. */
export function isAmong<Event extends DomainEvent>(
  types: EventTypes<Event>,
  event: DomainEvent,
): event is Event {
  return types.has(event.type);
}

/** The events of both unions. */
export function bothTypes<First extends DomainEvent, Second extends DomainEvent>(
  first: EventTypes<First>,
  second: EventTypes<Second>,
): EventTypes<First | Second> {
  return new Set([...first, ...second]);
}
