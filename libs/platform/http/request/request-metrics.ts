import type { FastifyInstance } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import { LATENCY_SECONDS, type Metrics } from '../metrics.js';

/** Counts requests by route and status: names of the program, never of anybody. */
export function observeRequests(server: FastifyInstance, { registry }: Metrics): void {
  const requests = new Histogram({
    name: 'misaq_http_request_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_SECONDS,
    registers: [registry],
  });
  const unexpected = new Counter({
    name: 'misaq_unexpected_errors_total',
    help: 'Requests that ended by a mistake of the program.',
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    );
    if (reply.statusCode === 500) unexpected.inc();
    done();
  });
}
