import { createStreamHeads } from './stream-heads.js';

describe('the heads of the most recently used streams', () => {
  it('are remembered as long as they are used, and the others forgotten', () => {
    const heads = createStreamHeads(10);
    heads.set('used', { id: 0, revision: 7 });
    for (let id = 1; id <= 100; id += 1) {
      heads.set(`passing-${String(id)}`, { id, revision: 0 });
      expect(heads.get('used')).toEqual({ id: 0, revision: 7 });
    }
    const remembered = Array.from({ length: 100 }, (_, index) => heads.get(`passing-${String(index + 1)}`));
    expect(remembered.filter((head) => head !== undefined).length).toBeLessThanOrEqual(10);
    expect(heads.get('passing-100')).toEqual({ id: 100, revision: 0 });
    heads.clear();
    expect(heads.get('used')).toBeUndefined();
  });
});
