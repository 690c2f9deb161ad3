import { ExportFailedError, type ExportHolder } from '@misaq/application/exports/kept-export.js';
import { findHeld } from '@misaq/read-models/access/projection.js';
import type { AccessQuestions } from '@misaq/read-models/access/queries.js';
import type { FindTable } from '../../../composition/src/export-jobs.js';
import type { Errands } from '../http/errands.js';
import type { Bearer } from '../http/principal.js';
import { RefusedError } from '../http/refused.js';
import { statusOf } from '../http/status.js';

/** Finds tables for exports: for whoever asked as they stand now, by the route that was asked. */
export function tablesOf(errands: Errands, access: Pick<AccessQuestions, 'principal'>): FindTable {
  return async ({ by, asked }) => {
    const bearer = bearerNow(access, by);
    if (bearer === undefined)
      throw new ExportFailedError({ name: 'role_revoked', figures: { role: by.actor.role } }, false);
    try {
      return await errands.table(bearer, asked);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const status = statusOf(error.refusal.name);
      throw new ExportFailedError(error.refusal, status >= 500 || status === 429, { cause: error });
    }
  };
}

/** Nobody's token is kept for it, but the role must still be held. */
const NO_TOKEN = 'export';

function bearerNow(
  access: Pick<AccessQuestions, 'principal'>,
  { actor, province }: ExportHolder,
): Bearer | undefined {
  const { role, organisation } = actor;
  if (role === 'system') return undefined;
  const principal = access.principal(actor.id);
  const held = findHeld(principal?.grants ?? [], {
    role,
    ...(organisation !== undefined && { organisation }),
  });
  // Held again by now, it may be for an office with the same id in another province.
  if (principal === undefined || held === undefined || held.province !== province) return undefined;
  const named = { ...actor, name: principal.name };
  return { actor: named, tokenId: NO_TOKEN, ...(province !== undefined && { province }) };
}
