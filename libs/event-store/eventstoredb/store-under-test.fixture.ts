import { randomUUID } from 'node:crypto';
import { createDouble } from '../../../test/support/eventstoredb-double/double.mjs';
import type { StoreUnderTest } from '../contract.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

/** A real server to run the same suites against, when there is one. */
export const REAL_URL = process.env.MISAQ_TEST_ESDB_URL;

/**
 * An empty log in a double of its own; or, on the real server that MISAQ_TEST_ESDB_URL names, a prefix of stream names
 * that nobody has used, which is as good as an empty log.
 */
export async function storeUnderTest(options: Partial<EventStoreDbOptions> = {}): Promise<StoreUnderTest> {
  const double = REAL_URL === undefined ? await createDouble() : undefined;
  const where: EventStoreDbOptions =
    double === undefined
      ? { url: REAL_URL ?? '', streamPrefix: `misaq-test-${randomUUID()}-`, ...options }
      : { url: double.url, ...options };
  let store = await openEventStoreDb(where);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openEventStoreDb(where);
      return store;
    },
    async close() {
      await store.close();
      await double?.stop();
    },
  };
}
