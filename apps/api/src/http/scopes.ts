import type { FastifyRequest } from 'fastify';
import * as access from '@misaq/domain/access/read-scope.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import { actorOf, bearerOf } from './principal.js';
import { RefusedError } from './refused.js';

/** What an officer of an agency or a bank is held to; empty for whoever sees everything. */
export interface Scope {
  readonly agency?: string;
  readonly bank?: string;
  /** Whose register knows the agency or bank: in another province the same id is another office. */
  readonly province?: string;
}

/** Of a board of agencies. @throws RefusedError `not_permitted` */
export const agencyScopeOf = (request: FastifyRequest) => scopeOf(request, access.agencyScope);

/** Of a board of banks. @throws RefusedError `not_permitted` */
export const bankScopeOf = (request: FastifyRequest) => scopeOf(request, access.bankScope);

/** Of what has both an agency and a bank. @throws RefusedError `not_permitted` */
export const concernedScopeOf = (request: FastifyRequest) => scopeOf(request, access.concernedScope);

function scopeOf<Found extends object>(
  request: FastifyRequest,
  find: (actor: Actor) => access.Scoped<Found>,
): Found & Pick<Scope, 'province'> {
  const { actor, province } = bearerOf(request);
  const scoped = find(actor);
  if ('refusal' in scoped) throw new RefusedError(scoped.refusal);
  return { ...scoped.scope, ...(province !== undefined && { province }) };
}

/**
 * The filter that holds: what was asked for, within what the asker may see. Asking for another's is refused by name, so
 * that an empty list is never taken for an answer about somebody else.
 *
 * @throws RefusedError `not_own`
 */
export function within(request: FastifyRequest, scope: Scope, asked: Scope): Scope {
  for (const kind of ['agency', 'bank'] as const) {
    const own = scope[kind];
    const given = asked[kind];
    if (own === undefined || given === undefined || given === own) continue;
    const { role } = actorOf(request);
    throw new RefusedError({ name: 'not_own', figures: { act: 'read', role, own, owner: given } });
  }
  return { ...asked, ...scope };
}

/** The filters of a request that name an organisation of somebody. */
export function ownersIn({ agency, bank }: { readonly agency?: string; readonly bank?: string }): Scope {
  return { ...(agency !== undefined && { agency }), ...(bank !== undefined && { bank }) };
}

export function agencyIn({ agency }: { readonly agency?: string }): Pick<Scope, 'agency'> {
  return agency === undefined ? {} : { agency };
}

/** Whether something of an agency and a bank is anything that the asker may see. */
export function seen(scope: Scope, owner: Scope): boolean {
  return (
    (scope.province === undefined || owner.province === undefined || scope.province === owner.province) &&
    (scope.agency === undefined || scope.agency === owner.agency) &&
    (scope.bank === undefined || scope.bank === owner.bank)
  );
}
