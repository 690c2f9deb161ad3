import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Act } from '@misaq/access/domain/roles.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import type { ColumnName, DescribedColumns } from './columns.js';
import type { PlannedRow, RowCommand } from './planned-row.js';
import type { RowReader } from './row-reader.js';

/** `day` is the column of the business date, `key` the one that tells a row from another, `amount` the one in use. */
export type Place = ColumnName | 'amount' | 'day' | 'key';

/**
 * Rows with the same lane are sent one after another. `none`: streams keep the order of their commands by themselves.
 */
type Lane<Command> = 'none' | ((command: Command) => string);

/** One kind of file: everything that imports know about it. */
export interface ImportKindDefinition extends DescribedColumns {
  /** What such a file holds. */
  readonly nameFa: string;
  /** Where the kind stands in lists. One without a place comes after them. */
  readonly place?: number;
  /** Such a file can be the first record of a log: it names no organisation of a register. */
  readonly beginsLog?: true;
  /** Each row names a person, whose state is looked up. Checks of such files are recorded. */
  readonly namesPersons?: true;
  /** A refused file does not tell a bank how much credit an agency has. */
  readonly hidesCreditFromBanks?: true;
  /** In the order in which a new file is best laid out. */
  readonly columns: readonly ColumnName[];
  /** Columns that may be empty in files of this kind, beside those that always may be. */
  readonly mayBeEmpty?: readonly ColumnName[];
  /** The right that its rows need. */
  readonly act: Act;
  /** The commands that its rows become, each with its lane. */
  readonly lanes: { readonly [C in RowCommand as C['type']]?: Lane<C> };
  readonly day: ColumnName;
  readonly key: ColumnName;
  /** What a refusal of a row is explained by. */
  readonly refusals: Refusals;
  /** Which column a refusal is about, where neither its figures nor its name say so. */
  readonly places: Readonly<Record<string, Place>>;
  /** Fields of commands that do not bear the name of their column. */
  readonly fieldColumns?: Readonly<Record<string, ColumnName>>;
  /** How a row becomes a command; undefined when the reader has noted what is wrong. */
  readonly read: (row: RowReader) => PlannedRow | undefined;
}

export const REASON_LENGTH_MAX = 2_000;
export const TEXT_LENGTH_MAX = 200;
/** Jalali years that a file may name. */
export const FIRST_YEAR = 1300;
export const LAST_YEAR = 1600;

export function planned(row: RowReader, on: PlainDate, command: RowCommand, pool = ''): PlannedRow {
  const { amountColumn } = row;
  return { row: row.row, on, pool, ...(amountColumn === 'amount_rial' && { amountColumn }), command };
}

/** Of a decision about somebody else's money or job: it stands in the history, and an empty one would explain nothing. */
export function reasonOf(row: RowReader): string | undefined {
  return row.text('reason', REASON_LENGTH_MAX);
}
