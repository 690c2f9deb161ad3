import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { actorOf } from './arguments/actor.js';
import { EXIT, type ExitCode } from '@misaq/platform/command-line/exit-codes.js';
import type { Outcome } from '@misaq/platform/command-line/outcome.js';
import { print, type Printer } from './output/print.js';
import { OutputError } from '@misaq/platform/command-line/output-error.js';
import { screenOf } from '@misaq/platform/command-line/screen.js';
import { progressOn } from './output/progress.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { type ServerAddress, serverAddress } from './backend/remote/server-address.js';
import type { GivenSubjects, Session } from './session.js';
import type { ProcessShell } from './shell.js';
import { outcomeOfError } from './failures.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { STARTED_IN } from '@misaq/platform/node/users-folder.js';
import { createSession } from './create-session.js';

const DATA_DIRECTORY = 'data';

/** The options that every verb takes. */
interface CommonOptions {
  readonly as?: string;
  readonly data?: string;
  readonly json?: true;
}

/** A shell with everything loaded that running a verb needs. */
export function createRunningShell(printer: Printer, subjects: GivenSubjects): ProcessShell {
  const { environment, stderr } = printer;
  let exitCode: ExitCode = 0;
  let session: Session | undefined;

  let afterwards: Outcome['afterwards'];
  let goesOn = false;

  async function show(outcome: Outcome, json: boolean): Promise<void> {
    exitCode = outcome.exitCode;
    try {
      await print(outcome, json, printer);
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      // What stdout does not take is told on stderr.
      const told = outcomeOfError(error, environment);
      ({ exitCode } = told);
      await print(told, false, printer);
      return;
    }
    ({ afterwards } = outcome);
  }

  return {
    async run(command, verb, needs = { token: true }) {
      const options = command.optsWithGlobals<CommonOptions>();
      const json = options.json === true;
      const given =
        options.data ?? (environment.MISAQ_DATA_DIR === '' ? undefined : environment.MISAQ_DATA_DIR);
      try {
        session = createSession({
          verb: verbOf(command),
          subjects,
          server: serverFor(options, environment, needs.token),
          actor: actorOf(options.as),
          folder: given ?? join(STARTED_IN, DATA_DIRECTORY),
          folderGiven: given !== undefined,
          json,
          clock: systemClock,
          environment,
          progress: await progressOn(stderr, json),
          note: (text) => stderr.write(`${text}\n`),
        });
        // Printed while the session is open: a long answer is read from the log piece by piece.
        await show(await verb(session), json);
      } catch (error) {
        session?.progress.stop();
        await session?.takeBack(error);
        // The words of a refusal are those of its subject.
        if (error instanceof RefusedError) await subjects.load();
        const outcome = outcomeOfError(error, environment);
        await show(outcome, json);
        if (json && outcome.exitCode === EXIT.unexpected)
          stderr.write(`${await outcome.text(screenOf(stderr, environment))}\n`);
      } finally {
        await session?.close();
      }
      if (afterwards === undefined) return;
      goesOn = true;
      await afterwards();
      goesOn = false;
    },
    goesOn: () => goesOn,
    exitCode: () => exitCode,
    close: async () => {
      await session?.close();
    },
  };
}

/** `principal add`, without what stands before and after. */
function verbOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${verbOf(parent)} ${command.name()}` : command.name();
}

/** @throws UsageError when the command line says something that a server decides; see {@link serverAddress} */
function serverFor(
  { as, data }: CommonOptions,
  environment: NodeJS.ProcessEnv,
  tokenNeeded: boolean,
): ServerAddress | undefined {
  const server = serverAddress(environment, tokenNeeded);
  if (server === undefined) return undefined;
  if (as !== undefined)
    throw new UsageError('token_says_who_acts', '--as: MISAQ_URL is set, and the token says who acts');
  if (data !== undefined)
    throw new UsageError(
      'two_places',
      '--data: MISAQ_URL is set, and the server has a data directory of its own; run it without MISAQ_URL to work on a folder',
    );
  return server;
}
