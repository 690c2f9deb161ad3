import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { EventTypes } from '@misaq/platform/kernel/event-types.js';
import type { LogEvent } from './log-event.js';
import type { TableDefinitions, Tables } from './table.js';

/**
 * Tables that are computed from the log. `apply` depends only on the event and the tables: it reads no clock, no file
 * and no other projection. So the same log gives the same rows at any time, for any sequence of batches.
 */
export interface Projection<
  Definitions extends TableDefinitions = TableDefinitions,
  Event extends DomainEvent = DomainEvent,
> {
  /** Also used as the file name. */
  readonly name: string;
  /** Increase it with every change of the tables or of `apply`: files of other versions are rebuilt. */
  readonly schemaVersion: number;
  readonly tables: Definitions;
  /** The event types that `apply` receives; `every` includes types that this program does not know. */
  readonly types: EventTypes<Event> | 'every';
  /**
   * The prefix of the streams from which all its events come. Where the store can find those without reading the whole
   * log, the tables are built from them and compared at each start. For tables that decide who may act.
   */
  readonly streams?: string;
  /** Throws when the event is invalid: the projection then stops before it. */
  readonly apply: (event: Recorded<Event>, tables: Tables<Definitions>) => void;
}

/**
 * An event of a union as read from the log. The log has only events that the domain decided, so the data has the
 * declared type.
 */
export type Recorded<Event extends DomainEvent> = Event extends DomainEvent
  ? Omit<LogEvent, 'type' | 'data'> & Event
  : never;

/** Defines a projection and infers the types of its tables and events. */
export function defineProjection<
  const Definitions extends TableDefinitions,
  Event extends DomainEvent = DomainEvent,
>(projection: Projection<Definitions, Event>): Projection {
  return projection as unknown as Projection;
}
