import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';

/** Below this a check takes less time than the start of a process. */
const WORTH_BYTES = 8 * 1024 * 1024;

/**
 * What SQLite finds wrong with the structure of a log. A large file is checked by a process of its own: the check is one
 * call into SQLite that takes many seconds, in which this process would answer no signal. A thread would not do, because a
 * process does not end before such a call of one of its threads does.
 *
 * @param store the same log as it is open here, for a small file and when the process fails
 * @throws Error when the process was ended by a signal
 */
export async function structuralProblemsOf(
  file: string,
  store: Pick<SqliteEventStore, 'structuralProblems'>,
): Promise<readonly string[]> {
  const program = fileURLToPath(new URL('./structure-program.js', import.meta.url));
  if (statSync(file).size < WORTH_BYTES || !existsSync(program)) return store.structuralProblems();
  return (await foundByProcess(program, file)) ?? store.structuralProblems();
}

async function foundByProcess(program: string, file: string): Promise<readonly string[] | undefined> {
  const child = spawn(process.execPath, ['--no-warnings', program, file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  try {
    const code = await new Promise<number | null>((resolve) => {
      child.once('error', () => {
        resolve(1);
      });
      child.once('close', resolve);
    });
    if (code === null) throw new Error(`the check of the structure of ${file} was ended`);
    return code === 0 ? (JSON.parse(said) as readonly string[]) : undefined;
  } finally {
    process.removeListener('exit', end);
  }
}
