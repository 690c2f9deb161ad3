import type { FastifyRequest } from 'fastify';
import { ownOrganisation } from '@misaq/access/domain/roles.js';
import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { actorOf } from './principal.js';
import { invalidRequest } from '../answer/refused.js';

/**
 * The agency or bank that a request is about: the one it names, else the one that its sender acts for. Whether they may
 * act for it is decided where every command is.
 *
 * @throws RefusedError when it names none and its sender acts for none of this kind
 */
export function organisationOf(
  request: FastifyRequest,
  kind: 'agency' | 'bank',
  given: string | undefined,
): string {
  const actor = actorOf(request);
  const own = actor.role === kind ? ownOrganisation(actor) : undefined;
  // The own one in another spelling is the own one.
  if (given !== undefined) return own !== undefined && isSameText(own, given) ? own : given;
  if (own !== undefined) return own;
  throw invalidRequest({
    field: kind,
    code: 'empty',
    message: `${kind} may be left out only by an officer of the ${kind}.`,
  });
}
