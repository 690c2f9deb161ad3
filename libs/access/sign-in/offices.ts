import { present } from '@misaq/platform/kernel/recorded.js';
import type { GrantedRole } from '../domain/principal-events.js';
import type { AccessQuestions } from '../boards/principals/queries.js';
import type { Account } from './account.js';
import type { Office } from './session-store.js';

/** What an account can act as now: a role that one of its principals holds. */
export interface HeldOffice extends Office {
  readonly role: GrantedRole;
  readonly name: string;
  readonly province?: string;
  /** ISO instant, UTC. */
  readonly grantedAt: string;
}

/** In the order of the principals of the account, and of their grants. */
export function officesOf(
  { principals }: Pick<Account, 'principals'>,
  access: Pick<AccessQuestions, 'principal'>,
): readonly HeldOffice[] {
  return principals.flatMap((principalId) => {
    const { name = '', grants = [] } = access.principal(principalId) ?? {};
    return grants
      .filter(({ revoked }) => revoked === undefined)
      .map(({ role, organisation, province, granted }) => ({
        ...{ principalId, name, role, grantedAt: granted.at },
        ...present({ organisation, province }),
      }));
  });
}

export function isSameOffice(a: Office, b: Office): boolean {
  return a.principalId === b.principalId && a.role === b.role && a.organisation === b.organisation;
}
