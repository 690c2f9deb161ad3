import { createShell } from './create-shell.js';
import { buildProgram } from './program.js';
import { run } from './run.js';
import type { GivenSubjects } from './session.js';

/** Runs the command line of this process with the verbs of these subjects. */
export async function start(subjects: GivenSubjects): Promise<void> {
  const { stdout, stderr, env: environment, argv } = process;
  const shell = createShell({ stdout, stderr, environment }, subjects);
  const words = argv.slice(2);
  await run(() => buildProgram(shell, words, subjects), shell, words);
}
