import { plainDate } from '@misaq/calendar/plain-date.js';
import { scenarios } from '../kernel/given.fixture.js';
import { smallRegister } from '../register/register.fixture.js';
import type {
  GrantRole,
  IssueToken,
  PrincipalCommand,
  RevokeRole,
  RevokeToken,
} from './principal-commands.js';
import type { PrincipalEvent } from './principal-events.js';
import { decide, evolve, initialPrincipal } from './principal.js';

/* A principal in tests. Today is 1403-02-31. */

export const TODAY = plainDate('2024-05-20');
export const SARA = 'sara';
export const PROVINCE = 'east-azerbaijan';
const register = smallRegister();

export const principals = scenarios(initialPrincipal, evolve, (state, command: PrincipalCommand) =>
  decide(state, command, { today: TODAY, register }),
);

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

export function revokeToken(n: number, reason = 'lost'): RevokeToken {
  return { type: 'RevokeToken', principalId: SARA, tokenId: tokenIdOf(n), reason };
}

/** What these commands, sent one after the other, record. */
export function after(...commands: readonly PrincipalCommand[]): readonly PrincipalEvent[] {
  return principals.deliver([add, ...commands]).recorded;
}
