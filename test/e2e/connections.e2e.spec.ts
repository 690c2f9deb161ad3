import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { firstAdminIn } from './server.fixture.js';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { environment, ROOT } from './misaq.fixture.js';

/* A server that may open 1,024 files, which is the usual limit of a Linux process. */

const DESCRIPTORS = 1_024;
const TRICKLING = 1_100;

async function startLimited(folder: string) {
  const command = `ulimit -n ${String(DESCRIPTORS)} && exec "$0" --no-warnings tools/serve.mjs --admin admin-1`;
  const child = spawn('sh', ['-c', command, process.execPath], {
    cwd: ROOT,
    env: environment(folder, {
      MISAQ_PORT: '0',
      MISAQ_REQUESTS_PER_MINUTE: '1000000',
      MISAQ_LOG_LEVEL: 'warn',
    }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (;;) {
    const url = readServerFile(folder)?.url;
    const token = firstAdminIn(said);
    if (url !== undefined && token !== undefined)
      return {
        url,
        token,
        descriptors: () => readdirSync(`/proc/${String(child.pid)}/fd`).length,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    if (child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
    await pause(20);
  }
}

describe('Clients that hold 1,100 connections open', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startLimited>>;
  let held: Socket[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-connections-'));
    server = await startLimited(folder);
  });
  afterEach(async () => {
    for (const socket of held) socket.destroy();
    held = [];
    await pause(100);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Begins requests that never end, and waits until the server has accepted or refused each connection. */
  async function trickle(localAddress: (index: number) => string): Promise<void> {
    const { hostname, port } = new URL(server.url);
    for (let index = 0; index < TRICKLING; index += 1) {
      const socket = connect({ host: hostname, port: Number(port), localAddress: localAddress(index) });
      socket.on('error', () => undefined);
      held.push(socket);
      await new Promise<void>((resolve) => {
        socket.once('connect', () =>
          socket.write('GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-a: b', () => {
            resolve();
          }),
        );
        socket.once('close', () => {
          resolve();
        });
      });
    }
  }

  it.each<[string, (index: number) => string]>([
    ['one address', () => '127.0.0.2'],
    ['eleven addresses', (index) => `127.0.0.${String(2 + (index % 11))}`],
    ['two hundred addresses', (index) => `127.0.0.${String(2 + (index % 200))}`],
  ])('from %s keep nobody else out', async (_, localAddress) => {
    await trickle(localAddress);
    for (let asked = 0; asked < 30; asked += 1) {
      const { statusCode, body } = await request(`${server.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${server.token}`, connection: 'close' },
      });
      await body.dump();
      expect(statusCode).toBe(200);
    }
    expect(server.descriptors()).toBeLessThan(DESCRIPTORS - 100);
  });
});
