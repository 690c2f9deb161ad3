import { Database } from '@misaq/platform/sqlite/database.js';
import { join } from 'node:path';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { counting, everything } from './counting.fixture.js';
import { temporaryFolders } from './log.fixture.js';
import { joinRials } from './rials.js';
import { openProjections, type ProjectionRunner } from './runner.js';
import type { TableDefinition } from './table.js';

/* Two running read models for tests, their tables, and faults of their files. */

export const newFolder = temporaryFolders();

export async function opened(store: EventStore, folder = newFolder(), projection = counting()) {
  const notes: string[] = [];
  const projections = [projection, everything];
  const runner = await openProjections({ folder, store, projections, log: (note) => notes.push(note) });
  return { runner, folder, notes };
}

export function paidTo(runner: ProjectionRunner, bank: string, pool = 'p1'): string {
  const [row] = runner
    .reader('counting')
    .all<{ high: number; low: number }>(
      'SELECT paidRialHigh AS high, paidRialLow AS low FROM banks WHERE pool = ? AND bank = ?',
      pool,
      bank,
    );
  return row === undefined ? 'nothing' : joinRials(row.high, row.low).toString();
}

export function eventsSeen(runner: ProjectionRunner): number {
  return runner
    .reader('everything')
    .all<{ events: number }>('SELECT events FROM types')
    .reduce((sum, { events }) => sum + events, 0);
}

export async function healthOf(runner: ProjectionRunner, name: string) {
  const health = (await runner.health()).find((each) => each.name === name);
  if (health === undefined) throw new Error(`no ${name}`);
  return health;
}

/** A table that is written last in a projection, and fails on demand. */
export function failingTable(
  isBroken: () => boolean,
  error = new Error('the disk is gone'),
): TableDefinition {
  return {
    sqlTables: () => [],
    open: () => ({
      pending: () => 0,
      flush() {
        if (isBroken()) throw error;
      },
      forget: () => undefined,
    }),
  };
}

export function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'counting.sqlite'));
  db.exec(sql);
  db.close();
}
