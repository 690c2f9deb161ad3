import type { LogEvent } from './log-event.js';
import type { TableDefinitions, Tables } from './table.js';

/**
 * Tables that follow from the log. `apply` is a function of the event and of the tables: it reads no clock, no file
 * and no other projection, so that the same log gives the same rows at any time and in any cut into batches.
 */
export interface Projection<Definitions extends TableDefinitions = TableDefinitions> {
  /** Also the name of its file. */
  readonly name: string;
  /** Grows with every change of the tables or of what `apply` makes of an event: files of another version are rebuilt. */
  readonly schemaVersion: number;
  readonly tables: Definitions;
  /** The types that `apply` is given; `every` type, those this program does not know included. */
  readonly types: ReadonlySet<string> | 'every';
  /**
   * How the names of all streams begin whose events it takes: where the store finds those without reading the whole log,
   * its tables are built from them and compared at each start. For tables that decide who may act.
   */
  readonly streams?: string;
  /** Throws when the event makes no sense: the projection then stops in front of it. */
  readonly apply: (event: LogEvent, tables: Tables<Definitions>) => void;
}

/** A projection with the types of its tables inferred. */
export function defineProjection<const Definitions extends TableDefinitions>(
  projection: Projection<Definitions>,
): Projection {
  return projection as unknown as Projection;
}
