import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { edgeRefusal, refusalMessage, refusalText } from '@misaq/platform/text/refusals.js';
import { addressError } from './address-error.js';
import type { Config } from '@misaq/platform/node/config.js';
import { browserHeaders } from '@misaq/platform/http/answer/browser-headers.js';
import type { Readiness } from './health.js';
import { forAnybody, operatorBy } from '@misaq/platform/http/access/operator.js';

/** Answers at a server's address while that is not there yet. */
export interface StartupServer {
  /** Positions that have been read, from 0 on, and that there are to read. */
  readonly readTo: (done: bigint | number, total: bigint | number) => void;
  /** Lets the address go, for the server to take. */
  readonly close: () => Promise<void>;
}

const TRY_AGAIN_SECONDS = 5;

/**
 * A server listens when it shows the log as it stood when it was started, which can take a while. Until then this says
 * that the process lives, how far behind it is, and to everything else that it must be asked later. A port that is
 * chosen when the server listens (MISAQ_PORT=0) is known to nobody before: nothing is opened for it.
 *
 * @throws Error when the address cannot be taken
 */
export async function openStartupServer({
  MISAQ_HOST: host,
  MISAQ_PORT: port,
  ...config
}: Pick<Config, 'MISAQ_HOST' | 'MISAQ_PORT' | 'MISAQ_METRICS_TOKEN'>): Promise<StartupServer> {
  let [done, total] = [0n, 0n];
  const headers = await browserHeaders();
  const isOperator = operatorBy(config);
  const server = createServer((request, response) => {
    request.resume();
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const path = request.url?.split('?', 1)[0];
    if (path === '/health/live') json(response, 200, { status: 'ok' });
    else if (path === '/health/ready') {
      const readiness = behind(done, total);
      json(response, 503, isOperator(request) ? readiness : forAnybody(readiness));
    } else starting(response);
  });
  if (port !== 0) await listen(server, host, port);
  return {
    readTo(position, end) {
      [done, total] = [BigInt(position), BigInt(end)];
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function behind(position: bigint, end: bigint): Readiness {
  return {
    ready: false,
    status: 'behind',
    problems: ['the read models are brought up to the log; nothing else is answered before'],
    position: (end > 0n ? end - 1n : 0n).toString(),
    lag: (end - position).toString(),
  };
}

function starting(response: ServerResponse): void {
  const refusal = edgeRefusal('starting');
  response.setHeader('retry-after', String(TRY_AGAIN_SECONDS));
  json(
    response,
    503,
    {
      type: `urn:misaq:refusal:${refusal.name}`,
      title: refusalText(refusal.name),
      status: 503,
      detail: refusalMessage(refusal),
      refusal: refusal.name,
      figures: refusal.figures,
    },
    'application/problem+json; charset=utf-8',
  );
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  type = 'application/json; charset=utf-8',
): void {
  // The next request goes to the server itself.
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', connection: 'close' });
  response.end(JSON.stringify(body));
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw addressError(error, host, port);
  }
}
