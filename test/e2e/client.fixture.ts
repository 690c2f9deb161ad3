import { Agent, request as send } from 'undici';

export interface Asked {
  readonly token?: string;
  readonly body?: object | string | Uint8Array;
  /** `Idempotency-Key` */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends requests to servers, some of which may have ended. */
export interface Client {
  /** @throws Error of the network when there is no answer */
  ask(url: string, method: string, path: string, asked?: Asked): Promise<Answered>;
  close(): Promise<void>;
}

const BODY_READ_MS_MAX = 60_000;

export function createClient(connections = 64): Client {
  const agent = new Agent({
    connections,
    headersTimeout: BODY_READ_MS_MAX,
    bodyTimeout: BODY_READ_MS_MAX,
  });
  return {
    async ask(url, method, path, { token, body, key, headers } = {}) {
      const plain = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      const response = await send(`${url}${path}`, {
        method,
        dispatcher: agent,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...headers,
        },
        ...(body !== undefined && { body: plain ? body : JSON.stringify(body) }),
      });
      const text = await response.body.text();
      return { status: response.statusCode, headers: response.headers, text };
    },
    close: () => agent.destroy(),
  };
}
