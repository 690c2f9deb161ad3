import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from '../e2e/client.fixture.js';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { openOffice, type Tokens } from '../e2e/office.fixture.js';
import { firstAdmin, type RunningServer, type StartOptions, startServer } from '../e2e/server.fixture.js';
import { type LogProcess, startLog } from './log-process.fixture.js';

/** Processes of the built program on one log. */
export interface Nodes {
  readonly log: LogProcess;
  readonly client: Client;
  /** Starts one on a new data directory, or on a given one. Resolves when it listens. */
  start(options?: StartOptions, folder?: string): Promise<RunningServer>;
  newFolder(): string;
  /** Ends all running processes. */
  close(): Promise<void>;
}

export async function openNodes(): Promise<Nodes> {
  const log = await startLog();
  const client = createClient();
  const folders = temporaryFolders();
  const started: Promise<RunningServer>[] = [];
  return {
    log,
    client,
    newFolder: () => folders.make(),
    start({ settings = {}, ...options } = {}, folder = folders.make()) {
      const starting = startServer(folder, {
        ...options,
        settings: { MISAQ_EVENT_STORE_URL: log.url, ...settings },
      });
      started.push(starting);
      return starting;
    },
    async close() {
      await client.close();
      for (const each of await Promise.allSettled(started))
        if (each.status === 'fulfilled') await each.value.end('SIGKILL');
      await log.stop();
      folders.removeAll();
    },
  };
}

/**
 * A node that has created the first admin and the office, and another one that has caught up.
 * @param folder the data directory of the other one
 */
export async function twoNodesWithOffice(
  nodes: Nodes,
  settings: NodeJS.ProcessEnv = {},
  folder?: string,
): Promise<{ readonly a: RunningServer; readonly b: RunningServer; readonly tokens: Tokens }> {
  const [a, b] = await Promise.all([
    nodes.start({ words: ['--admin', 'admin-1'], settings }),
    nodes.start({ settings }, folder),
  ]);
  return { a, b, tokens: await openOfficeOn(nodes, await firstAdmin(a), a.url, b.url) };
}

/** Creates the office on one node. Resolves when everybody can sign in on the other one too. */
export async function openOfficeOn(
  { client }: Nodes,
  admin: string,
  url: string,
  otherUrl: string,
): Promise<Tokens> {
  const tokens = await openOffice(client, url, admin);
  // The principal that was added last.
  await signedIn(client, otherUrl, tokens['other-bank']);
  return tokens;
}

/** Waits until a node accepts a token. */
export async function signedIn(client: Client, url: string, token: string): Promise<void> {
  await until(async () => (await client.ask(url, 'GET', '/api/v1/me', { token })).status === 200);
}

/** Waits for a condition. When it never holds, the timeout of the test ends the wait. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

/** Parses the JSON of an answer. */
export function json({ text }: { readonly text: string }): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/** A port on which nothing listens now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
