import { Fragment, type ReactNode, useId } from 'react';
import { compareBy, type Sort, type SortKey } from './sort.js';
import { useChangedText } from './changed-text.js';
import { useSteadyRows } from './use-steady-rows.js';

export interface Column<Row> {
  /** The name of the field in the API. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly help?: ReactNode;
  /** What rows are sorted by; a column without it cannot be sorted. Missing values stand last in both directions. */
  readonly sortBy?: (row: Row) => SortKey;
  /** Of a table that the server sorts: whether it does by this column. */
  readonly sortable?: boolean;
  readonly numeric?: boolean;
  /** The sum of the column, in the last row. */
  readonly foot?: ReactNode;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (column: string) => void;
  /** Rows come in order where the server sorts them. */
  readonly sorted?: 'here' | 'by the server';
  /** The first cell of the last row, where columns have sums. */
  readonly footLabel?: string;
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode;
  readonly id?: string;
  /** What stands below a row over its whole width, such as the form of an act; undefined where nothing does. */
  readonly below?: (row: Row) => ReactNode;
}

/**
 * A native table. Its first column heads the rows and stays in view, it scrolls in its own region, and a column is sorted
 * by the button in its head.
 */
export function Table<Row>(props: Props<Row>) {
  const { caption, columns, rows, rowId, sort, empty, id } = props;
  const captionId = useId();
  const isSortedHere = props.sorted !== 'by the server';
  const { shown, changed, names } = useSteadyRows({
    rows: isSortedHere ? inOrder(rows, columns, sort) : rows,
    given: rows,
    columns,
    rowId,
    order: isSortedHere ? `${sort?.column ?? ''} ${String(sort?.descending)}` : undefined,
  });
  const changedText = useChangedText();
  return (
    // A region that scrolls can be scrolled by the keyboard.
    <div className="table-region" role="region" aria-labelledby={captionId} tabIndex={0} id={id}>
      <table>
        <caption id={captionId}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Fragment key={rowId(row)}>
              <tr data-row={rowId(row)}>
                {columns.map((column, index) => (
                  <Cell
                    key={column.id}
                    column={column}
                    row={row}
                    heads={index === 0}
                    isChanged={changed.get(rowId(row))?.has(column.id) ?? false}
                  />
                ))}
              </tr>
              <Below cells={columns.length}>{props.below?.(row)}</Below>
            </Fragment>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="empty">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
        {props.footLabel !== undefined && rows.length > 0 && (
          <Foot columns={columns} label={props.footLabel} />
        )}
      </table>
      <p role="status" className="table-changed">
        {names.length > 0 && changedText(names)}
      </p>
    </div>
  );
}

function Below({ cells, children }: { readonly cells: number; readonly children: ReactNode }) {
  return children === undefined ? null : (
    <tr className="below">
      <td colSpan={cells}>
        <div className="below-in">{children}</div>
      </td>
    </tr>
  );
}

function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const by = columns.find((column) => column.id === sort?.column)?.sortBy;
  return by === undefined || sort === undefined ? rows : rows.toSorted(compareBy(by, sort.descending));
}

function Head<Row>({
  column: { id, header, help, numeric, sortBy, sortable = sortBy !== undefined },
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((column: string) => void) | undefined;
}) {
  const own = sort?.column === id ? sort : undefined;
  const order = own === undefined ? 'none' : own.descending ? 'descending' : 'ascending';
  const sorts = sortable && onSort !== undefined;
  return (
    <th
      scope="col"
      className={numeric === true ? 'numeric' : undefined}
      {...(sorts && { 'aria-sort': order })}
    >
      {sorts ? (
        <button
          type="button"
          className="sort"
          onClick={() => {
            onSort(id);
          }}
        >
          {header}
          {order !== 'none' && <span aria-hidden="true" className={`arrow ${order}`} />}
        </button>
      ) : (
        header
      )}
      {help}
    </th>
  );
}

function Cell<Row>({
  column: { id, cell, numeric },
  row,
  heads,
  isChanged,
}: {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly heads: boolean;
  readonly isChanged: boolean;
}) {
  const given = {
    'data-field': id,
    className: numeric === true ? 'numeric' : undefined,
    ...(isChanged && { 'data-changed': '' }),
  };
  return heads ? (
    <th scope="row" {...given}>
      {cell(row)}
    </th>
  ) : (
    <td {...given}>{cell(row)}</td>
  );
}

function Foot<Row>({ columns, label }: { readonly columns: readonly Column<Row>[]; readonly label: string }) {
  return (
    <tfoot>
      <tr>
        {columns.map(({ id, foot, numeric }, index) =>
          index === 0 ? (
            <th key={id} scope="row">
              {label}
            </th>
          ) : (
            <td key={id} data-field={id} className={numeric === true ? 'numeric' : undefined}>
              {foot}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
