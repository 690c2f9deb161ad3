import { remarkSentence } from '@misaq/credit/domain/remarks.js';
import type { Remark } from '@misaq/platform/kernel/decision.js';
import { identityKey } from '@misaq/platform/kernel/spelling.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import { ByRow } from './by-row.js';
import { type PlannedRow, unpackRow } from './planned-row.js';
import { ERRORS_LISTED_MAX, type RowRemark } from './report.js';
import { WideMap } from '@misaq/platform/kernel/wide-map.js';

/** The remarks on a file, in the order of its rows once {@link listed}. */
export class RemarkList {
  readonly #remarks = new ByRow<RowRemark>();
  #count = 0;
  /** What rows say that change nothing. */
  readonly #standing = new WideMap<true>();
  #someStand = false;

  add(remarks: readonly RowRemark[]): void {
    for (const remark of remarks) {
      if (this.#count >= ERRORS_LISTED_MAX) return;
      this.#count += 1;
      this.#remarks.add(remark);
    }
  }

  hidden(row: number): void {
    const message = 'The row is hidden in the workbook, by a filter or by hand; it was read like the others.';
    this.add([{ row, column: '', code: 'hidden_row', message }]);
  }

  /** The same whatever stands in the file, so that it tells nothing. */
  creditNotChecked(): void {
    const message =
      'Whether the agencies have the credit is not looked at in a dry run; it is said when the payments are recorded.';
    this.add([{ row: 1, column: '', code: 'credit_not_checked', message }]);
  }

  /** A row that is on record already, and the state of the act since. */
  standing(planned: PlannedRow, remark: Remark | undefined): void {
    this.#standing.set(contentOf(planned), true);
    this.#someStand = true;
    if (remark?.name !== 'payment_taken_back') return;
    const message = remarkSentence(remark);
    this.add([{ row: planned.row, column: 'bank_reference', code: 'payment_taken_back', message }]);
  }

  /** Reports rows of a file that say the same as another row, both of them: the sender may have meant two acts. */
  async sameRows(packed: Iterable<string>, slice: Slice): Promise<void> {
    if (!this.#someStand) return;
    const rows = new WideMap<number[]>();
    for (const each of packed) {
      await slice.pauseWhenOver();
      const planned = unpackRow(each);
      const content = contentOf(planned);
      // A row that is alone was no reason to keep another.
      if (!this.#standing.has(content)) continue;
      const before = rows.get(content);
      if (before === undefined) rows.set(content, [planned.row]);
      else before.push(planned.row);
    }
    for (const same of rows.values()) {
      await slice.pauseWhenOver();
      const inOrder = same.toSorted((a, b) => a - b);
      const [first, second] = inOrder;
      if (first === undefined || second === undefined) continue;
      this.#same(first, second);
      for (const row of inOrder.slice(1)) this.#same(row, first);
    }
  }

  listed(slice: Slice): Promise<readonly RowRemark[]> {
    return this.#remarks.inOrder(slice);
  }

  #same(row: number, other: number): void {
    const message = `The row says the same as row ${other}; the two count once.`;
    this.add([{ row, column: '', code: 'same_row', message }]);
  }
}

/** What a row says, whichever spelling its texts have. */
function contentOf({ pool, command }: PlannedRow): string {
  return JSON.stringify([pool, command], (_, value: unknown) =>
    typeof value === 'string' ? identityKey(value) : typeof value === 'bigint' ? value.toString() : value,
  );
}
