import type { ImportKind } from '@misaq/imports/domain/events.js';
import { foldForSearch, nameKey } from '@misaq/platform/kernel/text.js';
import { nearest } from '@misaq/platform/kernel/nearest.js';
import type { CellFault } from '@misaq/platform/spreadsheets/port.js';
import { columnLetters, type ColumnName, columnOf, type Header } from './columns.js';
import { importKind } from './import-kinds.js';
import type { RowError } from './report.js';
import { shown, visible } from './shown.js';

/** The first spelling: the one under which a new file has its columns. */
export function persianHeader(kind: ImportKind, column: ColumnName): string {
  return columnOf(importKind(kind), column).headersFa[0];
}

/** Every name under which a kind's columns may stand: as it is searched for, and as it is compared. */
export function headerNames(kind: ImportKind): ReadonlyMap<string, ColumnName> {
  const definition = importKind(kind);
  const { columns } = definition;
  const both: readonly ColumnName[] = columns.includes('amount_toman')
    ? [...columns, 'amount_rial']
    : columns;
  return new Map(
    both.flatMap((column) =>
      [column, ...columnOf(definition, column).headersFa].flatMap((name) =>
        [foldForSearch(name), nameKey(name)].map((folded) => [folded, column] as const),
      ),
    ),
  );
}

/** Columns may stand in any order. All must be there, also those whose cells may be empty: a lost one is noticed. */
export function readHeader(
  kind: ImportKind,
  cells: readonly string[],
  faults: readonly CellFault[] = [],
): Header {
  const names = headerNames(kind);
  const places = new Map<ColumnName, number>();
  const errors: RowError[] = [];
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const complain = (column: string, code: string, message: string): void => {
    errors.push({ row: 1, column, code, message });
  };
  for (const { place, code, words } of faults) {
    const name = columnLetters(place);
    complain(name, code, `The header of column ${name} ${words}`);
  }
  for (const [place, cell] of cells.slice(0, width).entries()) {
    const column = names.get(nameKey(cell));
    if (column === undefined) complain(visible(cell), 'unknown_column', unknownColumn(kind, names, cell));
    else if (places.has(column))
      complain(column, 'doubled_column', `The column ${column} stands there twice.`);
    else places.set(column, place);
  }
  for (const column of importKind(kind).columns) {
    if (places.has(column) || (column === 'amount_toman' && places.has('amount_rial'))) continue;
    complain(column, 'missing_column', missingColumn(kind, column));
  }
  return { places, width, errors };
}

function unknownColumn(kind: ImportKind, names: ReadonlyMap<string, ColumnName>, cell: string): string {
  const candidates = [...names].map(([folded, column]) => ({ folded, shown: column }));
  const offered = nearest(foldForSearch(cell.slice(0, 60)), candidates);
  const help =
    offered === undefined ? `It has ${importKind(kind).columns.join(', ')}.` : `Did you mean ${offered}?`;
  return `A file of ${kind} has no column ${shown(cell)}. ${help}`;
}

function missingColumn(kind: ImportKind, column: ColumnName): string {
  const or = column === 'amount_toman' ? ' or amount_rial' : '';
  return `The column ${column}${or} (${persianHeader(kind, column)}) is missing.`;
}
