import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a program of the bench (a file beside this one) by itself, and reads the line of JSON that it prints. */
export async function inOwnProcess<Figures>(file: string, ...words: readonly string[]): Promise<Figures> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, program, ...words]);
  return JSON.parse(stdout) as Figures;
}
