import type { FastifyRequest } from 'fastify';
import type { Actor } from '@misaq/domain/kernel/actor.js';

/** Who sends a request, and with which token. */
export interface Bearer {
  readonly actor: Actor;
  readonly tokenId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any handler runs, except on routes that need nobody. */
    bearer: Bearer | null;
  }
}

/** @throws Error on a route that needs nobody: a mistake of the program */
export function actorOf(request: FastifyRequest): Actor {
  if (request.bearer === null) throw new Error('a route that needs nobody asked who is there');
  return request.bearer.actor;
}
