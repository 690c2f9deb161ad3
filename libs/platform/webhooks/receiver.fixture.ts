import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** A request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The requested server name (SNI), over TLS. */
  readonly servername?: string | false | null | undefined;
}

/** Checks the signature as a receiver does, by the Standard Webhooks scheme. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`;
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  const given = Buffer.from(headers['webhook-signature'] ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export type Behaviour = (response: ServerResponse, count: number, socket: Socket) => void;

export const takes: Behaviour = (response) => response.writeHead(204).end();
export const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end();
/** Does not answer and keeps the connection. */
export const stalls: Behaviour = () => undefined;
export const hangsUp: Behaviour = (_response, _count, socket) => socket.destroy();
/** Answers 200, and breaks off in the middle of the body. */
export const breaksOff: Behaviour = (response, _count, socket) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half of it', () => socket.destroy());
};
/** Answers 200, and never ends the body. */
export const dribbles: Behaviour = (response) => {
  response.writeHead(200);
  response.write('.');
};
/** Answers 200, and sends as much as the client reads. */
export const floods: Behaviour = (response) => {
  response.writeHead(200);
  const more = (): void => {
    while (response.write('x'.repeat(64 * 1024)));
    response.once('drain', more);
  };
  response.on('error', () => undefined);
  more();
};

export interface TestReceiver {
  readonly received: Received[];
  /** Number of connections so far, whatever came of them. */
  connections(): number;
  behave(behaviour: Behaviour): void;
  /** The URL with the address, unless a host name is given. */
  url(path?: string, host?: string): string;
  stop(): Promise<void>;
  /** Restarts on the same port. */
  restart(): Promise<void>;
}

/**
 * A receiver of webhooks on loopback, with a behaviour that the test chooses. With a certificate it accepts only TLS.
 */
export async function startReceiver(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<TestReceiver> {
  const received: Received[] = [];
  let behaviour: Behaviour = takes;
  let server: Server | undefined;
  let port = 0;
  let connections = 0;

  async function listen(): Promise<void> {
    const take = (request: IncomingMessage, response: ServerResponse): void => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([k, v]) => [k, v?.toString()]),
        );
        const body = Buffer.concat(chunks).toString('utf8');
        const { servername } = request.socket as Partial<TLSSocket>;
        received.push({ path: request.url ?? '', headers, body, ...(tls && { servername }) });
        behaviour(response, received.length, request.socket);
      });
    };
    const opened = tls === undefined ? createServer(take) : createTlsServer(tls, take);
    opened.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
    port = (opened.address() as AddressInfo).port;
    server = opened;
  }

  async function stop(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing === undefined) return;
    closing.closeAllConnections();
    await new Promise((resolve) => closing.close(resolve));
  }

  await listen();
  return {
    received,
    behave: (next) => {
      behaviour = next;
    },
    connections: () => connections,
    url: (path = '/', host = '127.0.0.1') =>
      `${tls === undefined ? 'http' : 'https'}://${host}:${String(port)}${path}`,
    stop,
    restart: listen,
  };
}
