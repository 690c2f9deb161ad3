import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

eventStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'misaq-store-'));
  let store = openSqliteEventStore({ folder });
  return {
    store,
    async reopen() {
      await store.close();
      store = openSqliteEventStore({ folder });
      return store;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
