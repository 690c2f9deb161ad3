import type { FastifyRequest } from 'fastify';
import type { NotifiedOrganisation } from '@misaq/domain/notifications/webhook-events.js';
import { actorOf } from '../http/principal.js';
import { invalidRequest, RefusedError } from '../http/refused.js';
import { concernedScopeOf, ownersIn, within } from '../http/scopes.js';

interface Named {
  readonly agency?: string;
  readonly bank?: string;
}

/**
 * Whose notifications are asked for: those of the one that is named, an officer's own when none is.
 * @throws RefusedError `not_own`; `invalid_request` when nobody or two are named
 */
export function whose(request: FastifyRequest, named: Named): NotifiedOrganisation {
  const found = oneOf(held(request, named));
  if (found !== undefined) return found;
  throw invalidRequest({
    field: 'agency',
    code: 'one_organisation_needed',
    message: 'Give one of agency and bank.',
  });
}

/** The same where all of them may be asked for by whoever sees everything. */
export function whoseOrAll(request: FastifyRequest, named: Named): NotifiedOrganisation | undefined {
  const { agency, bank } = held(request, named);
  return agency === undefined && bank === undefined ? undefined : whose(request, named);
}

/** An officer of a bank has no part in the feed of an agency, nor the other way round. */
function held(request: FastifyRequest, named: Named): Named {
  const scope = concernedScopeOf(request);
  for (const [own, other] of [
    ['agency', 'bank'],
    ['bank', 'agency'],
  ] as const)
    if (scope[own] !== undefined && named[other] !== undefined) {
      const { role } = actorOf(request);
      const figures = { act: 'read', role, own: scope[own], owner: named[other] };
      throw new RefusedError({ name: 'not_own', figures });
    }
  return within(request, scope, ownersIn(named));
}

function oneOf({ agency, bank }: Named): NotifiedOrganisation | undefined {
  if (agency !== undefined && bank === undefined) return { kind: 'agency', id: agency };
  return bank !== undefined && agency === undefined ? { kind: 'bank', id: bank } : undefined;
}
