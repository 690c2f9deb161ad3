import { randomUUID } from 'node:crypto';
import { createDouble } from '../../../../test/support/eventstoredb-double/double.mjs';
import type { StoreUnderTest } from '../contract.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

/** A real server to run the same suites against, when there is one. */
export const REAL_URL = process.env.MISAQ_TEST_ESDB_URL;

/** An empty log that several stores, also of other processes, may open. */
export interface LogUnderTest {
  /** How it is opened. */
  readonly where: EventStoreDbOptions;
  stop(): Promise<void>;
}

/**
 * An empty log in a double of its own; or, on the real server that MISAQ_TEST_ESDB_URL names, a prefix of stream names
 * that nobody has used, which is as good as an empty log.
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

/** A store on a log of its own. */
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
