import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

declare module 'fastify' {
  interface FastifyRequest {
    /** The name of the refusal it was answered with; null where it was not refused. */
    refusal: string | null;
  }
}

/**
 * One line a request: where it came from, what was asked and how it went, and no name, identifier or body. The id of the
 * token or of the session tells an operator who it was; the name of the refusal tells attempts to get around a control apart.
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.decorateRequest('refusal', null);
  server.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        request: request.id,
        address: request.ip,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        refusal: request.refusal,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        role: request.bearer?.actor.role ?? null,
        token: request.bearer?.tokenId ?? null,
        session: request.session?.sessionId ?? null,
      },
      'request',
    );
    done();
  });
}
