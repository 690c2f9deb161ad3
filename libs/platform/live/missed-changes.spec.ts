import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { NoSuchPositionError } from '@misaq/platform/event-store/port.js';
import { changesAfter } from './missed-changes.js';

describe('A client that resumes with a position', () => {
  it('of a log that was used here before reloads everything', async () => {
    const store = createInMemoryEventStore();
    const moved = {
      ...store,
      readAll: (after: bigint) => {
        throw new NoSuchPositionError(after);
      },
    };
    const everybody = () => true;
    const changed = await changesAfter(moved, 599n, 70_000n, { scope: 'everything' }, everybody);
    expect(changed).toBe('everything');
  });
});
