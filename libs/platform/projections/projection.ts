import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { EventTypes } from '@misaq/platform/kernel/event-types.js';
import type { LogEvent } from './log-event.js';
import type { TableDefinitions, Tables } from './table.js';

/**
 * Tables that follow from the log. `apply` is a function of the event and of the tables: it reads no clock, no file
 * and no other projection, so that the same log gives the same rows at any time and in any cut into batches.
 */
export interface Projection<
  Definitions extends TableDefinitions = TableDefinitions,
  Event extends DomainEvent = DomainEvent,
> {
  /** Also the name of its file. */
  readonly name: string;
  /** Grows with every change of the tables or of what `apply` makes of an event: files of another version are rebuilt. */
  readonly schemaVersion: number;
  readonly tables: Definitions;
  /** The types that `apply` is given; `every` type, those this program does not know included. */
  readonly types: EventTypes<Event> | 'every';
  /**
   * How the names of all streams begin whose events it takes: where the store finds those without reading the whole log,
   * its tables are built from them and compared at each start. For tables that decide who may act.
   */
  readonly streams?: string;
  /** Throws when the event makes no sense: the projection then stops in front of it. */
  readonly apply: (event: Recorded<Event>, tables: Tables<Definitions>) => void;
}

/**
 * An event of a union as it was read from the log. The log holds only what the domain's own decisions appended, so the
 * data is of its type.
 */
export type Recorded<Event extends DomainEvent> = Event extends DomainEvent
  ? Omit<LogEvent, 'type' | 'data'> & Event
  : never;

/** A projection with the types of its tables and of its events inferred. */
export function defineProjection<
  const Definitions extends TableDefinitions,
  Event extends DomainEvent = DomainEvent,
>(projection: Projection<Definitions, Event>): Projection {
  return projection as unknown as Projection;
}
