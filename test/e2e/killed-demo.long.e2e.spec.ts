import { once } from 'node:events';
import { join } from 'node:path';
import { copyDemo, figures } from '../support/demo.fixture.js';
import { runs } from '../support/runs.fixture.js';
import { misaqJson, startMisaq, temporaryFolders } from './misaq.fixture.js';

const TEN_MINUTES_MS = 600_000;
const KILLS = runs(2, 8);

describe('the demo', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  it(
    'killed at any moment and restarted, ends with the same figures',
    async () => {
      const told = copyDemo(join(folders.make(), 'demo'));
      const interrupted = join(folders.make(), 'demo');
      const delaysMs = Array.from({ length: KILLS }, () => Math.round(600 + Math.random() * 7_000));
      try {
        for (const delayMs of delaysMs) {
          const running = startMisaq(interrupted, ['demo', '--exit', '--json']);
          const killing = setTimeout(() => running.kill('SIGKILL'), delayMs);
          await once(running, 'exit');
          clearTimeout(killing);
        }
        const { status, json } = misaqJson(interrupted, ['demo', '--exit']);
        expect(status).toBe(0);
        expect(figures(json)).toEqual(figures(told));
        expect(misaqJson(interrupted, ['verify'])).toMatchObject({ status: 0, json: { faultCount: 0 } });
      } catch (error) {
        throw new Error(`killed after ${delaysMs.join(', ')} ms`, { cause: error });
      }
    },
    TEN_MINUTES_MS,
  );
});
