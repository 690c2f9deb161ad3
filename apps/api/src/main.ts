import '../../composition/src/memory.js';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { systemClock } from '@misaq/application/clock.js';
import { refusalMessage } from '@misaq/wire/refusals.js';
import { ConfigError, readConfig, shownConfig } from '../../composition/src/config.js';
import { nobodyIsThere, principalWithToken } from '../../composition/src/principal-with-token.js';
import { type Serving, startServing } from './serving.js';
import { toldToStop } from '../../composition/src/told-to-stop.js';

const HELP = `npm start -- [--admin ID]

Serves a data directory (made when it is missing) until it is told to stop.

  --admin ID   when nobody can sign in yet: add the first admin under this id, and print a token for it once
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
    const log = pino({ level: config.MISAQ_LOG_LEVEL, base: null });
    const serving = await startServing({ config, clock: systemClock, environment, log });
    await sayWhatToDo(serving, options.admin);
    await toldToStop();
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

/** On stderr, for a person: stdout is the log. */
async function sayWhatToDo({ url, service }: Serving, admin: string | undefined): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  say(`\nMisaq serves ${service.folder} at ${url}`);
  if (admin !== undefined && nobodyIsThere(service)) {
    const made = await principalWithToken(service, { id: admin, name: admin, role: 'admin' }, 'first admin');
    if ('refusal' in made) {
      say(`The admin could not be added: ${refusalMessage(made.refusal)}`);
      return;
    }
    say(`
${admin} is the first admin. This is the token; it is shown this once, only its fingerprint is kept:

  export MISAQ_URL=${url} MISAQ_TOKEN=${made.token}

In another terminal, with these two set, let others in:

  npm run -s misaq -- principal add labour-1 --name "Labour department"
  npm run -s misaq -- role grant labour-1 labour
  npm run -s misaq -- token issue labour-1`);
  } else if (nobodyIsThere(service))
    say(`
Nobody can sign in yet. Stop the server (Ctrl-C) and start it with

  npm start -- --admin admin-1

which adds the first admin and prints a token for it.`);
  else if (admin !== undefined) say('Somebody can sign in already; --admin adds nobody.');
  say(`
The API is described at ${url}/api/openapi.json; ${url}/health/ready says how the server is.
`);
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
