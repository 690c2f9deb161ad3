import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { openApi, type Api } from '../api.fixture.js';

/** More than the system lets wait cannot be asked for. */
const CLIENTS = Math.min(1_500, queueLimit());
/** The system tries a connection again after a second when it found no place in the queue. */
const WITHIN_MS = 900;

/** Opens connections, and prints how many were made in time. */
const OPENING = `
  const { connect } = require('node:net');
  const [port, clients, withinMs] = process.argv.slice(1).map(Number);
  let made = 0;
  for (let n = 0; n < clients; n += 1)
    connect({ host: '127.0.0.1', port }).on('connect', () => (made += 1)).on('error', () => undefined);
  setTimeout(() => {
    process.stdout.write(String(made));
    process.exit();
  }, withinMs);
`;

function queueLimit(): number {
  const file = '/proc/sys/net/core/somaxconn';
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 128;
}

describe('Connections that come while the server is busy', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  it('wait for it, however many they are, and need not be tried again', async () => {
    // While it waits for the other process, this one takes no connection.
    const { port } = new URL(api.url);
    const words = ['-e', OPENING, port, String(CLIENTS), String(WITHIN_MS)];
    expect(spawnSync(process.execPath, words).stdout.toString()).toBe(String(CLIENTS));
    expect((await api.request('GET', '/api/v1/me', { as: 'labour' })).status).toBe(200);
  });
});
