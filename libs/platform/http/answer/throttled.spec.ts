import { throttled } from './throttled.js';

describe('What is made rarely', () => {
  it('is made so often a second, once for all who ask together, and is given again beyond that', async () => {
    let [made, nowMs] = [0, 0];
    const get = throttled(
      2,
      () => Promise.resolve((made += 1)),
      () => nowMs,
    );
    expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
    expect([await get(), await get(), await get()]).toEqual([2, 2, 2]);
    nowMs = 999;
    expect(await get()).toBe(2);
    nowMs = 1_000;
    expect(await get()).toBe(3);
  });

  it('is tried again after it failed', async () => {
    let made = 0;
    const get = throttled(1, () => {
      made += 1;
      return made === 1 ? Promise.reject(new Error('not now')) : Promise.resolve(made);
    });
    await expect(get()).rejects.toThrow('not now');
    expect(await get()).toBe(2);
  });
});
