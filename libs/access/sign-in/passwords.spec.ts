import { createFairQueue } from '@misaq/platform/http/access/fair-queue.js';
import { createPasswords, HASHING, TooManyAttemptsError } from './passwords.js';

/** Cheap, so that the tests wait for nothing. */
const CHEAP = { n: 16, r: 8, p: 1 } as const;

let calls = 0;
const random = (length: number): Uint8Array => {
  calls += 1;
  return Uint8Array.from({ length }, (_, index) => (calls * 31 + index * 17) % 251);
};

/** Counts how often somebody takes a turn: once for each hash that is made. */
function counted() {
  const queue = createFairQueue(HASHING);
  let turns = 0;
  const passwords = createPasswords(
    random,
    {
      enter: (whose) => {
        turns += 1;
        return queue.enter(whose);
      },
    },
    CHEAP,
  );
  return { passwords, turns: () => turns };
}

describe('A password', () => {
  it('is known by its hash, and no other is', async () => {
    const { passwords } = counted();
    const hashed = await passwords.hash('نه پلنگ آبی', '1.1.1.1');
    expect(await passwords.isRight('نه پلنگ آبی', hashed, '1.1.1.1')).toBe(true);
    for (const other of ['نه پلنگ آبى', 'نه پلنگ آبی ', ''])
      expect(await passwords.isRight(other, hashed, '1.1.1.1')).toBe(false);
  });

  it('has another hash each time, with the cost beside it, and stands nowhere in it', async () => {
    const { passwords } = counted();
    const [one, two] = [await passwords.hash('the same', ''), await passwords.hash('the same', '')];
    expect(one).toMatchObject(CHEAP);
    expect(one.hash).not.toBe(two.hash);
    expect(JSON.stringify(one)).not.toContain('the same');
  });

  it('is compared at the cost at which it was hashed, also when new ones are dearer', async () => {
    const { passwords } = counted();
    const hashed = await passwords.hash('from before', '');
    const dearer = createPasswords(random, createFairQueue(HASHING), { ...CHEAP, n: 32 });
    expect(await dearer.isRight('from before', hashed, '')).toBe(true);
  });

  it('of nobody takes the same work, and is never right', async () => {
    const { passwords, turns } = counted();
    expect(await passwords.isRight('whatever', undefined, '1.1.1.1')).toBe(false);
    expect(turns()).toBe(1);
  });

  it('is refused when too many of one address wait, and others are served', async () => {
    const { passwords } = counted();
    const many = Array.from({ length: 40 }, () => passwords.isRight('guess', undefined, '6.6.6.6'));
    expect(await passwords.isRight('guess', undefined, '1.1.1.1')).toBe(false);
    const outcomes = await Promise.allSettled(many);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(20);
    for (const each of refused)
      expect((each as PromiseRejectedResult).reason).toBeInstanceOf(TooManyAttemptsError);
  });
});
