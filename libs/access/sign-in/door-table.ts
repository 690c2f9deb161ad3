import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Database } from '@misaq/platform/sqlite/database.js';
import {
  DOOR_ENTRIES_MAX,
  type Door,
  type DoorEntry,
  type DoorHappening,
  type DoorKind,
  OF_STRANGERS,
} from './door.js';

interface DoorRow {
  readonly entry: number;
  readonly at: string;
  readonly body: string;
}

export function doorIn(database: Database, clock: Clock): Door {
  const add = database.prepare('INSERT INTO door (at, account, stranger, body) VALUES (?, ?, ?, ?)');
  const forget = database.prepare(
    'DELETE FROM door WHERE stranger = ? AND entry <= (SELECT entry FROM door WHERE stranger = ? ORDER BY entry DESC LIMIT 1 OFFSET ?)',
  );
  const all = database.prepare<[number, number], DoorRow>(
    'SELECT entry, at, body FROM door WHERE entry < ? ORDER BY entry DESC LIMIT ?',
  );
  const ofAccount = database.prepare<[string, number, number], DoorRow>(
    'SELECT entry, at, body FROM door WHERE account = ? AND entry < ? ORDER BY entry DESC LIMIT ?',
  );
  const count = database.prepare<[], { readonly total: number }>('SELECT count(*) AS total FROM door');
  const countOf = database.prepare<[string], { readonly total: number }>(
    'SELECT count(*) AS total FROM door WHERE account = ?',
  );
  return {
    note: database.transaction((happening: DoorHappening) => {
      const stranger = isOfStrangers(happening.kind) ? 1 : 0;
      add.run(
        new Date(clock.now()).toISOString(),
        happening.account ?? null,
        stranger,
        JSON.stringify(happening),
      );
      forget.run(stranger, stranger, stranger === 1 ? DOOR_ENTRIES_MAX.strangers : DOOR_ENTRIES_MAX.others);
    }),
    page({ account, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows = account === undefined ? all.all(before, limit) : ofAccount.all(account, before, limit);
      const { total } = (account === undefined ? count.get() : countOf.get(account)) ?? { total: 0 };
      const entries = rows.map(({ entry, at, body }): DoorEntry => {
        return { entry, at, ...(JSON.parse(body) as DoorHappening) };
      });
      return { entries, total };
    },
  };
}

function isOfStrangers(kind: DoorKind): boolean {
  return OF_STRANGERS.includes(kind);
}
