import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';

/** Who sends a request, and with which token or in which session. */
export interface Bearer {
  readonly actor: Actor;
  /** Absent in a session. */
  readonly tokenId?: string;
  /** Absent where a token is shown. */
  readonly sessionId?: string;
  /** The last day of the token; absent for one that works until it is revoked. */
  readonly expiresOn?: PlainDate;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any handler runs, except on routes that need nobody. */
    bearer: Bearer | null;
  }
}

/** @throws Error on a route that needs nobody: a mistake of the program */
export function bearerOf(request: FastifyRequest): Bearer {
  if (request.bearer === null) throw new Error('a route that needs nobody asked who is there');
  return request.bearer;
}

/** @throws Error as {@link bearerOf} */
export function actorOf(request: FastifyRequest): Actor {
  return bearerOf(request).actor;
}
