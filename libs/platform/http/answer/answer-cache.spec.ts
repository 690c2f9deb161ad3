import fc from 'fast-check';
import { AnswerCache } from './answer-cache.js';

const answer = (size: number) => ({ bytes: Buffer.alloc(size) });

describe('The cache of answers', () => {
  it('gives an answer again as long as nothing it was made of has changed', () => {
    const cache = new AnswerCache(10_000);
    const made = answer(10);
    cache.set('board', '1 1', made);
    expect(cache.get('board', '1 1')).toBe(made);
    expect(cache.get('board', '1 2')).toBeUndefined();
    // What was made of an older state is not kept either.
    expect(cache.get('board', '1 1')).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });

  it('drops what was not asked for the longest', () => {
    const cache = new AnswerCache(10_000);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) cache.set(key, '1', answer(900));
    cache.get('a', '1');
    cache.set('h', '1', answer(900));
    cache.set('i', '1', answer(900));
    expect(cache.get('a', '1')).toBeDefined();
    expect(cache.get('b', '1')).toBeUndefined();
  });

  it('never holds more than it may, and counts what it holds', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      version: fc.constantFrom('1', '2'),
      size: fc.option(fc.nat(2_000)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const cache = new AnswerCache(4_000);
        for (const { key, version, size } of steps) {
          if (size === null) cache.get(key, version);
          else cache.set(key, version, answer(size));
          expect(cache.bytes).toBeLessThanOrEqual(4_000);
          expect(cache.bytes).toBeGreaterThanOrEqual(0);
        }
        for (const key of ['a', 'b', 'c', 'd', 'e']) cache.get(key, 'none');
        expect(cache.bytes).toBe(0);
      }),
    );
  });
});
