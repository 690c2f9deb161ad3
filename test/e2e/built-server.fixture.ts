import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { environment, ROOT } from './misaq.fixture.js';
import { firstAdminIn } from './server.fixture.js';

/** The built server as an operator starts it: a separate process, stopped at the end. */
export interface BuiltServer {
  readonly url: string;
  /** The token of the first admin, as printed. */
  readonly admin: string;
  request(method: string, path: string, asked?: Asked): Promise<Response>;
  /** Adds a principal with a role; returns the token. */
  letIn(id: string, role: string, organisation?: string): Promise<string>;
  /** Stops the server; returns the exit status. */
  stop(): Promise<number | null>;
}

export interface Asked {
  readonly token?: string;
  /** An object is sent as JSON. */
  readonly body?: object | string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const PROVINCE = 'east-azerbaijan';

export async function startBuiltServer(folder: string, more: NodeJS.ProcessEnv = {}): Promise<BuiltServer> {
  const child = spawn(process.execPath, ['--no-warnings', `${ROOT}/tools/serve.mjs`, '--admin', 'admin-1'], {
    cwd: ROOT,
    env: environment(folder, {
      MISAQ_PORT: '0',
      MISAQ_REQUESTS_PER_MINUTE: '1000000',
      MISAQ_LOG_LEVEL: 'warn',
      ...more,
    }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { url, admin } = await ready(child, folder);

  const request: BuiltServer['request'] = (method, path, { token = admin, body, headers = {} } = {}) => {
    const json = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
    return fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : body }),
    });
  };

  async function done(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const answer = await request('POST', path, { body });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }

  return {
    url,
    admin,
    request,
    async letIn(principalId, role, organisation) {
      await done('/api/v1/principals', { principalId, name: principalId });
      const own = organisation === undefined ? {} : { organisation, province: PROVINCE };
      await done(`/api/v1/principals/${principalId}/roles`, { role, ...own });
      const { code } = await done(`/api/v1/principals/${principalId}/tokens`, {});
      return (await done('/api/v1/tokens/redemption', { code })).token as string;
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [status] = (await ended) as [number | null];
      return status;
    },
  };
}

async function ready(child: ChildProcess, folder: string): Promise<{ url: string; admin: string }> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (;;) {
    const url = readServerFile(folder)?.url;
    const admin = firstAdminIn(said);
    if (url !== undefined && admin !== undefined) return { url, admin };
    if (child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
    await wait(50);
  }
}
