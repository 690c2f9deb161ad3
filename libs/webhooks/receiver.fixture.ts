import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a receiver got, as far as a test asks. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type Behaviour = (response: ServerResponse, count: number, socket: Socket) => void;

export const takes: Behaviour = (response) => response.writeHead(204).end();
export const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end();
/** Says nothing and keeps the connection. */
export const stalls: Behaviour = () => undefined;
export const hangsUp: Behaviour = (_response, _count, socket) => socket.destroy();
/** Says that it took it, and breaks off in the middle of the rest. */
export const breaksOff: Behaviour = (response, _count, socket) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half of it', () => socket.destroy());
};
/** Says that it took it, and never ends. */
export const dribbles: Behaviour = (response) => {
  response.writeHead(200);
  response.write('.');
};
/** Says that it took it, and sends as much as anybody takes. */
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
  behave(behaviour: Behaviour): void;
  url(path?: string): string;
  stop(): Promise<void>;
  /** Again on the same port. */
  restart(): Promise<void>;
}

/** A receiver of webhooks on the loopback, which does as it is told. */
export async function startReceiver(): Promise<TestReceiver> {
  const received: Received[] = [];
  let behaviour: Behaviour = takes;
  let server: Server | undefined;
  let port = 0;

  async function listen(): Promise<void> {
    const opened = createServer((request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([k, v]) => [k, v?.toString()]),
        );
        received.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') });
        behaviour(response, received.length, request.socket);
      });
    });
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
    url: (path = '/') => `http://127.0.0.1:${String(port)}${path}`,
    stop,
    restart: listen,
  };
}
