import { present } from '@misaq/platform/kernel/recorded.js';
import type { GrantedRole, Identity } from '../domain/principal-events.js';
import type { AccessQuestions } from '../boards/principals/queries.js';
import type { Office, SessionRecord } from './session-store.js';

/** What an account can act as now: a role that one of its principals holds. */
export interface HeldOffice extends Office {
  readonly role: GrantedRole;
  readonly name: string;
  readonly province?: string;
  /** ISO instant, UTC. */
  readonly grantedAt: string;
}

/** Whose offices: the principals of an account, or those that a provider vouches for. */
export type Holder = Pick<SessionRecord, 'principals' | 'provider'>;

/** In the order of the principals, and of their grants. */
export function officesOf(
  { principals, provider }: Holder,
  access: Pick<AccessQuestions, 'principal'>,
): readonly HeldOffice[] {
  return principals.flatMap((principalId) => {
    const { name = '', grants = [], identity } = access.principal(principalId) ?? {};
    if (provider !== undefined && !isSamePerson(provider, identity)) return [];
    return grants
      .filter(({ revoked }) => revoked === undefined)
      .map(({ role, organisation, province, granted }) => ({
        ...{ principalId, name, role, grantedAt: granted.at },
        ...present({ organisation, province }),
      }));
  });
}

export function isSamePerson(a: Identity, b: Identity | undefined): boolean {
  return a.issuer === b?.issuer && a.subject === b.subject;
}

export function isSameOffice(a: Office, b: Office): boolean {
  return a.principalId === b.principalId && a.role === b.role && a.organisation === b.organisation;
}
