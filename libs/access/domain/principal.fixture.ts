import { type PlainDate, plainDate } from '@misaq/platform/calendar/plain-date.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import type {
  ConfirmRole,
  GrantRole,
  IssueToken,
  OfferToken,
  PrincipalCommand,
  RedeemCode,
  RevokeRole,
  RevokeToken,
} from './principal-commands.js';
import type { PrincipalEvent } from './principal-events.js';
import { type Administration, decide, evolve, initialPrincipal } from './principal.js';

/* A principal in tests. Today is 1403-02-31. */

export const TODAY = plainDate('2024-05-20');
export const SARA = 'sara';
export const PROVINCE = 'east-azerbaijan';
const register = smallRegister();

/** Who acts in tests unless it is said otherwise: the only admin there is. */
export const ADMIN = 'admin-1';

/** The same, where somebody else acts, other admins are there, or it is another day. */
export function principalsWhere(
  { actor = ADMIN, admins = [ADMIN] }: Partial<Administration> = {},
  today: PlainDate = TODAY,
) {
  return scenarios(initialPrincipal, evolve, (state, command: PrincipalCommand) =>
    decide(state, command, { today, register, administration: { actor, admins } }),
  );
}

export const principals = principalsWhere();

/** The hexadecimal digits of some SHA-256, told apart by a number. */
export function fingerprintOf(n: number): string {
  return n.toString(16).padStart(64, '0');
}

export function tokenIdOf(n: number): string {
  return `token${String(n).padStart(7, '0')}`;
}

export const add: PrincipalCommand = { type: 'AddPrincipal', principalId: SARA, name: 'سارا احمدی' };
export const added: PrincipalEvent = {
  type: 'PrincipalAdded',
  data: { principalId: SARA, name: 'سارا احمدی' },
};

type RoleOnly = Pick<GrantRole, 'role'> & { readonly organisation?: string };

/** `labour`, `agency@behzisti` */
export function roleOf(text: string): RoleOnly {
  const [role = '', organisation] = text.split('@');
  return { role: role as GrantRole['role'], ...(organisation !== undefined && { organisation }) };
}

export function grant(text: string, province: string | undefined = PROVINCE): GrantRole {
  const given = roleOf(text);
  return {
    type: 'GrantRole',
    principalId: SARA,
    ...given,
    ...(given.organisation !== undefined && { province }),
  };
}

export function confirm(text: string): ConfirmRole {
  return { type: 'ConfirmRole', principalId: SARA, role: roleOf(text).role };
}

export function revoke(text: string, reason = 'moved on'): RevokeRole {
  return { type: 'RevokeRole', principalId: SARA, ...roleOf(text), reason };
}

/** Without a text no role is named. */
export function issue(n: number, text?: string, more: Partial<IssueToken> = {}): IssueToken {
  return {
    type: 'IssueToken',
    principalId: SARA,
    tokenId: tokenIdOf(n),
    fingerprint: fingerprintOf(n),
    ...(text !== undefined && roleOf(text)),
    ...more,
  };
}

export function offer(n: number, text?: string, more: Partial<OfferToken> = {}): OfferToken {
  return {
    type: 'OfferToken',
    principalId: SARA,
    tokenId: tokenIdOf(n),
    codeFingerprint: fingerprintOf(1_000 + n),
    ...(text !== undefined && roleOf(text)),
    ...more,
  };
}

/** Of the code that {@link offer} gives under the same number. */
export function redeem(n: number, more: Partial<RedeemCode> = {}): RedeemCode {
  return {
    type: 'RedeemCode',
    principalId: SARA,
    tokenId: tokenIdOf(n),
    codeFingerprint: fingerprintOf(1_000 + n),
    fingerprint: fingerprintOf(n),
    ...more,
  };
}

export function revokeToken(n: number, reason = 'lost'): RevokeToken {
  return { type: 'RevokeToken', principalId: SARA, tokenId: tokenIdOf(n), reason };
}

/** What these commands, sent one after the other, record. */
export function after(...commands: readonly PrincipalCommand[]): readonly PrincipalEvent[] {
  return principals.deliver([add, ...commands]).recorded;
}
