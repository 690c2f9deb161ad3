import type { Database } from '@misaq/platform/sqlite/database.js';
import type { Account } from './account.js';
import type { Sealed } from './sealed.js';
import type { Opened, SealedRow } from './sealed-row.js';

/** The accounts of a data directory. One process has it open at a time. */
export interface AccountStore {
  account(name: string): Account | undefined;
  /** In order of name. */
  accounts(): readonly Account[];
  /** The account that a principal belongs to. */
  accountOf(principalId: string): Account | undefined;
  /** The account whose newest link it is, or was. */
  accountOfLink(linkId: string): Account | undefined;
  /** Adds or replaces it; durable when this returns. */
  put(account: Account): void;
  /** Roles for which a second factor is asked. */
  rolesWithFactor(): readonly string[];
  setRolesWithFactor(roles: readonly string[]): void;
}

const placeOfAccount = (name: string): string => `account ${name}`;
const PLACE_OF_ROLES = 'roles with a second factor';

export function accountsIn(database: Database, sealed: Sealed, opened: Opened): AccountStore {
  const one = database.prepare<[string], SealedRow>('SELECT sealed FROM accounts WHERE name = ?');
  const names = database.prepare<[], { readonly name: string }>('SELECT name FROM accounts ORDER BY name');
  const byPrincipal = database.prepare<[string], { readonly account: string }>(
    'SELECT account FROM principals WHERE principalId = ?',
  );
  const byLink = database.prepare<[string], { readonly account: string }>(
    'SELECT account FROM links WHERE linkId = ?',
  );
  const rule = database.prepare<[string], SealedRow>('SELECT sealed FROM rules WHERE name = ?');
  const putRule = database.prepare('INSERT OR REPLACE INTO rules (name, sealed) VALUES (?, ?)');
  const putAccount = database.prepare('INSERT OR REPLACE INTO accounts (name, sealed) VALUES (?, ?)');
  const putPrincipal = database.prepare(
    'INSERT OR REPLACE INTO principals (principalId, account) VALUES (?, ?)',
  );
  const putLink = database.prepare('INSERT OR REPLACE INTO links (linkId, account) VALUES (?, ?)');
  const forgetLinks = database.prepare('DELETE FROM links WHERE account = ?');

  function account(name: string): Account | undefined {
    const row = one.get(name);
    return row === undefined ? undefined : (opened(placeOfAccount(name), row.sealed) as Account | undefined);
  }
  return {
    account,
    accounts: () => names.all().flatMap(({ name }) => account(name) ?? []),
    // What the indexes say is looked up in the record, which nobody else can write.
    accountOf(principalId) {
      const found = account(byPrincipal.get(principalId)?.account ?? '');
      return found?.principals.includes(principalId) === true ? found : undefined;
    },
    accountOfLink(linkId) {
      const found = account(byLink.get(linkId)?.account ?? '');
      return found?.link?.linkId === linkId ? found : undefined;
    },
    put: database.transaction((given: Account) => {
      const { name, principals, link } = given;
      putAccount.run(name, sealed.seal(placeOfAccount(name), given));
      for (const principalId of principals) putPrincipal.run(principalId, name);
      forgetLinks.run(name);
      if (link !== undefined) putLink.run(link.linkId, name);
    }),
    rolesWithFactor() {
      const row = rule.get(PLACE_OF_ROLES);
      if (row === undefined) return [];
      const kept = opened(PLACE_OF_ROLES, row.sealed) as { readonly roles: readonly string[] } | undefined;
      return kept?.roles ?? [];
    },
    setRolesWithFactor(roles) {
      putRule.run(PLACE_OF_ROLES, sealed.seal(PLACE_OF_ROLES, { roles }));
    },
  };
}
