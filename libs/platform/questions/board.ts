import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { Projection } from '@misaq/platform/projections/projection.js';
import type { IdColumn } from '@misaq/platform/projections/spellings.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { AnyQuestion } from './question.js';
import type { ReadModels } from './read-models.js';

/** What a board makes its part of the read models of. */
export interface BoardParts {
  /** The tables of a projection, by its name. */
  readonly reader: (projection: string) => TableReader;
  readonly store: EventStore;
  /** What all boards know. It is complete when every board is open, so a board reads it only when it is asked. */
  readonly models: ReadModels;
  /** The spelling in which the tables hold an id of a kind ({@link Board.ids}), for one in another spelling. */
  readonly held: (kind: string, id: string) => string;
  /**
   * Whether the tables, which show the log at least to this position, hold no such id of the owner. An officer who names
   * it is then refused before anything is read, with the same work as for an id that nothing bears.
   */
  readonly isOfOthers: (kind: string, id: string, owner: Owner, upTo: bigint) => boolean;
}

/** An agency or a bank, of a province. */
export type Owner = ({ readonly agency: string } | { readonly bank: string }) & {
  readonly province?: string;
};

/** What a subject shows: its tables, what can be asked of them, and the questions that clients ask. */
export interface Board {
  /** The tables. A board may be read from the tables of others. */
  readonly projection?: Projection;
  /**
   * Where the projection stands among all others, in lists and in the order in which an event reaches them: those that
   * clients have seen keep their places, and one without a place comes after them.
   */
  readonly place?: number;
  /** The part that this board adds to the read models. */
  readonly open?: (parts: BoardParts) => Partial<ReadModels>;
  /** Columns of the projection that hold the recorded spelling of ids which people type, by the kind of id. */
  readonly ids?: Readonly<Record<string, IdColumn>>;
  /** Whether the tables hold an id of a kind as the owner's, in any spelling; undefined for owners they say nothing of. */
  readonly owned?: Readonly<
    Record<string, (tables: TableReader, id: string, owner: Partial<OwnerIds>) => boolean | undefined>
  >;
  readonly questions: readonly AnyQuestion[];
}

export interface OwnerIds {
  readonly agency: string;
  readonly bank: string;
  readonly province: string;
}

/** What a subject has in the way of boards. */
export interface BoardSubject {
  readonly name: string;
  readonly boards?: readonly Board[];
}

/** The boards of all subjects. */
export function boardsOf(subjects: readonly BoardSubject[]): readonly Board[] {
  return subjects.flatMap(({ boards = [] }) => boards);
}

/** Every question that a client can ask. */
export function questionsOf(subjects: readonly BoardSubject[]): readonly AnyQuestion[] {
  return boardsOf(subjects).flatMap(({ questions }) => questions);
}

/** The projections of all subjects, in the order in which an event reaches them. */
export function projectionsOf(subjects: readonly BoardSubject[]): readonly Projection[] {
  return boardsOf(subjects)
    .toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity))
    .flatMap(({ projection }) => projection ?? []);
}
