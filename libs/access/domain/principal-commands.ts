import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Role } from '@misaq/platform/kernel/actor.js';

interface OfPrincipal {
  /** Names the stream. */
  readonly principalId: string;
}

export interface AddPrincipal extends OfPrincipal {
  readonly type: 'AddPrincipal';
  readonly name: string;
}

export interface GrantRole extends OfPrincipal {
  readonly type: 'GrantRole';
  readonly role: Role;
  /** For an agency or a bank: the organisation, and the province whose register knows it. */
  readonly organisation?: string | undefined;
  readonly province?: string | undefined;
}

/** Also of a role that was asked for and is not confirmed: the request is declined. */
export interface RevokeRole extends OfPrincipal {
  readonly type: 'RevokeRole';
  readonly role: Role;
  readonly organisation?: string | undefined;
  readonly reason: string;
}

/** By another admin than the one who asked for the role. */
export interface ConfirmRole extends OfPrincipal {
  readonly type: 'ConfirmRole';
  readonly role: Role;
}

/** What is said of a token when it is issued. */
export interface TokenTerms extends OfPrincipal {
  /** Which grant the bearer acts in; may be left out when there is only one it can be. */
  readonly role?: Role | undefined;
  readonly organisation?: string | undefined;
  /** The last day it works; a year from today when it is left out. */
  readonly expiresOn?: PlainDate | undefined;
  readonly label?: string | undefined;
}

/**
 * An admin issues a token to somebody: as a one-time code, which the principal redeems for the token. The code is made
 * outside; only its fingerprint comes here.
 */
export interface OfferToken extends TokenTerms {
  readonly type: 'OfferToken';
  readonly tokenId: string;
  readonly codeFingerprint: string;
}

/** Sent by the holder of the code: the code is the permission. The command holds fingerprints of code and secret. */
export interface RedeemCode extends OfPrincipal {
  readonly type: 'RedeemCode';
  readonly tokenId: string;
  readonly codeFingerprint: string;
  readonly fingerprint: string;
}

/**
 * Issues a token without a code. Only the process that runs on the machine sends it, for the person who started that
 * process: the first admin, and the players of the demo. No route and no verb does.
 */
export interface IssueToken extends TokenTerms {
  readonly type: 'IssueToken';
  readonly tokenId: string;
  /** The secret is made outside; only its fingerprint comes here. */
  readonly fingerprint: string;
}

/** Also of a token whose code was not redeemed yet. */
export interface RevokeToken extends OfPrincipal {
  readonly type: 'RevokeToken';
  readonly tokenId: string;
  readonly reason: string;
}

/** Links a principal to a person as an OpenID Connect provider knows them. */
export interface LinkIdentity extends OfPrincipal {
  readonly type: 'LinkIdentity';
  /** The address of the provider. */
  readonly issuer: string;
  /** What the provider calls the person, for ever. */
  readonly subject: string;
}

export interface UnlinkIdentity extends OfPrincipal {
  readonly type: 'UnlinkIdentity';
  readonly reason: string;
}

export type PrincipalCommand =
  | AddPrincipal
  | GrantRole
  | ConfirmRole
  | RevokeRole
  | OfferToken
  | RedeemCode
  | IssueToken
  | RevokeToken
  | LinkIdentity
  | UnlinkIdentity;
