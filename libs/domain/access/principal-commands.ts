import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Role } from '../kernel/actor.js';

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
  /** Of an agency or a bank: for whom, and in which province's register it stands. */
  readonly organisation?: string | undefined;
  readonly province?: string | undefined;
}

export interface RevokeRole extends OfPrincipal {
  readonly type: 'RevokeRole';
  readonly role: Role;
  readonly organisation?: string | undefined;
  readonly reason: string;
}

/** The secret is made outside; only its fingerprint comes here. */
export interface IssueToken extends OfPrincipal {
  readonly type: 'IssueToken';
  readonly tokenId: string;
  readonly fingerprint: string;
  /** Which grant the bearer acts in; may be left out when there is only one it can be. */
  readonly role?: Role | undefined;
  readonly organisation?: string | undefined;
  readonly expiresOn?: PlainDate | undefined;
  readonly label?: string | undefined;
}

export interface RevokeToken extends OfPrincipal {
  readonly type: 'RevokeToken';
  readonly tokenId: string;
  readonly reason: string;
}

export type PrincipalCommand = AddPrincipal | GrantRole | RevokeRole | IssueToken | RevokeToken;
