import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, misaqJson } from '../e2e/misaq.fixture.js';

const PAUSE_MS = 200;
const WAIT_MAX_MS = 600_000;

/**
 * Copies a data directory that the demo has filled. The demo runs once for all test files of a run, because one demo takes
 * about half a minute of processor time.
 *
 * @param data where the copy goes; it must not exist
 * @returns what the demo printed with `--exit --json`; its `dataDirectory` is that of the original
 */
export function copyDemo(data: string): Answer {
  const shared = process.env.MISAQ_TEST_SHARED;
  if (shared === undefined) throw new Error('MISAQ_TEST_SHARED is not set: Jest sets it (jest.config.js)');
  const made = join(shared, 'demo');
  if (!existsSync(made)) makeOnce(shared, made);
  cpSync(join(made, 'data'), data, { recursive: true });
  return JSON.parse(readFileSync(join(made, 'answer.json'), 'utf8')) as Answer;
}

/** Runs the demo, or waits for the other test file that runs it. The folder gets its name when it is whole. */
function makeOnce(shared: string, made: string): void {
  const lock = join(shared, 'demo.lock');
  try {
    mkdirSync(lock);
  } catch {
    for (let waited = 0; existsSync(lock); waited += PAUSE_MS) {
      if (waited > WAIT_MAX_MS) throw new Error(`${lock} was held for ${String(WAIT_MAX_MS)} ms`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
    if (!existsSync(made)) throw new Error('another test file ran the demo, and it failed there');
    return;
  }
  try {
    const unfinished = join(shared, 'demo.unfinished');
    const ended = misaqJson(join(unfinished, 'data'), ['demo', '--exit']);
    if (ended.status !== 0) throw new Error(`the demo failed: ${ended.stdout}${ended.stderr}`);
    writeFileSync(join(unfinished, 'answer.json'), ended.stdout);
    renameSync(unfinished, made);
  } finally {
    rmSync(lock, { recursive: true });
  }
}

/** The answer without values that differ between runs. */
export function figures(answer: Answer): object {
  return { ...answer, dataDirectory: '', next: [] };
}
