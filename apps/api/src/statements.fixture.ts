import type { EventStore } from '@misaq/platform/event-store/port.js';
import { Database } from '@misaq/platform/sqlite/database.js';

/** What this thread read. */
export interface ReadWork {
  /** Of the tables of read models. */
  readonly statements: number;
  readonly rows: number;
  /** Of the log, by stream or by position. */
  readonly reads: number;
}

type Run = (this: unknown, ...parameters: unknown[]) => unknown;

interface Statements {
  all: Run;
  get: Run;
  run: Run;
  iterate: (this: unknown, ...parameters: unknown[]) => IterableIterator<unknown>;
}

/** Frames of transactions: how often they are begun depends on the turns of the event loop, not on the question. */
const FRAMES = /^(?:BEGIN|COMMIT)/;

/** The log is counted at its port: its statements for one read differ by what is there. */
const LOG = 'log.sqlite';

/** Counts the statements of every connection of this thread but that of the log, the rows, and the reads of the log. */
export function countReads(store: EventStore): { readonly seen: () => ReadWork; readonly stop: () => void } {
  const db = new Database(':memory:');
  const statements = Object.getPrototypeOf(db.prepare('SELECT 1')) as Statements;
  db.close();
  const { all, get, run, iterate } = statements;
  let seen: ReadWork = { statements: 0, rows: 0, reads: 0 };
  const count = (statement: unknown, rows: number): void => {
    const { source, database } = statement as { source: string; database: { readonly name: string } };
    if (FRAMES.test(source) || database.name.endsWith(LOG)) return;
    seen = { ...seen, statements: seen.statements + 1, rows: seen.rows + rows };
  };
  statements.all = function (...parameters) {
    const rows = all.apply(this, parameters) as unknown[];
    count(this, rows.length);
    return rows;
  };
  statements.get = function (...parameters) {
    const row = get.apply(this, parameters);
    count(this, row === undefined ? 0 : 1);
    return row;
  };
  statements.run = function (...parameters) {
    count(this, 0);
    return run.apply(this, parameters);
  };
  statements.iterate = function (...parameters) {
    count(this, 0);
    return iterate.apply(this, parameters);
  };
  const original = { read: store.read.bind(store), at: store.at.bind(store) };
  const counted = store as { -readonly [Name in 'read' | 'at']: EventStore[Name] };
  const countRead = (): void => {
    seen = { ...seen, reads: seen.reads + 1 };
  };
  counted.read = (...asked) => {
    countRead();
    return original.read(...asked);
  };
  counted.at = (positions) => {
    countRead();
    return original.at(positions);
  };
  return {
    seen: () => seen,
    stop() {
      Object.assign(statements, { all, get, run, iterate });
      Object.assign(counted, original);
    },
  };
}
