import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { type Role, ROLES } from '@misaq/platform/kernel/actor.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

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

/** A role that needs a second admin was asked for. */
export interface RoleRequested {
  readonly type: 'RoleRequested';
  readonly data: GrantName & {
    readonly principalId: string;
    /** The admin who asked, and who therefore cannot confirm. */
    readonly requestedBy: string;
  };
}

export interface RoleRequestDeclined {
  readonly type: 'RoleRequestDeclined';
  readonly data: GrantName & {
    readonly principalId: string;
    readonly requestedBy: string;
    readonly reason: string;
  };
}

export interface RoleGranted {
  readonly type: 'RoleGranted';
  readonly data: GrantName & {
    readonly principalId: string;
    /** Whose register knows the organisation; there exactly when there is one. */
    readonly province?: string;
    /** The admin who asked for the role; the actor of the event confirmed it. */
    readonly requestedBy?: string;
    /** The role needs a second admin, and there was none who could confirm it. */
    readonly alone?: true;
  };
}

/** Followed in the same append by the revocation of every token that acted in the role. */
export interface RoleRevoked {
  readonly type: 'RoleRevoked';
  readonly data: GrantName & { readonly principalId: string; readonly reason: string };
}

/** A token that exists when its code is redeemed. */
export interface TokenOffered {
  readonly type: 'TokenOffered';
  readonly data: GrantName & {
    readonly principalId: string;
    readonly tokenId: string;
    /** SHA-256 of the one-time code, hexadecimal. The code itself is nowhere but with those it was handed to. */
    readonly codeFingerprint: string;
    /** The last day the code can be redeemed, in Tehran. */
    readonly codeExpiresOn: PlainDate;
    readonly expiresOn: PlainDate;
    readonly label?: string;
  };
}

/** Follows a TokenOffered of the same token when its code is redeemed; stands alone where no code was needed. */
export interface TokenIssued {
  readonly type: 'TokenIssued';
  readonly data: GrantName & {
    readonly principalId: string;
    readonly tokenId: string;
    /** SHA-256 of the secret, hexadecimal. The secret itself is nowhere but with its bearer. */
    readonly fingerprint: string;
    /** The last day it works, in Tehran; tokens of earlier versions may work until they are revoked. */
    readonly expiresOn?: PlainDate;
    /** The purpose of the token, in the words of its issuer. */
    readonly label?: string;
    /** The bearer redeemed a code for it, and is the actor of the event. */
    readonly redeemed?: true;
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

/** A person as an OpenID Connect provider knows them. */
export interface Identity {
  /** The address of the provider. */
  readonly issuer: string;
  readonly subject: string;
}

/** An issuer as it is compared: some write the slash at the end of `https://login.example/`, some do not. */
export function issuerText(issuer: string): string {
  return issuer.replace(/^(https?:\/\/[^/]+)\/$/, '$1');
}

/** Whoever the provider says to be this person may sign in as the principal. */
export interface IdentityLinked {
  readonly type: 'IdentityLinked';
  readonly data: Identity & { readonly principalId: string };
}

export interface IdentityUnlinked {
  readonly type: 'IdentityUnlinked';
  readonly data: Identity & { readonly principalId: string; readonly reason: string };
}

export type PrincipalEvent =
  | PrincipalAdded
  | RoleRequested
  | RoleRequestDeclined
  | RoleGranted
  | RoleRevoked
  | TokenOffered
  | TokenIssued
  | TokenRevoked
  | IdentityLinked
  | IdentityUnlinked;

export const PRINCIPAL_EVENTS = eventTypes<PrincipalEvent>({
  PrincipalAdded: true,
  RoleRequested: true,
  RoleRequestDeclined: true,
  RoleGranted: true,
  RoleRevoked: true,
  TokenOffered: true,
  TokenIssued: true,
  TokenRevoked: true,
  IdentityLinked: true,
  IdentityUnlinked: true,
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
