import { tehranDate } from '@misaq/platform/calendar/plain-date.js';
import type { ActTables } from '@misaq/platform/subjects/command-tables.js';
import { VERIFYING_ROLES, type Verifier } from '../../verifiers.js';

/** Who may be named as the verifier of a round. */
export const verifierTables: ActTables = {
  none: { knownVerifiers: () => Promise.resolve([]) },
  of: ({ models }) => ({
    async knownVerifiers() {
      const { access } = await models();
      return access.holders(VERIFYING_ROLES).map(({ principalId, name, role, revokedAt }) => ({
        principalId,
        name,
        role: role as Verifier['role'],
        ...(revokedAt !== undefined && { until: tehranDate(Date.parse(revokedAt)) }),
      }));
    },
  }),
};
