import { schedulerContract } from './contract.js';
import { createInProcessScheduler } from './in-process.js';

schedulerContract('in the process', () => {
  const scheduler = createInProcessScheduler({ clock: Date });
  return Promise.resolve({ scheduler, close: () => scheduler.close() });
});
