import { eventStoreContract } from '../contract.js';
import { REAL_URL, storeUnderTest } from './store-under-test.fixture.js';

eventStoreContract(REAL_URL === undefined ? 'EventStoreDB (double)' : 'EventStoreDB', () => storeUnderTest());
