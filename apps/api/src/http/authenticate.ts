import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Authenticate as AuthenticateToken } from '@misaq/read-models/access/authenticate.js';
import type { Bearer } from './principal.js';

/** Who sends a request, by the token it carries now; undefined when that is good for nothing. */
export type Authenticate = (request: FastifyRequest) => Bearer | undefined;

const BEARER = /^Bearer +([\w.~+/=-]{1,200}) *$/i;

/** The token that a request carries. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return BEARER.exec(headers.authorization ?? '')?.[1];
}

export function bearerByToken(authenticate: AuthenticateToken, today: () => PlainDate): Authenticate {
  return (request) => {
    const token = tokenOf(request);
    if (token === undefined) return undefined;
    const found = authenticate(token, today());
    return 'refusal' in found ? undefined : found;
  };
}
