import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a program of the bench (a file beside this one) by itself, and reads the line of JSON that it prints. */
export async function inOwnProcess<Figures>(file: string, ...words: readonly string[]): Promise<Figures> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const running = promisify(execFile)(process.execPath, [...process.execArgv, program, ...words]);
  const kill = (): void => void running.child.kill('SIGKILL');
  // Before its folder is removed, in which it would go on to write.
  process.prependListener('exit', kill);
  try {
    return JSON.parse((await running).stdout) as Figures;
  } finally {
    process.off('exit', kill);
  }
}
