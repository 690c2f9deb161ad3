import * as access from '@misaq/domain/access/read-scope.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import { RefusedError } from '../../refused-error.js';

/** @throws RefusedError `not_permitted` */
export const agencyScope = (actor: Actor) => scopeOr(access.agencyScope(actor));

/** @throws RefusedError `not_permitted` */
export const bankScope = (actor: Actor) => scopeOr(access.bankScope(actor));

/** @throws RefusedError `not_permitted` */
export const concernedScope = (actor: Actor) => scopeOr(access.concernedScope(actor));

function scopeOr<Scope>(scoped: access.Scoped<Scope>): Scope {
  if ('refusal' in scoped) throw new RefusedError(scoped.refusal);
  return scoped.scope;
}
