import { createFairQueue } from './fair-queue.js';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Fair turns', () => {
  it('let in as many as may go on at once, of all and of one, and the others in turn', async () => {
    const turns = createFairQueue({ underWay: 3, underWayOfOne: 2, waitingOfOne: 10 });
    const begun: string[] = [];
    const leaving: (() => void)[] = [];
    const ask = (whose: string, name: string): void => {
      void turns.enter(whose)?.then((leave) => {
        begun.push(name);
        leaving.push(leave);
      });
    };
    for (const name of ['a1', 'a2', 'a3', 'a4']) ask('a', name);
    for (const name of ['b1', 'b2']) ask('b', name);
    ask('c', 'c1');
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    for (let count = 0; count < 7; count += 1) {
      leaving.shift()?.();
      await settle();
    }
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('refuse a party whose queue is full, and no other', async () => {
    const turns = createFairQueue({ underWay: 1, underWayOfOne: 1, waitingOfOne: 2 });
    const first = await turns.enter('a');
    expect(turns.enter('a')).toBeDefined();
    expect(turns.enter('a')).toBeDefined();
    expect(turns.enter('a')).toBeUndefined();
    const other = turns.enter('b');
    expect(other).toBeDefined();
    first?.();
    first?.();
    await settle();
  });
});
