import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import { ByRow } from './by-row.js';

/** One thing that is wrong with a row. A row with several bad cells has several. */
export interface RowError {
  /** As a spreadsheet shows it: 1 is the header, 2 the first row under it. A cell with line breaks stays in its row. */
  readonly row: number;
  /** English name of the column; empty when it is not about one. */
  readonly column: string;
  /** The name of a refusal, or of what is wrong with a cell. */
  readonly code: string;
  /** An English sentence. */
  readonly message: string;
  /** The row was good when the file was checked and had become impossible when it was applied. */
  readonly late?: true;
}

export type RemarkCode =
  /** A time of day stood after a day; the day was taken. */
  | 'time_ignored'
  /** A filter or its user hides the row in the workbook; it was imported like the others. */
  | 'hidden_row'
  /** Another row of the file says the same. */
  | 'same_row'
  /** The payment is recorded and was taken back since. */
  | 'payment_taken_back'
  /** Whether agencies have the credit was not checked, because the sender may not know it. */
  | 'credit_not_checked';

/** A hint for the sender about a row that is not wrong. */
export interface RowRemark {
  /** As in {@link RowError}. */
  readonly row: number;
  readonly column: string;
  readonly code: RemarkCode;
  /** An English sentence. */
  readonly message: string;
}

/** The result of an import. Always `rows = accepted + duplicates + rejected`. */
export interface ImportReport {
  /**
   * Under which the file is on record; of a file that stood already, that of its last import. Null when nothing of it was
   * recorded: on a dry run, when it was refused, and when all its rows came from other files.
   */
  readonly importId: string | null;
  readonly kind: ImportKind;
  /** Name of the file without its folder. */
  readonly file: string;
  /** Rows under the header that hold anything. 0 when the header cannot be understood. */
  readonly rows: number;
  /** Rows that can be applied; on a dry run or a refused file, rows that could have been. */
  readonly accepted: number;
  /** Rows that stand already, or twice in the file. */
  readonly duplicates: number;
  /** Rows with an error. */
  readonly rejected: number;
  /** Rows that were applied: `accepted` less the late refusals; 0 on a dry run or a refused file. */
  readonly applied: number;
  readonly errors: readonly RowError[];
  /** In the order of the rows; absent when there are none, and of an import that was interrupted and finished later. */
  readonly remarks?: readonly RowRemark[];
}

export type ImportOutcome =
  | { readonly kind: 'done'; readonly report: ImportReport }
  /** `not_permitted`, `file_refused` or `checks_used_up`: nothing was applied. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly report: ImportReport }
  /** There is no such file, or it is neither CSV in UTF-8 nor a workbook. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** The same where an accepted file is applied later: its report so far, of which no row is applied. */
export type AcceptOutcome =
  | ImportOutcome
  | { readonly kind: 'accepted'; readonly report: ImportReport & { readonly importId: string } };

export interface ImportProgress {
  readonly phase: 'checking' | 'applying';
  /** Rows. */
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: ImportProgress) => void;

/** Errors beyond this many are counted, not listed, so that a hostile file fills no memory. */
export const ERRORS_LISTED_MAX = 100_000;

/** The errors of a file, in the order of its rows once {@link listed}. */
export class ErrorList {
  readonly #errors = new ByRow<RowError>();
  #listed = 0;
  #notListed = 0;

  add(errors: readonly RowError[]): void {
    for (const error of errors) {
      if (this.#listed >= ERRORS_LISTED_MAX) {
        this.#notListed += 1;
        continue;
      }
      this.#listed += 1;
      this.#errors.add(error);
    }
  }

  async listed(slice: Slice): Promise<readonly RowError[]> {
    const errors = await this.#errors.inOrder(slice);
    if (this.#notListed > 0) {
      const message = `${this.#notListed} more errors are not listed.`;
      errors.push({ row: errors.at(-1)?.row ?? 1, column: '', code: 'more_errors', message });
    }
    return errors;
  }
}
