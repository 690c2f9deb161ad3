import { type Command, CommanderError } from 'commander';
import { DISK_FULL, isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import { jsonText } from './output/print.js';
import type { ProcessShell } from './shell.js';

/** Runs one command line to its end and sets the exit code of the process. */
export async function run(
  build: () => Promise<Command>,
  shell: ProcessShell,
  words: readonly string[],
): Promise<void> {
  let unprinted: Error | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough closes the pipe; what was done is done. Verbs are told of a full disk where they print.
    if (error.code === 'EPIPE') return;
    if (!isDiskFull(error)) throw error;
    unprinted = error;
  });
  // Nothing can be told there any more; the exit code says how it ended.
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', endUnexpectedly);
  endOnSignals(shell);
  try {
    const program = await build();
    await program.parseAsync(columnNames(words), { from: 'user' });
    process.exitCode = shell.exitCode();
  } catch (error) {
    process.exitCode = misuse(error, words.includes('--json'));
  }
  // Help is printed by others, who do not look whether it was written; stdout says so a moment later.
  await new Promise(setImmediate);
  if (unprinted !== undefined && process.exitCode === EXIT.done) {
    process.stderr.write(`stdout cannot be written: ${DISK_FULL}\n`);
    process.exitCode = EXIT.refused;
  }
}

/** `record` takes columns as files have them, with underscores; hyphens, as in all other options, are as good. */
function columnNames(words: readonly string[]): readonly string[] {
  if (!words.includes('record')) return words;
  return words.map((word) => {
    const [, option, value] = /^--([a-z]+(?:-[a-z]+)+)(=.*)?$/s.exec(word) ?? [];
    return option === undefined ? word : `--${option.replaceAll('-', '_')}${value ?? ''}`;
  });
}

/** A mistake of the program; what was acknowledged is in the log, as after a crash. */
function endUnexpectedly(error: unknown): never {
  const stack = process.env.MISAQ_DEBUG === '1' && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  process.stderr.write(`unexpected error: ${String(error)}${stack}\n`);
  process.exit(EXIT.unexpected);
}

/** Words that make no command: commander has printed the message (or the help that was asked for) already. */
function misuse(error: unknown, json: boolean): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const known = error instanceof CommanderError || error instanceof UsageError;
  if (!known) endUnexpectedly(error);
  if (error instanceof UsageError) process.stderr.write(`error: ${error.message}\n`);
  const code = error.code
    .replace(/^commander\./, '')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const message = error.message.replace(/^error: /, '');
  if (json) process.stdout.write(`${jsonText({ error: { code, message } })}\n`);
  return EXIT.badUsage;
}

/** How long a verb that was told to end has for what it had begun. */
const CLOSE_MS = 1_000;

/**
 * The append under way is one synchronous commit and cannot be cut in two by a signal. What is queued behind it is
 * written, and the directory is let go; an import goes on with the next command that writes.
 */
function endOnSignals(shell: ProcessShell): void {
  let ending = false;
  const end = (exitCode: number) => () => {
    if (shell.goesOn()) return;
    if (ending) process.exit(exitCode);
    ending = true;
    process.stderr.write(
      'stopping; everything acknowledged is recorded, and an import under way is finished by the next command that writes\n',
    );
    void shell.close().finally(() => process.exit(exitCode));
    // What is read or copied need not come to its end, and a server that is waited for may never answer.
    setTimeout(() => process.exit(exitCode), CLOSE_MS);
  };
  process.on('SIGINT', end(EXIT.interrupted));
  process.on('SIGTERM', end(EXIT.terminated));
}
