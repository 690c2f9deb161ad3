import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { ACTS, type Act, may } from '@misaq/domain/access/roles.js';
import type { Actor, Role } from '@misaq/domain/kernel/actor.js';
import type { KeptGrant, KeptPrincipal, Recorded } from '@misaq/read-models/access/projection.js';
import {
  type PrincipalAnswer,
  type ShownToken,
  tokenStatus,
  type TokenStatus,
} from '@misaq/read-models/access/queries.js';

/** Somebody who may act, and in which roles. */
export interface PrincipalItem {
  readonly principalId: string;
  readonly name: string;
  readonly added: Recorded;
  /** In the order they were given; one that was given again after its revocation stands twice. */
  readonly grants: readonly KeptGrant[];
}

export function principalItem({ principalId, name, added, grants }: KeptPrincipal): PrincipalItem {
  return { principalId, name, added, grants };
}

export interface TokenItem extends ShownToken {
  readonly status: TokenStatus;
}

export interface PrincipalDetailItem extends PrincipalItem {
  /** In the order they were issued; never with what would let anybody in. */
  readonly tokens: readonly TokenItem[];
}

export function principalDetailItem(principal: PrincipalAnswer, today: PlainDate): PrincipalDetailItem {
  const tokens = principal.tokens.map((token) => ({ ...token, status: tokenStatus(token, today) }));
  return { ...principalItem(principal), tokens };
}

/** What somebody may do: anything of that kind, or for the own organisation only. */
export interface RightItem {
  readonly act: Act;
  readonly extent: 'any' | 'own';
}

/** Whoever asks, as the token says. */
export interface MeItem {
  readonly principalId: string;
  readonly name: string;
  readonly role: Role;
  /** The agency or bank acted for. */
  readonly organisation: string | null;
  /** Whose register knows it. */
  readonly province: string | null;
  readonly tokenId: string;
  readonly may: readonly RightItem[];
}

export function meItem(
  actor: Actor,
  { tokenId, province }: { readonly tokenId: string; readonly province?: string },
): MeItem {
  return {
    principalId: actor.id,
    name: actor.name,
    role: actor.role,
    organisation: actor.organisation ?? null,
    province: province ?? null,
    tokenId,
    may: ACTS.flatMap((act) => rightTo(actor, act)),
  };
}

function rightTo(actor: Actor, act: Act): readonly RightItem[] {
  const forbidden = may(actor, act);
  if (forbidden === undefined) return [{ act, extent: 'any' }];
  return forbidden.name === 'not_own' ? [{ act, extent: 'own' }] : [];
}
