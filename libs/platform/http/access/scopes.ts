import type { FastifyRequest } from 'fastify';
import * as scope from '@misaq/platform/questions/scope.js';
import { bearerOf } from './principal.js';

export { ownersIn, type Scope } from '@misaq/platform/questions/scope.js';

/** Of what has both an agency and a bank. @throws QuestionRefusedError `not_permitted` */
export const concernedScopeOf = (request: FastifyRequest) => scope.concernedScope(bearerOf(request));

/**
 * The filter that holds: what was asked for, within what the asker may see.
 * @throws QuestionRefusedError `not_own`
 */
export function within(request: FastifyRequest, seen: scope.Scope, asked: scope.Scope): scope.Scope {
  scope.holdToOwn(bearerOf(request), seen, asked);
  return { ...asked, ...seen };
}
