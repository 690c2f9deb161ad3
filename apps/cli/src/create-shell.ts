import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import type { Printer } from './output/print.js';
import type { GivenSubjects } from './session.js';
import type { ProcessShell } from './shell.js';

/** A shell that loads what running a verb needs when the first verb is run. Help and bad usage do without. */
export function createShell(printer: Printer, subjects: GivenSubjects): ProcessShell {
  let running: ProcessShell | undefined;
  return {
    async run(command, verb, needs) {
      const { createRunningShell } = await import('./running-shell.js');
      running ??= createRunningShell(printer, subjects);
      await running.run(command, verb, needs);
    },
    goesOn: () => running?.goesOn() ?? false,
    exitCode: () => running?.exitCode() ?? EXIT.done,
    close: async () => {
      await running?.close();
    },
  };
}
