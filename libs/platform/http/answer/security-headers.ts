import type { FastifyInstance } from 'fastify';
import type { BrowserHeaders } from '@misaq/platform/http/answer/browser-headers.js';

/** Sends with each answer the headers that keep browsers from doing more with it than reading. */
export function secureHeaders(server: FastifyInstance, headers: BrowserHeaders): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
