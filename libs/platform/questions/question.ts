import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Act } from '@misaq/access/domain/roles.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import type { ReadModels } from './read-models.js';
import type { ExportTable } from './export-table.js';
import type { Asker } from './asker.js';
import type { Positions } from './positions.js';
import type { Scope } from './scope.js';
import type { Language } from '@misaq/platform/kernel/facts.js';

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
  /** The act of the table of roles that the asker must be allowed. */
  readonly needs: Act | 'signed-in';
  /**
   * The part that the asker sees.
   * @throws QuestionRefusedError when there is none, or when the parameters name another's
   */
  readonly scope: (asker: Asker, params: Params) => Scope;
  /** The projections whose tables the answer is read from; it depends on nothing else but the day. */
  readonly from: readonly string[];
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

/** A question and its table, of which only the parameters are known. */
export type AnyQuestion = Question<never, object>;

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
