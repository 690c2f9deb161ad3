import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Act } from '@misaq/access/domain/roles.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { Field, FieldsOf } from './fields.js';
import type { ReadModels } from './read-models.js';
import type { ExportTable } from './export-table.js';
import type { Asker } from './asker.js';
import type { Positions } from './positions.js';
import type { Scope } from './scope.js';
import type { Language } from '@misaq/platform/kernel/facts.js';

/**
 * What a process can be asked beside its tables. A question about something else adds it, by merging into this interface
 * beside its value.
 */
export interface AnsweringProcess {
  readonly store: Pick<EventStore, 'health'>;
}

/** What an answer is made of. */
export interface Asking<Params> {
  readonly models: ReadModels;
  /** In Tehran. */
  readonly today: PlainDate;
  readonly params: Params;
  /** The part that the asker sees. */
  readonly scope: Scope;
  /** Positions of the log as the asker gives them and is shown them. */
  readonly positions: Positions;
  /** The language of the sentences in the answer. */
  readonly language: Language;
  /** The process that answers. */
  readonly process: AnsweringProcess;
  /** What long work is cut into and counted by; absent where nobody else waits. */
  readonly slice?: Slice;
}

/**
 * A question, with its one implementation. The controllers of the API, the command line (on a data directory and over a
 * server), exports and tests ask this value, and none of them knows more of it than stands here.
 */
export interface Question<Params extends object, Item extends object> {
  /** Names the question, and a list in its cursors. */
  readonly name: string;
  /** Its address below `/api/v1/`; parameters that are no part of it stand behind the question mark. */
  readonly path: string;
  /** How each parameter is read, checked and documented. */
  readonly fields: FieldsOf<Params>;
  /** The act of the table of roles that the asker must be allowed. */
  readonly needs: Act | 'signed-in';
  /**
   * The part that the asker sees.
   * @throws QuestionRefusedError when there is none, or when the parameters name another's
   */
  readonly scope: (asker: Asker, params: Params) => Scope;
  /**
   * The projections whose tables the answer is read from; it depends on nothing else but the day, unless it is
   * `ofProcess`. Of an answer that is read from none, the position is the end of the log.
   */
  readonly from: readonly string[];
  /** Whether the answer says what the process does at this moment. Such an answer is never kept for the next asker. */
  readonly ofProcess?: true;
  /**
   * Whether it is answered to a caller who has used up the work that a principal may cause. Only for what takes no more
   * work than the refusal.
   */
  readonly free?: true;
  /** Whether it takes much work each time. */
  readonly dear?: true;
  /** @throws QuestionRefusedError */
  readonly find: (asking: Asking<Params>) => Item | Promise<Item>;
  /** How the answer becomes a table; absent where it has none. */
  readonly table?: Table<Params>;
}

export interface Table<Params> {
  /** The projections that the table is read from beside those of the question. */
  readonly from?: readonly string[];
  /** What a file of the table is named after, such as the board and the pool. */
  readonly file: (params: Params) => readonly string[];
  /**
   * The whole table; a long one is read page by page, while it is written.
   * @throws QuestionRefusedError
   */
  readonly of: (asking: Asking<Params>) => ExportTable<unknown> | Promise<ExportTable<unknown>>;
}

/** The parameters of a question that has none. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- an object without any field is meant
export type NoParams = Readonly<Record<never, never>>;

/** A question and its table, of which only the parameters are known. */
export type AnyQuestion = Omit<Question<never, object>, 'fields'> & {
  readonly fields: Readonly<Record<string, Field>>;
};

/** The names of the parameters that stand in the address of a question. */
export function pathNames({ path }: Pick<AnyQuestion, 'path'>): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** The parameters that stand in the address, and the others; those that are left out are in neither. */
export function parts(
  question: Pick<AnyQuestion, 'path'>,
  params: object,
): {
  readonly inPath: Readonly<Record<string, unknown>>;
  readonly others: Readonly<Record<string, unknown>>;
} {
  const names = pathNames(question);
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return {
    inPath: Object.fromEntries(given.filter(([name]) => names.includes(name))),
    others: Object.fromEntries(given.filter(([name]) => !names.includes(name))),
  };
}

/** The day that a board is asked for, today when none is. */
export function asOfDay({ params, today }: Asking<{ readonly asOf?: string | undefined }>): PlainDate {
  return (params.asOf as PlainDate | undefined) ?? today;
}

export interface ProvinceParams {
  readonly province: string;
}
