import type { FastifyRequest } from 'fastify';
import type { NotifiedOrganisation } from '@misaq/notifications/domain/webhook-events.js';
import { actorOf } from '@misaq/platform/http/access/principal.js';
import { holdToProvince } from '@misaq/platform/http/access/province.js';
import { invalidRequest, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { concernedScopeOf, ownersIn, type Scope, within } from '@misaq/platform/http/access/scopes.js';

interface Named {
  readonly province?: string;
  readonly agency?: string;
  readonly bank?: string;
}

/**
 * Whose notifications are asked for: those of the one that is named, an officer's own when none is.
 * @throws RefusedError `not_own`; `invalid_request` when nobody or two are named, or no province
 */
export function whose(request: FastifyRequest, named: Named): NotifiedOrganisation {
  const scope = held(request, named);
  const { province } = scope;
  const found = oneOf(scope);
  if (found === undefined)
    throw invalidRequest({
      field: 'agency',
      code: 'one_organisation_needed',
      message: 'Give one of agency and bank.',
    });
  if (province === undefined)
    throw invalidRequest({
      field: 'province',
      code: 'province_needed',
      message: 'Give the province of the organisation: the same id elsewhere is another office.',
    });
  return { province, ...found };
}

/** The same where all of them, or all of a province, may be asked for by whoever sees everything. */
export function whoseOrAll(request: FastifyRequest, named: Named): Partial<NotifiedOrganisation> {
  const scope = held(request, named);
  const { province, agency, bank } = scope;
  if (agency === undefined && bank === undefined) return province === undefined ? {} : { province };
  return whose(request, named);
}

/**
 * An officer of a bank has no part in the feed of an agency, nor the other way round, nor in that of the office that
 * bears the same id elsewhere.
 */
function held(request: FastifyRequest, named: Named): Scope {
  if (named.province !== undefined) holdToProvince(request, 'read', named.province);
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
  const { province } = named;
  return within(request, scope, { ...ownersIn(named), ...(province !== undefined && { province }) });
}

function oneOf({ agency, bank }: Scope): Pick<NotifiedOrganisation, 'kind' | 'id'> | undefined {
  if (agency !== undefined && bank === undefined) return { kind: 'agency', id: agency };
  return bank !== undefined && agency === undefined ? { kind: 'bank', id: bank } : undefined;
}
