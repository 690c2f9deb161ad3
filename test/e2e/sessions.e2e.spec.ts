import { openAccount, signIn, statusOf } from '../nodes/sessions.fixture.js';
import { type Client, createClient } from './client.fixture.js';
import { temporaryFolders } from './misaq.fixture.js';
import { record } from './office.fixture.js';
import { firstAdmin, type RunningServer, startServer } from './server.fixture.js';

describe('A session, when the server starts again', () => {
  const folders = temporaryFolders();
  let client: Client;
  let server: RunningServer;
  beforeAll(() => {
    client = createClient();
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    await client.close();
    folders.removeAll();
  });

  it('goes on after an orderly end and after a kill, and one that was ended stays ended', async () => {
    const folder = folders.make();
    server = await startServer(folder, { words: ['--admin', 'admin-1'] });
    const admin = await firstAdmin(server);
    const { url } = server;
    await record(client, url, admin, '/api/v1/principals', { principalId: 'sara', name: 'Sara' });
    await record(client, url, admin, '/api/v1/principals/sara/roles', { role: 'governor' });
    await openAccount(client, url, admin, 'sara');
    const [kept, ended] = [await signIn(client, url, 'sara'), await signIn(client, url, 'sara')];
    await client.ask(url, 'DELETE', '/api/v1/session', { headers: ended.headers });
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await server.end(signal);
      server = await startServer(folder);
      expect(await statusOf(client, server.url, kept)).toBe(200);
      expect(await statusOf(client, server.url, ended)).toBe(401);
    }
    const { text } = await client.ask(server.url, 'GET', '/api/v1/door', { token: admin });
    expect(text).toContain('"signed-in"');
  });
});
