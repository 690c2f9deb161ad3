import { fingerprint, parseToken, sameFingerprint } from '@misaq/platform/node/tokens.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { AuthenticationRefusalName } from '../../domain/refusals.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { findHeld, type KeptPrincipal, type KeptToken } from './projection.js';
import { keptPrincipal, keptTokens, tokenStatus } from './queries.js';

/** Who bears a token. */
export interface Bearer {
  /** The same value for each request until something changes. */
  readonly actor: Actor;
  readonly tokenId: string;
  /** The last day of the token; absent for one that works until it is revoked. */
  readonly expiresOn?: PlainDate;
}

/** The refusal gives the reason for the server's log, with `tokenId` if the token has one. The client is not told it. */
export type Authentication = Bearer | { readonly refusal: Refusal<AuthenticationRefusalName> };

/** @param today in Tehran: the day a token expires on is the last it works */
export type Authenticate = (tokenText: string, today: PlainDate) => Authentication;

const BEARERS_REMEMBERED_MAX = 10_000;

interface Remembered {
  readonly bearer: Bearer;
  readonly expiresOn: PlainDate | undefined;
}

/**
 * Authenticates each request by its token. Successful results are cached until the tables of principals change in any way.
 * Failures are not cached, so that guessed tokens fill no memory.
 */
export function authenticator(tables: TableReader): Authenticate {
  const bearers = new Map<string, Remembered>();
  let seen = tables.version();

  return (tokenText, today) => {
    const parsed = parseToken(tokenText);
    if (parsed === undefined) return refusal('token_unknown');
    const { tokenId } = parsed;
    const given = fingerprint(parsed.secret);
    const version = tables.version();
    if (version !== seen || bearers.size >= BEARERS_REMEMBERED_MAX) bearers.clear();
    seen = version;

    // The key is a hash of what was given: how long it is looked for says nothing about the secrets of others.
    const key = `${tokenId} ${given}`;
    const known = bearers.get(key);
    if (known !== undefined) return expired(known, today) ? refusal('token_expired', tokenId) : known.bearer;

    const token = keptTokens(tables, tokenId).find(
      (each) => each.fingerprint !== undefined && sameFingerprint(each.fingerprint, given),
    );
    if (token === undefined) return refusal('token_unknown', tokenId);
    const principal = keptPrincipal(tables, token.principalId);
    const why = worthless(token, principal, today);
    if (principal === undefined || why !== undefined) return refusal(why ?? 'token_unknown', tokenId);
    const bearer = bearerOf(token, principal);
    bearers.set(key, { bearer, expiresOn: token.expiresOn });
    return bearer;
  };
}

function expired({ expiresOn }: Pick<KeptToken, 'expiresOn'> | Remembered, today: PlainDate): boolean {
  return expiresOn !== undefined && today > expiresOn;
}

/** That the role was revoked is asked of the role too: its tokens may be noted a moment after it. */
function worthless(
  token: KeptToken,
  principal: KeptPrincipal | undefined,
  today: PlainDate,
): AuthenticationRefusalName | undefined {
  if (token.revoked?.withRole === true) return 'role_revoked';
  const status = tokenStatus(token, today);
  if (status === 'revoked') return 'token_revoked';
  if (status === 'expired') return 'token_expired';
  return findHeld(principal?.grants ?? [], token) === undefined ? 'role_revoked' : undefined;
}

function bearerOf(
  { tokenId, role, organisation, province, expiresOn }: KeptToken,
  by: KeptPrincipal,
): Bearer {
  const { principalId: id, name } = by;
  const actor = { id, name, role, ...present({ organisation, province }), tokenId };
  return { actor, tokenId, ...(expiresOn && { expiresOn }) };
}

function refusal(name: AuthenticationRefusalName, tokenId?: string): Authentication {
  return { refusal: { name, figures: tokenId === undefined ? {} : { tokenId } } };
}
