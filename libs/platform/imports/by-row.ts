import type { Slice } from '@misaq/platform/scheduling/slices.js';

const ROWS_A_BLOCK = 1_024;

/**
 * Items of the rows of a file, which may come in any order. Sorting a hundred thousand of them at once, or one map with an
 * entry for each row, would hold the event loop for 50 ms. So they are kept and sorted in blocks of neighbouring rows.
 */
export class ByRow<Item extends { readonly row: number }> {
  readonly #blocks = new Map<number, Item[]>();

  add(item: Item): void {
    const block = Math.floor(item.row / ROWS_A_BLOCK);
    const items = this.#blocks.get(block);
    if (items === undefined) this.#blocks.set(block, [item]);
    else items.push(item);
  }

  /** By row; those of one row in the order in which they were added. Others have their turn between two blocks. */
  async inOrder(slice: Slice): Promise<Item[]> {
    const ordered: Item[] = [];
    for (const [, items] of [...this.#blocks].sort(([a], [b]) => a - b)) {
      for (const item of items.toSorted((a, b) => a.row - b.row)) ordered.push(item);
      await slice.pauseWhenOver();
    }
    return ordered;
  }
}
