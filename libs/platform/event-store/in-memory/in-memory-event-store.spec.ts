import { eventStoreContract } from '../contract.js';
import { createInMemoryEventStore } from './in-memory-event-store.js';

eventStoreContract('in memory', () =>
  Promise.resolve({ store: createInMemoryEventStore(), close: () => Promise.resolve() }),
);
