import { useEffect, useState } from 'react';
import { changedCells, inShownOrder, type ShownRow } from './steady.js';
import type { SortKey } from './sort.js';

/** For so long a cell that changed is marked (ms). */
const MARKED_MS = 8_000;
/** So many rows are named; more are not read by anybody. */
const NAMED_MAX = 5;

interface ReadColumn<Row> {
  readonly id: string;
  readonly sortBy?: (row: Row) => SortKey;
}

interface Given<Row> {
  /** In the order that was asked for. */
  readonly rows: readonly Row[];
  /** The same rows as they came. A table that is drawn again with the same rows has nothing to compare. */
  readonly given: readonly Row[];
  readonly columns: readonly ReadColumn<Row>[];
  readonly rowId: (row: Row) => string;
  /** Names the order; undefined where the server orders the rows, which are then shown as they come. */
  readonly order: string | undefined;
}

type Changed = ReadonlyMap<string, ReadonlySet<string>>;

interface Remembered<Row> {
  readonly given: readonly Row[];
  readonly order: string | undefined;
  readonly ids: readonly string[];
  readonly cells: ReadonlyMap<string, ShownRow>;
  readonly changed: Changed;
}

const NOTHING: Changed = new Map();

/**
 * Keeps rows where they were shown when the table gets new figures, until another order is asked for. Says which cells have
 * changed since the table was first shown, for a while.
 */
export function useSteadyRows<Row>(table: Given<Row>): {
  readonly shown: readonly Row[];
  readonly changed: Changed;
  /** What the first columns of changed rows say. */
  readonly names: readonly string[];
} {
  const { rows, given, columns, rowId, order } = table;
  const [remembered, setRemembered] = useState(() => remember(table, undefined));
  const isSame = remembered.given === given && remembered.order === order;
  const current = isSame ? remembered : remember(table, remembered);
  if (!isSame) setRemembered(current);
  const { changed } = current;
  useEffect(() => {
    if (changed.size === 0) return undefined;
    const forgetting = setTimeout(() => {
      setRemembered((before) => (before.changed === changed ? { ...before, changed: NOTHING } : before));
    }, MARKED_MS);
    return () => {
      clearTimeout(forgetting);
    };
  }, [changed]);
  const shown = order === undefined ? rows : inShownOrder(rows, rowId, current.ids);
  const [head] = columns;
  const names = shown
    .filter((row) => changed.has(rowId(row)))
    .slice(0, NAMED_MAX)
    .map((row) => (head === undefined ? rowId(row) : textOf(head, row)));
  return { shown, changed, names };
}

function remember<Row>(
  { rows, given, columns, rowId, order }: Given<Row>,
  before: Remembered<Row> | undefined,
): Remembered<Row> {
  const keepsOrder = before !== undefined && order !== undefined && before.order === order;
  const shown = keepsOrder ? inShownOrder(rows, rowId, before.ids) : rows;
  const cells = new Map(
    rows.map((row) => [
      rowId(row),
      Object.fromEntries(columns.map((column) => [column.id, textOf(column, row)])),
    ]),
  );
  const changed = before === undefined ? NOTHING : changedCells(before.cells, cells);
  return {
    given,
    order,
    ids: shown.map(rowId),
    cells,
    // Marks stay their time, also when the next answer brings the same figures.
    changed: changed.size === 0 ? (before?.changed ?? NOTHING) : changed,
  };
}

function textOf<Row>({ id, sortBy }: ReadColumn<Row>, row: Row): string {
  const key = sortBy === undefined ? (row as Readonly<Record<string, unknown>>)[id] : sortBy(row);
  return typeof key === 'object' && key !== null ? JSON.stringify(key) : String(key);
}
