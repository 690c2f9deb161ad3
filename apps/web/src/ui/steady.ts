/** Tables whose rows change while somebody reads them. */

/**
 * Rows in the order of their ids in `shown`, as far as they were shown; new rows follow in their own order. Nobody who reads
 * a row is left with another one under their eyes.
 */
export function inShownOrder<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  shown: readonly string[],
): readonly Row[] {
  const places = new Map(shown.map((id, place) => [id, place]));
  const placeOf = (row: Row): number => places.get(rowId(row)) ?? shown.length;
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** What the cells of a row show, by the names of their columns. */
export type ShownRow = Readonly<Record<string, string>>;

/** The columns of each row that show something else than before; a row that was not there has none. */
export function changedCells(
  before: ReadonlyMap<string, ShownRow>,
  now: ReadonlyMap<string, ShownRow>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const changed = new Map<string, ReadonlySet<string>>();
  for (const [id, row] of now) {
    const earlier = before.get(id);
    if (earlier === undefined) continue;
    const columns = Object.keys(row).filter((name) => row[name] !== earlier[name]);
    if (columns.length > 0) changed.set(id, new Set(columns));
  }
  return changed;
}
