import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { createClient } from './client.fixture.js';
import { cutOffRegistration, doneBySystem, registerOverHttp } from './cut-off.fixture.js';
import { misaqJson, temporaryFolders } from './misaq.fixture.js';
import { openOffice } from './office.fixture.js';
import { firstAdmin, startServer } from './server.fixture.js';
import { setTimeout as pause } from 'node:timers/promises';

describe('A server whose last process was killed between a claim and a registration', () => {
  const folders = temporaryFolders();
  const client = createClient();
  afterAll(async () => {
    await client.close();
    folders.removeAll();
  });

  it('releases the person by itself and gives the reason, and both jobs can be sent', async () => {
    const folder = folders.make();
    const first = await startServer(folder, { words: ['--admin', 'admin-1'] });
    const tokens = await openOffice(client, first.url, await firstAdmin(first));
    await first.end('SIGKILL');
    const store = openSqliteEventStore({ folder });
    await cutOffRegistration(store, 'J1');
    await store.close();

    const server = await startServer(folder);
    try {
      while ((await doneBySystem(client, server.url, tokens.admin)).length < 2) await pause(20);
      expect(await doneBySystem(client, server.url, tokens.admin)).toEqual([
        'The registration of job J1 was given up: it had claimed its person and was not finished in time (not-finished)',
        'A person no longer holds job J1: its registration was begun and not finished in time (not-finished)',
      ]);
      const unknown = await client.ask(server.url, 'GET', '/api/v1/jobs/J1', { token: tokens.labour });
      expect(unknown.status).toBe(404);
      expect((await registerOverHttp(client, server.url, tokens.labour, 'J2')).status).toBe(200);
      const late = await registerOverHttp(client, server.url, tokens.labour, 'J1');
      expect([late.status, JSON.parse(late.text)]).toMatchObject([
        409,
        { refusal: 'person_already_employed' },
      ]);
      // When the other job has ended, the first one claims the person again.
      const { status } = await client.ask(server.url, 'POST', '/api/v1/jobs/J2/endings', {
        token: tokens.labour,
        body: { endedOn: '1401-11-01' },
      });
      expect(status).toBe(200);
      expect((await registerOverHttp(client, server.url, tokens.labour, 'J1')).status).toBe(200);
    } finally {
      await server.end('SIGTERM');
    }
    const verified = misaqJson(folder, ['verify'], { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' });
    expect(verified).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });
});
