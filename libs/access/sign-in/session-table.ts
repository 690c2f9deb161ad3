import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Database } from '@misaq/platform/sqlite/database.js';
import type { Sealed } from './sealed.js';
import type { Opened, SealedRow } from './sealed-row.js';
import { byBeginning, type KeptSession, type SessionRecord, type SessionStore } from './session-store.js';

interface SessionRow extends SealedRow {
  readonly sessionId: string;
  readonly usedAtMs: number;
}

const placeOfSession = (sessionId: string): string => `session ${sessionId}`;
const placeOfConfirmation = (sessionId: string): string => `confirmation ${sessionId}`;

export function sessionsIn(database: Database, clock: Clock, sealed: Sealed, opened: Opened): SessionStore {
  const add = database.prepare('INSERT INTO sessions (sessionId, sealed, usedAtMs) VALUES (?, ?, ?)');
  const one = database.prepare<[string], SessionRow>(
    'SELECT sessionId, sealed, usedAtMs FROM sessions WHERE sessionId = ?',
  );
  const every = database.prepare<[], SessionRow>('SELECT sessionId, sealed, usedAtMs FROM sessions');
  const use = database.prepare('UPDATE sessions SET usedAtMs = ? WHERE sessionId = ?');
  const end = database.prepare('DELETE FROM sessions WHERE sessionId = ?');
  const confirm = database.prepare('UPDATE sessions SET confirmation = ? WHERE sessionId = ?');
  const confirmation = database.prepare<[string], { readonly confirmation: Buffer | null }>(
    'SELECT confirmation FROM sessions WHERE sessionId = ?',
  );

  const forgetTaken = database.prepare('DELETE FROM taken WHERE untilMs < ?');
  const takeOnce = database.prepare('INSERT OR IGNORE INTO taken (key, untilMs) VALUES (?, ?)');

  function keptIn({ sessionId, sealed: bytes, usedAtMs }: SessionRow): readonly KeptSession[] {
    const record = opened(placeOfSession(sessionId), bytes) as SessionRecord | undefined;
    return record === undefined ? [] : [{ record, usedAtMs }];
  }
  const take = database.transaction((sessionId: string): number | undefined => {
    const bytes = confirmation.get(sessionId)?.confirmation ?? undefined;
    if (bytes === undefined) return undefined;
    confirm.run(null, sessionId);
    const kept = opened(placeOfConfirmation(sessionId), bytes) as { readonly untilMs: number } | undefined;
    return kept?.untilMs;
  });

  // The file answers at once; a store elsewhere does not.
  const soon = <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return {
    isShared: false,
    add: ({ record, usedAtMs }) =>
      soon(() => {
        add.run(record.sessionId, sealed.seal(placeOfSession(record.sessionId), record), usedAtMs);
      }),
    find: (sessionId) =>
      soon(() => {
        const row = one.get(sessionId);
        return row === undefined ? undefined : keptIn(row)[0];
      }),
    use: (sessionId, atMs) =>
      soon(() => {
        use.run(atMs, sessionId);
      }),
    end: (sessionId) => soon(() => end.run(sessionId).changes === 1),
    takeOnce: (key, forMs) =>
      soon(() => {
        forgetTaken.run(clock.now());
        return takeOnce.run(key, clock.now() + forMs).changes === 1;
      }),
    all: () => soon(() => every.all().flatMap(keptIn).toSorted(byBeginning)),
    confirm: (sessionId, untilMs) =>
      soon(() => {
        confirm.run(sealed.seal(placeOfConfirmation(sessionId), { untilMs }), sessionId);
      }),
    takeConfirmation: (sessionId) => soon(() => take(sessionId)),
    close: () => Promise.resolve(),
  };
}
