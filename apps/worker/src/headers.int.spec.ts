import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { browserHeaders } from '@misaq/platform/http/answer/browser-headers.js';
import { readConfig } from '@misaq/platform/node/config.js';
import { openStartupServer } from '@misaq/platform/http/startup-server.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { startWorker } from './worker.js';

/*
 * A process that starts, and a worker, answer without the web framework of the API. What they answer is held to the same
 * rules: a browser may only read it, and only the operator of the machine is told how much is recorded.
 */

const FORWARDED = { 'x-forwarded-for': '192.0.2.7' };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function told(url: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(url, { headers });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

describe('The same headers as those of the API, and positions for operators alone', () => {
  it('come from a process that starts', async () => {
    const port = await freePort();
    const room = await openStartupServer({
      MISAQ_HOST: '127.0.0.1',
      MISAQ_PORT: port,
      MISAQ_METRICS_TOKEN: undefined,
    });
    room.readTo(10n, 500n);
    const url = `http://127.0.0.1:${String(port)}`;
    const headers = await browserHeaders();
    for (const path of ['/health/live', '/health/ready', '/api/v1/me'])
      expect((await told(`${url}${path}`)).headers).toMatchObject(headers);
    expect(JSON.parse((await told(`${url}/health/ready`)).text)).toMatchObject({
      position: '499',
      lag: '490',
    });
    expect((await told(`${url}/health/ready`, FORWARDED)).text).not.toMatch(/\d/);
    await room.close();
  });

  it('come from a worker', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-worker-'));
    const environment = { MISAQ_DATA_DIR: folder, MISAQ_PORT: '0', MISAQ_VERIFY_AT: 'off' };
    const worker = await startWorker({
      subjects: ALL_SUBJECTS,
      config: readConfig(environment),
      clock: { now: () => Date.now() },
      environment,
      log: pino({ level: 'silent' }),
    });
    const headers = await browserHeaders();
    for (const path of ['/health/live', '/health/ready', '/metrics', '/nothing'])
      expect((await told(`${worker.url}${path}`)).headers).toMatchObject(headers);
    expect((await told(`${worker.url}/metrics`)).text).toContain('misaq_log_position');
    expect(JSON.parse((await told(`${worker.url}/health/ready`)).text)).toHaveProperty('lag');
    expect((await told(`${worker.url}/metrics`, FORWARDED)).status).toBe(401);
    expect(JSON.parse((await told(`${worker.url}/health/ready`, FORWARDED)).text)).not.toHaveProperty('lag');
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
