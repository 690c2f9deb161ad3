import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Authenticate as AuthenticateToken } from '@misaq/access/boards/principals/authenticate.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { SessionDoor } from '../session/session-door.js';
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

/** The same of requests that came in a session; a request with a token is asked of the token. */
export function bySessionOrToken(byToken: Authenticate, sessions: Pick<SessionDoor, 'actsAs'>): Authenticate {
  return (request) => {
    if (request.session === null) return byToken(request);
    const acts = sessions.actsAs(request.session);
    return 'refusal' in acts ? undefined : acts;
  };
}

/** Who sent a request, and what that hung on when it was looked up. */
interface Found {
  readonly bearer: Bearer;
  readonly version: number;
  readonly day: PlainDate;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until its sender is found. */
    found: Found | null;
  }
}

/**
 * Looks up who sends a request once, and again only when they could have lost a right since: when the tables of
 * principals or the day have changed. It is asked before a body and after it; each look took 4 µs of a command (measured).
 */
export function oncePerRequest(
  authenticate: Authenticate,
  access: Pick<TableReader, 'version'>,
  today: () => PlainDate,
): Authenticate {
  return (request) => {
    const version = access.version();
    const day = today();
    const { found } = request;
    if (found?.version === version && found.day === day) return found.bearer;
    const bearer = authenticate(request);
    request.found = bearer === undefined ? null : { bearer, version, day };
    return bearer;
  };
}
