import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { AccessRefusalName } from './refusals.js';
import { readScope } from './roles.js';

/** The part of a board that an actor sees, or why there is none. */
export type Scoped<Scope> =
  { readonly scope: Scope } | { readonly refusal: Refusal<Extract<AccessRefusalName, 'not_permitted'>> };

/** What of a board of agencies an actor sees: everything (an empty scope), or one agency's row. A bank has no row on it. */
export function agencyScope(actor: Actor): Scoped<{ readonly agency?: string }> {
  const scope = readScope(actor);
  if (scope === 'everything') return { scope: {} };
  if (typeof scope === 'object' && 'agency' in scope) return { scope };
  return notPermitted(actor, 'agencies');
}

/** The same for a board of banks, on which an agency has no row. */
export function bankScope(actor: Actor): Scoped<{ readonly bank?: string }> {
  const scope = readScope(actor);
  if (scope === 'everything') return { scope: {} };
  if (typeof scope === 'object' && 'bank' in scope) return { scope };
  return notPermitted(actor, 'banks');
}

/** The same for what has both an agency and a bank (history, facilities): each sees what concerns it. */
export function concernedScope(actor: Actor): Scoped<{ readonly agency?: string; readonly bank?: string }> {
  const scope = readScope(actor);
  if (scope === 'everything') return { scope: {} };
  if (scope === 'nothing') return notPermitted(actor, 'history');
  return { scope };
}

function notPermitted({ role }: Actor, what: string): Scoped<never> {
  return { refusal: { name: 'not_permitted', figures: { act: `read ${what}`, role } } };
}
