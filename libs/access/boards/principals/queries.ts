import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { GrantedRole, Identity } from '../../domain/principal-events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { findHeld, type KeptPrincipal, type KeptToken } from './projection.js';

/** Who holds a role, or held it. */
export interface RoleHolder {
  readonly principalId: string;
  readonly name: string;
  readonly role: GrantedRole;
  /** ISO instant, UTC; absent while it is held. */
  readonly revokedAt?: string;
}

/** A token as it may be shown: without the fingerprint. */
export type ShownToken = Omit<KeptToken, 'fingerprint'>;

export interface PrincipalAnswer extends Fresh, KeptPrincipal {
  /** In the order they were issued. */
  readonly tokens: readonly ShownToken[];
}

export interface PrincipalList extends Fresh {
  /** How many there are in all, on every page. */
  readonly total: number;
  /** In order of id. */
  readonly principals: readonly KeptPrincipal[];
}

export interface TokenList extends Fresh {
  readonly total: number;
  /** In order of id. */
  readonly tokens: readonly ShownToken[];
}

export interface AccessPaging {
  /** Only ids after this one, which need not exist. */
  readonly after?: string;
  /** At most this many, up to 1,000; 100 by default. */
  readonly limit?: number;
}

export interface AccessQuestions {
  readonly principals: (paging?: AccessPaging) => PrincipalList;
  /** Undefined when nobody of that id was added. */
  readonly principal: (principalId: string) => PrincipalAnswer | undefined;
  /** Every grant of some roles, also those that were revoked, in order of principal. */
  readonly holders: (roles: readonly GrantedRole[]) => readonly RoleHolder[];
  readonly tokens: (paging?: AccessPaging) => TokenList;
  /** Whether any token was issued that somebody could sign in with, also before. */
  readonly anyToken: () => boolean;
  /** Ids of those who hold the role admin and a token that works in it on a day, in order. */
  readonly admins: (today: PlainDate) => readonly string[];
  /** The tokens of one principal in the order they were issued, also those whose code nobody has redeemed. */
  readonly tokensOf: (principalId: string) => readonly ShownToken[];
  /** Ids of those who are linked to a person of a provider, in order. */
  readonly linkedTo: (identity: Identity) => readonly string[];
  /** A token by its id; undefined when none was issued under it. */
  readonly token: (tokenId: string) => ShownToken | undefined;
}

const PAGE_MAX = 1_000;

interface Row {
  readonly value: string;
}

export function accessQuestions(tables: TableReader): AccessQuestions {
  const count = (table: 'principals' | 'tokens'): number =>
    tables.all<{ total: number }>(
      table === 'principals'
        ? 'SELECT count(*) AS total FROM principals'
        : 'SELECT count(*) AS total FROM tokens',
    )[0]?.total ?? 0;
  const tokensOf = (principalId: string): readonly ShownToken[] =>
    tables.all<Row>('SELECT value FROM tokens WHERE principalId = ?', principalId).map(shown).sort(byIssue);
  return {
    principals({ after = '', limit = 100 } = {}) {
      const rows = tables.all<Row>(
        'SELECT value FROM principals WHERE principalId > ? ORDER BY principalId LIMIT ?',
        after,
        pageOf(limit),
      );
      return {
        position: tables.position(),
        total: count('principals'),
        principals: rows.map(({ value }) => JSON.parse(value) as KeptPrincipal),
      };
    },
    principal(principalId) {
      const [row] = tables.all<Row>('SELECT value FROM principals WHERE principalId = ?', principalId);
      if (row === undefined) return undefined;
      return {
        position: tables.position(),
        ...(JSON.parse(row.value) as KeptPrincipal),
        tokens: tokensOf(principalId),
      };
    },
    holders: (roles) =>
      tables.all<Row>('SELECT value FROM principals ORDER BY principalId').flatMap(({ value }) => {
        const { principalId, name, grants } = JSON.parse(value) as KeptPrincipal;
        return grants
          .filter(({ role }) => roles.includes(role))
          .map(({ role, revoked }) => ({
            principalId,
            name,
            role,
            ...(revoked !== undefined && { revokedAt: revoked.at }),
          }));
      }),
    tokens({ after = '', limit = 100 } = {}) {
      const rows = tables.all<Row>(
        'SELECT tokens.value FROM holders JOIN tokens USING (principalId, tokenId) WHERE tokenId > ? ' +
          'ORDER BY tokenId, principalId LIMIT ?',
        after,
        pageOf(limit),
      );
      return { position: tables.position(), total: count('tokens'), tokens: rows.map(shown) };
    },
    anyToken: () =>
      tables.all("SELECT 1 FROM tokens WHERE json_extract(value, '$.fingerprint') IS NOT NULL LIMIT 1")
        .length > 0,
    admins: (today) =>
      tables
        .all<Row>('SELECT value FROM principals ORDER BY principalId')
        .map(({ value }) => JSON.parse(value) as KeptPrincipal)
        .filter(
          ({ principalId, grants }) =>
            findHeld(grants, { role: 'admin' }) !== undefined &&
            tokensOf(principalId).some(
              (token) => token.role === 'admin' && tokenStatus(token, today) === 'working',
            ),
        )
        .map(({ principalId }) => principalId),
    tokensOf,
    linkedTo: ({ issuer, subject }) =>
      tables
        .all<{ principalId: string }>(
          'SELECT principalId FROM identities WHERE issuer = ? AND subject = ? ORDER BY principalId',
          issuer,
          subject,
        )
        .map(({ principalId }) => principalId),
    token(tokenId) {
      const [row] = keptTokens(tables, tokenId);
      return row === undefined ? undefined : withoutFingerprint(row);
    },
  };
}

/** The tokens of an id: one, or none. */
export function keptTokens(tables: TableReader, tokenId: string): readonly KeptToken[] {
  return tables
    .all<Row>(
      'SELECT tokens.value FROM holders JOIN tokens USING (principalId, tokenId) WHERE tokenId = ?',
      tokenId,
    )
    .map(({ value }) => JSON.parse(value) as KeptToken);
}

export function keptPrincipal(tables: TableReader, principalId: string): KeptPrincipal | undefined {
  const [row] = tables.all<Row>('SELECT value FROM principals WHERE principalId = ?', principalId);
  return row === undefined ? undefined : (JSON.parse(row.value) as KeptPrincipal);
}

/** The status of a token on a day; `offered` while its code can be redeemed. */
export type TokenStatus = 'offered' | 'working' | 'expired' | 'revoked';

export function tokenStatus(
  token: Pick<KeptToken, 'revoked' | 'expiresOn' | 'codeExpiresOn' | 'redeemed'>,
  today: string,
): TokenStatus {
  if (token.revoked !== undefined) return 'revoked';
  if (token.codeExpiresOn !== undefined && token.redeemed === undefined)
    return today > token.codeExpiresOn ? 'expired' : 'offered';
  return token.expiresOn !== undefined && today > token.expiresOn ? 'expired' : 'working';
}

function pageOf(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 0), PAGE_MAX);
}

function shown({ value }: Row): ShownToken {
  return withoutFingerprint(JSON.parse(value) as KeptToken);
}

function withoutFingerprint({ fingerprint: _, ...token }: KeptToken): ShownToken {
  return token;
}

function byIssue(a: ShownToken, b: ShownToken): number {
  if (a.issued.at !== b.issued.at) return a.issued.at < b.issued.at ? -1 : 1;
  return a.tokenId < b.tokenId ? -1 : 1;
}
