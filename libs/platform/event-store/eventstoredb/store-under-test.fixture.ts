import { randomUUID } from 'node:crypto';
import { createDouble } from '../../../../test/support/eventstoredb-double/double.mjs';
import type { StoreUnderTest } from '../contract.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

/** Connection string of a real server for the same suites, if there is one. */
export const REAL_URL = process.env.MISAQ_TEST_ESDB_URL;

/** An empty log that several stores, also in other processes, may open. */
export interface LogUnderTest {
  /** The options to open it with. */
  readonly where: EventStoreDbOptions;
  stop(): Promise<void>;
}

/**
 * An empty log on its own double. On the real server that MISAQ_TEST_ESDB_URL names, it is an unused prefix of stream
 * names instead, which works like an empty log.
 */
export async function logUnderTest(): Promise<LogUnderTest> {
  if (REAL_URL !== undefined)
    return {
      where: { url: REAL_URL, streamPrefix: `misaq-test-${randomUUID()}-` },
      stop: () => Promise.resolve(),
    };
  const double = await createDouble();
  return { where: { url: double.url }, stop: () => double.stop() };
}

/** A store on its own empty log. */
export async function storeUnderTest(options: Partial<EventStoreDbOptions> = {}): Promise<StoreUnderTest> {
  const log = await logUnderTest();
  const where = { ...log.where, ...options };
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
      await log.stop();
    },
  };
}
