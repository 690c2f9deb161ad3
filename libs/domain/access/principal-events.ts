import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { type Role, ROLES } from '../kernel/actor.js';
import { eventTypes } from '../kernel/event-types.js';

/** `system` is Misaq itself and is given to nobody. */
export type GrantedRole = Exclude<Role, 'system'>;
export const GRANTED_ROLES = ROLES.filter((role): role is GrantedRole => role !== 'system');

/** What a principal may be: a role, for an agency or a bank with the organisation acted for. */
export interface GrantName {
  readonly role: GrantedRole;
  readonly organisation?: string;
}

/** A person, or a program, that may act. */
export interface PrincipalAdded {
  readonly type: 'PrincipalAdded';
  readonly data: {
    readonly principalId: string;
    /** Shown beside what the principal does; the name of an official, never of a citizen. */
    readonly name: string;
  };
}

export interface RoleGranted {
  readonly type: 'RoleGranted';
  readonly data: GrantName & {
    readonly principalId: string;
    /** Whose register knows the organisation; there exactly when there is one. */
    readonly province?: string;
  };
}

/** Followed in the same append by the revocation of every token that acted in the role. */
export interface RoleRevoked {
  readonly type: 'RoleRevoked';
  readonly data: GrantName & { readonly principalId: string; readonly reason: string };
}

export interface TokenIssued {
  readonly type: 'TokenIssued';
  readonly data: GrantName & {
    readonly principalId: string;
    readonly tokenId: string;
    /** SHA-256 of the secret, hexadecimal. The secret itself is nowhere but with its bearer. */
    readonly fingerprint: string;
    /** The last day it works, in Tehran. */
    readonly expiresOn?: PlainDate;
    /** What it is for, in the words of whoever issued it. */
    readonly label?: string;
  };
}

export interface TokenRevoked {
  readonly type: 'TokenRevoked';
  readonly data: {
    readonly principalId: string;
    readonly tokenId: string;
    readonly reason: string;
    /** The role was revoked, and the token with it. */
    readonly withRole?: true;
  };
}

export type PrincipalEvent = PrincipalAdded | RoleGranted | RoleRevoked | TokenIssued | TokenRevoked;

export const PRINCIPAL_EVENTS = eventTypes<PrincipalEvent>({
  PrincipalAdded: true,
  RoleGranted: true,
  RoleRevoked: true,
  TokenIssued: true,
  TokenRevoked: true,
});

/** `labour`, `agency@behzisti`: how a grant is named everywhere, and its key in a principal. */
export function grantText({
  role,
  organisation,
}: {
  readonly role: Role;
  readonly organisation?: string | undefined;
}): string {
  return organisation === undefined ? role : `${role}@${organisation}`;
}
