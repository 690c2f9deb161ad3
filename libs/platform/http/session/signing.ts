import type { FastifyInstance } from 'fastify';
import type { Need } from '../access/needs.js';
import { RefusedError } from '../answer/refused.js';
import type { SessionDoor } from './session-door.js';

/** Acts that a person signs: in a session the password or the second factor is asked for again, once for each act. */
export const SIGNED: ReadonlySet<Need> = new Set(['decide-reallocation']);

const UNSIGNED_METHODS: readonly string[] = ['GET', 'HEAD'];

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the confirmation that the request has taken; null when it took none. */
    giveBack: (() => Promise<void>) | null;
  }
}

/**
 * Lets a session sign only what was confirmed. The confirmation is taken before the act, so that of two acts at once one
 * is signed. It is given back when the act was refused for another reason: nothing was signed then. After an error of the
 * server nobody knows, and it is not given back.
 */
export function confirmSignings(server: FastifyInstance, door: SessionDoor): void {
  server.decorateRequest('giveBack', null);
  server.addHook('preHandler', async (request) => {
    const { needs } = request.routeOptions.config;
    const { session, method } = request;
    if (session === null || needs === undefined || !SIGNED.has(needs)) return;
    if (UNSIGNED_METHODS.includes(method)) return;
    const giveBack = await door.takeConfirmation(session);
    if (giveBack === undefined) throw new RefusedError({ name: 'confirmation_required', figures: {} });
    request.giveBack = giveBack;
  });
  server.addHook('onSend', async (request, reply) => {
    const { giveBack } = request;
    if (giveBack === null || reply.statusCode < 400 || reply.statusCode >= 500) return;
    request.giveBack = null;
    await giveBack();
  });
}
