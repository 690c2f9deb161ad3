import type { Command } from 'commander';
import { ConfigError, readConfig, type ShownSetting, shownConfig } from '@misaq/platform/node/config.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { coloured, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

export function registerConfig(command: Command, shell: Shell): void {
  command.addHelpText(
    'after',
    `
Settings come from the environment. Secrets are masked. Ends with exit code 2 when the server would not start with them.

Example:
  MISAQ_PORT=8090 misaq config`,
  );
  command.action(() => shell.run(command, (session) => Promise.resolve(config(session))));
}

type Problems = ConfigError['problems'];

function config({ environment, folder, folderGiven }: Session): Outcome {
  const asked = folderGiven ? { ...environment, MISAQ_DATA_DIR: folder } : environment;
  const settings = shownConfig(asked);
  const problems = problemsOf(asked);
  if (problems.length === 0) return done({ settings, problems }, (screen) => settingsTable(screen, settings));
  const message = problems.map(({ name, problem }) => `${name}: ${problem}`).join('; ');
  return {
    exitCode: EXIT.badUsage,
    json: { error: { code: 'bad_configuration', message }, settings, problems },
    text: (screen) =>
      [
        settingsTable(screen, settings),
        problems.map(({ name, problem }) => coloured(screen, 'red', `${name}: ${problem}`)).join('\n'),
      ].join('\n\n'),
  };
}

function problemsOf(environment: NodeJS.ProcessEnv): Problems {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function settingsTable(screen: Screen, settings: readonly ShownSetting[]): string {
  return table(
    screen,
    [{ title: 'setting' }, { title: 'value' }, { title: 'from' }, { title: 'what it is' }],
    settings.map(({ name, value, from, what, problem }) => [
      problem === undefined ? name : { text: name, colour: 'red' },
      value ?? '–',
      from,
      what,
    ]),
  );
}
