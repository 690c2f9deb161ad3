import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../answer/refused.js';
import { createWorkBudget } from './work-budget.js';

const from = (id: string): FastifyRequest => ({ bearer: { actor: { id } }, headers: {} }) as FastifyRequest;

async function refusal(answer: () => Promise<unknown>): Promise<string> {
  try {
    await answer();
    return 'answered';
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return `${error.refusal.name} ${String(error.retryAfterSeconds)}`;
  }
}

describe('The work of a principal', () => {
  it('is bounded by what it took, made up for by time, and nobody else is refused', async () => {
    let nowMs = 0;
    const budget = createWorkBudget({ msPerSecond: 100, now: () => nowMs });
    const question = (who: string, ms: number): Promise<string> =>
      refusal(() => budget.question(from(who), () => (nowMs += ms)));
    // Ten seconds of its budget are in reserve; while 600 ms pass, it earns 60 again.
    expect(await question('a', 600)).toBe('answered');
    expect(await question('a', 800)).toBe('answered');
    expect(await question('a', 1)).toBe('too_many_requests 4');
    expect(await question('b', 1)).toBe('answered');
    nowMs += 2_500;
    expect(await question('a', 1)).toBe('too_many_requests 1');
    nowMs += 800;
    expect(await question('a', 1)).toBe('answered');
  });

  it('counts each slice as it ends and each event that was read, and not what was waited for', async () => {
    let nowMs = 0;
    const budget = createWorkBudget({ msPerSecond: 100, now: () => nowMs });
    const others = (ms: number): Promise<void> =>
      Promise.resolve().then(() => {
        nowMs += ms;
      });
    const answered = await refusal(() =>
      budget.dear(from('a'), async (slice) => {
        nowMs += 600;
        await slice.pause();
        await slice.waitFor(others(60));
        nowMs += 400;
        slice.read(20_000);
      }),
    );
    expect(answered).toBe('answered');
    // 1,000 of work and 400 for the events, of the 1,000 in reserve; 106 were earned meanwhile.
    expect(await refusal(() => budget.question(from('a'), () => 0))).toBe('too_many_requests 4');
  });

  it('refuses the next question of a principal while a long one of it goes on', async () => {
    let nowMs = 0;
    const budget = createWorkBudget({ msPerSecond: 100, now: () => nowMs });
    let asked: Promise<string> | undefined;
    await budget.question(from('a'), async (slice) => {
      nowMs += 2_000;
      await slice.pause();
      asked = refusal(() => budget.question(from('a'), () => 0));
    });
    expect(await asked).toBe('too_many_requests 10');
  });

  it('that is dear is bounded in what goes on and what waits', async () => {
    const budget = createWorkBudget({ msPerSecond: 1_000_000 });
    let underWay = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    };
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => refusal(() => budget.dear(from('a'), work))),
    );
    expect(most).toBe(2);
    expect(answers.filter((answer) => answer === 'answered')).toHaveLength(66);
    expect(new Set(answers)).toEqual(new Set(['answered', 'too_many_requests 1']));
    expect(await refusal(() => budget.dear(from('b'), work))).toBe('answered');
  });
});
