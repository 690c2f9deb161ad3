import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { ACTS, type Act, may } from '../../domain/roles.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import type { KeptGrant, KeptIdentity, KeptPrincipal, KeptRequest, Recorded } from './projection.js';
import { type PrincipalAnswer, type ShownToken, tokenStatus, type TokenStatus } from './queries.js';

/** Somebody who may act, and in which roles. */
export interface PrincipalItem {
  readonly principalId: string;
  readonly name: string;
  readonly added: Recorded;
  /** In the order they were given; one that was given again after its revocation stands twice. */
  readonly grants: readonly KeptGrant[];
  /** Roles that another admin has to confirm; left out when there is none. */
  readonly requests?: readonly KeptRequest[];
  /** As whom an OpenID Connect provider knows the principal; left out where nobody is linked. */
  readonly identity?: KeptIdentity;
}

export function principalItem(principal: KeptPrincipal): PrincipalItem {
  const { principalId, name, added, grants, requests, identity } = principal;
  return { principalId, name, added, grants, ...present({ requests, identity }) };
}

export interface TokenItem extends ShownToken {
  readonly status: TokenStatus;
}

export interface PrincipalDetailItem extends PrincipalItem {
  /** In the order they were issued; never with what would let anybody in. */
  readonly tokens: readonly TokenItem[];
}

export function principalDetailItem(principal: PrincipalAnswer, today: PlainDate): PrincipalDetailItem {
  return { ...principalItem(principal), tokens: ownTokens(principal.tokens, today) };
}

/** Tokens with what stands of them on a day. */
export function ownTokens(tokens: readonly ShownToken[], today: PlainDate): TokenItem[] {
  return tokens.map((token) => ({ ...token, status: tokenStatus(token, today) }));
}

/** What somebody may do: anything of that kind, or for the own organisation only. */
export interface RightItem {
  readonly act: Act;
  readonly extent: 'any' | 'own';
}

/** The asker, according to the token or the session. */
export interface MeItem {
  readonly principalId: string;
  readonly name: string;
  readonly role: Role;
  /** The agency or bank acted for. */
  readonly organisation: string | null;
  /** Whose register knows it. */
  readonly province: string | null;
  /** Null where no token was shown. */
  readonly tokenId: string | null;
  /** Null where the request came in no session. */
  readonly sessionId: string | null;
  /** The last day the token works, in Tehran; null for one that works until it is revoked. */
  readonly expiresOn: PlainDate | null;
  readonly may: readonly RightItem[];
  /** Every token that was issued in the name of the asker, in order of issue. */
  readonly tokens: readonly TokenItem[];
}

/** @param tokens every token that was issued in the name of the actor */
export function meItem(actor: Actor, tokens: readonly TokenItem[]): MeItem {
  const { tokenId, sessionId } = actor;
  return {
    principalId: actor.id,
    name: actor.name,
    role: actor.role,
    organisation: actor.organisation ?? null,
    province: actor.province ?? null,
    tokenId: tokenId ?? null,
    sessionId: sessionId ?? null,
    expiresOn: tokens.find((token) => token.tokenId === tokenId)?.expiresOn ?? null,
    tokens,
    may: rightsOf(actor),
  };
}

/** What somebody may do, by act. */
export function rightsOf(actor: Actor): readonly RightItem[] {
  return ACTS.flatMap((act) => rightTo(actor, act));
}

function rightTo(actor: Actor, act: Act): readonly RightItem[] {
  const forbidden = may(actor, act);
  if (forbidden === undefined) return [{ act, extent: 'any' }];
  return forbidden.name === 'not_own' ? [{ act, extent: 'own' }] : [];
}
