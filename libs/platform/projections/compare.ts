import { Database } from '@misaq/platform/sqlite/database.js';
import { type SqlTable, sqlTables, type TableDefinitions } from './table.js';

export interface DifferingRow {
  readonly table: string;
  readonly in: 'served' | 'rebuilt';
  readonly row: Readonly<Record<string, string | number | null>>;
}

export interface Comparison {
  /** Number of rows that are in one file only, or that differ between the two. */
  readonly differing: number;
  /** The first differing rows. */
  readonly examples: readonly DifferingRow[];
}

const EXAMPLES_A_TABLE = 10;

/** Compares the tables of two files of one projection, row by row. */
export function compareFiles(served: string, rebuilt: string, tables: TableDefinitions): Comparison {
  return compareTables(served, rebuilt, sqlTables(tables));
}

/** Like {@link compareFiles}, for table definitions as they are passed to a thread. */
export function compareTables(
  served: string,
  rebuilt: string,
  tables: readonly Pick<SqlTable, 'name' | 'primaryKey'>[],
): Comparison {
  const db = new Database(rebuilt, { readonly: true });
  try {
    db.prepare('ATTACH ? AS served').run(served);
    let differing = 0;
    const examples: DifferingRow[] = [];
    for (const { name: table, primaryKey } of tables) {
      if (sameRows(db, table, primaryKey)) continue;
      for (const side of ['served', 'rebuilt'] as const) {
        const [one, other] = side === 'served' ? ['served', 'main'] : ['main', 'served'];
        const only = `(SELECT * FROM ${one}.${table} EXCEPT SELECT * FROM ${other}.${table})`;
        differing += db.prepare<[], number>(`SELECT count(*) FROM ${only}`).pluck().get() ?? 0;
        const rows = db.prepare<[], Row>(`SELECT * FROM ${only} LIMIT ${EXAMPLES_A_TABLE}`).all();
        examples.push(...rows.map((row) => ({ table, in: side, row: shown(row) })));
      }
    }
    return { differing, examples };
  } finally {
    db.close();
  }
}

type Row = Record<string, string | number | Buffer | null>;

/**
 * Counts the rows that both tables have. For equal tables this is several times faster than sorting their differences.
 */
function sameRows(db: Database, table: string, primaryKey: readonly string[]): boolean {
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const ordered = [...primaryKey, ...columns.filter((column) => !primaryKey.includes(column))];
  const count = (sql: string) => db.prepare<[], number>(`SELECT count(*) FROM ${sql}`).pluck().get();
  const both = count(
    `main.${table} AS a CROSS JOIN served.${table} AS b ON ${ordered.map((name) => `a.${name} = b.${name}`).join(' AND ')}`,
  );
  return both === count(`main.${table}`) && both === count(`served.${table}`);
}

function shown(row: Row): DifferingRow['row'] {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Buffer.isBuffer(value) ? value.toString('hex') : value,
    ]),
  );
}
