import '@misaq/platform/node/umask.js';
import '@misaq/platform/node/memory.js';
import { changeToUsersFolder } from '@misaq/platform/node/users-folder.js';
import { parseArgs } from 'node:util';
import { openServerLog } from '@misaq/platform/node/server-log.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { ConfigError, readConfig, shownConfig } from '@misaq/platform/node/config.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { startServing } from './serving.js';
import { whatToDo } from './start-banner.js';

changeToUsersFolder(process.env);

const HELP = `npm start -- [--admin ID]

Serves a data directory (made when it is missing) until it is told to stop.

  --admin ID   when nobody can sign in yet: add the first admin under this id, and show a token for it once;
               without a terminal it lies in a file of the data directory
  --help       this text

Settings come from the environment; «npm run -s misaq -- config» shows all of them with their values.
`;

const DONE = 0;
const COULD_NOT_SERVE = 1;
const BAD_USAGE = 2;

process.exitCode = await main(process.argv.slice(2), process.env);

async function main(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const options = read(words);
  if (options === undefined) return BAD_USAGE;
  if (options.help === true) {
    process.stdout.write(HELP);
    return DONE;
  }
  try {
    const config = readConfig(environment);
    const log = openServerLog(config);
    const serving = await startServing({
      subjects: ALL_SUBJECTS,
      config,
      clock: systemClock,
      environment,
      log,
    });
    // On stderr, for a person: stdout is the log.
    process.stderr.write(
      `${await whatToDo(serving, { admin: options.admin, isTerminal: process.stderr.isTTY })}\n`,
    );
    await serving.told;
    await serving.stop();
    return DONE;
  } catch (error) {
    return told(error, environment);
  }
}

function read(
  words: readonly string[],
): { admin?: string | undefined; help?: boolean | undefined } | undefined {
  try {
    const options = { admin: { type: 'string' }, help: { type: 'boolean' } } as const;
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return undefined;
  }
}

/** Why there is no server, in a sentence. */
function told(error: unknown, environment: NodeJS.ProcessEnv): number {
  if (error instanceof ConfigError) {
    for (const { name, problem } of error.problems) process.stderr.write(`${name}: ${problem}\n`);
    if (error.problems.some(({ name }) => !shownConfig({}).some((each) => each.name === name)))
      process.stderr.write('«npm run -s misaq -- config» shows every setting there is.\n');
    return BAD_USAGE;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`The server could not start: ${message}\n`);
  if (environment.MISAQ_DEBUG === '1') process.stderr.write(`${stack ?? ''}\n`);
  return COULD_NOT_SERVE;
}
