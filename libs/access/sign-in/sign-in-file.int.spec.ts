import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { Database } from '@misaq/platform/sqlite/database.js';
import type { Account } from './account.js';
import { DOOR_ENTRIES_MAX } from './door.js';
import { createSealed } from './sealed.js';
import { aSession, sessionStoreContract } from './session-store-contract.js';
import { openSignInFile, type SignInFile } from './sign-in-file.js';

const newFolder = temporaryFolders();
const KEY = new Uint8Array(32).fill(1);
const NOON = { now: () => Date.UTC(2023, 0, 22, 8, 30) };

function openIn(folder: string, log: (text: string) => void = () => undefined, key = KEY): SignInFile {
  return openSignInFile(folder, { sealed: createSealed(key), clock: NOON, log });
}

const SARA: Account = {
  name: 'sara',
  principals: ['sara', 'sara-inspector'],
  password: { n: 16, r: 8, p: 1, salt: 'c2FsdA==', hash: 'aGFzaA==', setAt: '2023-01-22T08:30:00.000Z' },
  factor: { secret: 'GEZDGNBVGY3TQOJQ', setAt: '2023-01-22T08:30:00.000Z', lastStep: 1 },
};

describe('Sessions in the file of a data directory', () => {
  sessionStoreContract(() => {
    const folder = newFolder();
    const opened = [openIn(folder)];
    return Promise.resolve({
      store: opened[0]!.sessions,
      again() {
        const file = openIn(folder);
        opened.push(file);
        return Promise.resolve(file.sessions);
      },
      close() {
        for (const file of opened) file.close();
        return Promise.resolve();
      },
    });
  });
});

describe('The file of accounts', () => {
  it('keeps an account through a restart, and finds it by its principals and its newest link', () => {
    const folder = newFolder();
    const link = {
      ...{ linkId: 'abcdefghjkmn', fingerprint: 'f', principalId: 'sara', issuedBy: 'admin' },
      ...{ issuedAt: '2023-01-22T08:30:00.000Z', expiresAt: '2023-01-23T08:30:00.000Z' },
    };
    const before = openIn(folder);
    before.accounts.put({ ...SARA, link });
    before.accounts.put({ ...SARA, link: { ...link, linkId: 'nmkjhgfedcba' } });
    before.close();
    const { accounts, close } = openIn(folder);
    expect(accounts.account('sara')).toMatchObject(SARA);
    expect(accounts.accountOf('sara-inspector')?.name).toBe('sara');
    expect(accounts.accountOf('reza')).toBeUndefined();
    expect(accounts.accountOfLink('nmkjhgfedcba')?.name).toBe('sara');
    expect(accounts.accountOfLink('abcdefghjkmn')).toBeUndefined();
    close();
  });

  it('is for its owner alone, with every file beside it, and holds no secret in clear', () => {
    const folder = newFolder();
    const file = openIn(folder);
    file.accounts.put(SARA);
    for (const name of ['sign-in.sqlite', 'sign-in.sqlite-wal', 'sign-in.sqlite-shm']) {
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
      const bytes = readFileSync(join(folder, name)).toString('latin1');
      for (const secret of ['GEZDGNBVGY3TQOJQ', 'aGFzaA==', 'c2FsdA==']) expect(bytes).not.toContain(secret);
    }
    file.close();
  });

  it('writes what must not be lost before it says so', () => {
    const folder = newFolder();
    const file = openIn(folder);
    file.accounts.put(SARA);
    // As a process that is killed leaves it: nothing was closed.
    const other = openIn(folder);
    expect(other.accounts.account('sara')).toEqual(SARA);
    other.close();
    file.close();
  });

  it.each([
    [
      'an account that another hand wrote',
      "INSERT INTO accounts VALUES ('reza', x'00112233445566778899')",
      'reza',
    ],
    ['the record of another account', "INSERT INTO accounts SELECT 'reza', sealed FROM accounts", 'reza'],
    ['a record that was edited', "UPDATE accounts SET sealed = sealed || x'00'", 'sara'],
  ])('does not use %s, and says so', (_what, sql, name) => {
    const folder = newFolder();
    const before = openIn(folder);
    before.accounts.put(SARA);
    before.close();
    const planted = new Database(join(folder, 'sign-in.sqlite'));
    planted.exec(sql);
    planted.close();
    const said: string[] = [];
    const file = openIn(folder, (text) => said.push(text));
    expect(file.accounts.account(name)).toBeUndefined();
    expect(said).toEqual([expect.stringContaining(`account ${name}`)]);
    file.close();
  });

  it('does not let a principal into an account by the index alone', () => {
    const folder = newFolder();
    const before = openIn(folder);
    before.accounts.put(SARA);
    before.close();
    const planted = new Database(join(folder, 'sign-in.sqlite'));
    planted.exec(
      "INSERT INTO principals VALUES ('deputy', 'sara'); INSERT INTO links VALUES ('planted', 'sara')",
    );
    planted.close();
    const file = openIn(folder);
    expect(file.accounts.accountOf('deputy')).toBeUndefined();
    expect(file.accounts.accountOfLink('planted')).toBeUndefined();
    file.close();
  });

  it('is of no use under another key', async () => {
    const folder = newFolder();
    const before = openIn(folder);
    before.accounts.put(SARA);
    await before.sessions.add(aSession('abcdefghjkmn'));
    before.close();
    const file = openIn(folder, undefined, new Uint8Array(32).fill(2));
    expect(file.accounts.accounts()).toEqual([]);
    expect(await file.sessions.all()).toEqual([]);
    file.close();
  });
});

describe('The history of the door', () => {
  it('is told newest first, in pages, of all or of one account, and survives a restart', () => {
    const folder = newFolder();
    const before = openIn(folder);
    for (let n = 1; n <= 5; n += 1)
      before.door.note({ kind: 'signed-in', account: n % 2 === 0 ? 'sara' : 'reza', address: String(n) });
    before.close();
    const { door, close } = openIn(folder);
    const { entries, total } = door.page({ limit: 2 });
    expect([total, entries.map(({ address }) => address)]).toEqual([5, ['5', '4']]);
    expect(entries[0]).toMatchObject({ kind: 'signed-in', account: 'reza', at: '2023-01-22T08:30:00.000Z' });
    const next = door.page({ limit: 2, before: entries[1]!.entry });
    expect(next.entries.map(({ address }) => address)).toEqual(['3', '2']);
    expect(door.page({ limit: 9, account: 'sara' })).toMatchObject({
      total: 2,
      entries: [{ address: '4' }, { address: '2' }],
    });
    close();
  });

  it('is bounded, and what strangers do displaces nothing but what strangers did', () => {
    const folder = newFolder();
    const file = openIn(folder);
    file.door.note({ kind: 'password-set', account: 'sara' });
    file.door.note({ kind: 'sign-in-failed', address: 'the first' });
    file.close();
    const filled = new Database(join(folder, 'sign-in.sqlite'));
    filled.exec(
      `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${String(DOOR_ENTRIES_MAX.strangers)})
       INSERT INTO door (at, stranger, body) SELECT '2023', 1, '{"kind":"sign-in-failed"}' FROM n`,
    );
    filled.close();
    const { door, close } = openIn(folder);
    door.note({ kind: 'held-back', address: 'the last' });
    const { total, entries } = door.page({ limit: 1 });
    expect([total, entries[0]?.address]).toEqual([DOOR_ENTRIES_MAX.strangers + 1, 'the last']);
    expect(door.page({ limit: 1, account: 'sara' }).entries).toMatchObject([{ kind: 'password-set' }]);
    close();
  });
});
