import type { FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/read-models/access/projection.js';
import type { Authenticate } from './authenticate.js';
import { refuse, type RefusedError } from './refused.js';

export const STILL_IN = Symbol('still in');

/**
 * Why whoever sends a request would not be let in now; undefined as long as they would. Rights are looked at when a
 * request begins; what takes its time (a body that comes slowly, a file that is checked, a table that is written, a stream
 * without an end) asks this once more, or a token that was revoked would go on working there.
 */
export type StillIn = (request: FastifyRequest) => RefusedError | undefined;

/** @param accessIsStopped nobody can then tell whose token or role was revoked, and nobody is in */
export function stillIn(authenticate: Authenticate, accessIsStopped: () => boolean): StillIn {
  return (request) => {
    if (accessIsStopped()) return refuse('read_models_stopped', { name: ACCESS });
    return authenticate(request) === undefined ? refuse('unauthenticated') : undefined;
  };
}

/** @throws RefusedError when its sender is in no more */
export function assertStillIn(isIn: StillIn, request: FastifyRequest): void {
  const refused = isIn(request);
  if (refused !== undefined) throw refused;
}
