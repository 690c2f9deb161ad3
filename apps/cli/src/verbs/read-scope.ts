import { readScope } from '@misaq/domain/access/roles.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import { RefusedError } from '../session.js';

/**
 * What of a board of agencies an actor sees: everything, or one agency's row. A bank has no row on it.
 * @throws RefusedError `not_permitted`
 */
export function agencyScope(actor: Actor): { readonly agency?: string } {
  const scope = readScope(actor);
  if (scope === 'everything') return {};
  if (typeof scope === 'object' && 'agency' in scope) return scope;
  throw notPermitted(actor, 'agencies');
}

/** The same for a board of banks, on which an agency has no row. */
export function bankScope(actor: Actor): { readonly bank?: string } {
  const scope = readScope(actor);
  if (scope === 'everything') return {};
  if (typeof scope === 'object' && 'bank' in scope) return scope;
  throw notPermitted(actor, 'banks');
}

/** The same for history, where each sees what concerns it. */
export function historyScope(actor: Actor): { readonly agency?: string; readonly bank?: string } {
  const scope = readScope(actor);
  if (scope === 'everything') return {};
  if (scope === 'nothing') throw notPermitted(actor, 'history');
  return scope;
}

function notPermitted({ role }: Actor, what: string): RefusedError {
  return new RefusedError({ name: 'not_permitted', figures: { act: `read ${what}`, role } });
}
