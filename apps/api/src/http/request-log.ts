import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/**
 * One line a request: what was asked and how it went, and no address, name, identifier or body. The token's id tells an
 * operator who it was, in a log that stays readable to everybody else.
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        role: request.bearer?.actor.role ?? null,
        token: request.bearer?.tokenId ?? null,
      },
      'request',
    );
    done();
  });
}
