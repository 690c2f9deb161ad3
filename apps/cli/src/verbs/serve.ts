import type { Command } from 'commander';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import type { Serving } from '../../../api/src/serving.js';
import { type Config, readConfig } from '@misaq/platform/node/config.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

export function registerServe(command: Command, shell: Shell): void {
  command
    .option(
      '--admin <id>',
      'when nobody can sign in yet: add the first admin and show a token for it once; without a terminal it lies in a file',
    )
    .addHelpText(
      'after',
      `
Makes the data directory when it is missing. Settings come from the environment («misaq config» shows them); what is
logged goes to stdout, what to do first to stderr.

Example:
  misaq serve --admin admin-1`,
    );
  command.action(() =>
    shell.run(command, (session) => serve(session, command.opts<{ admin?: string }>().admin)),
  );
}

async function serve(session: Session, admin: string | undefined): Promise<Outcome> {
  const { clock, environment, folder, folderGiven, json } = session;
  const subjects = await session.subjects.load();
  session.hereOnly();
  session.require('operate');
  if (json) throw new UsageError('no_json', '--json: what a server says on stdout is its log');
  const config = readConfig(folderGiven ? { ...environment, MISAQ_DATA_DIR: folder } : environment);
  // Loaded for this verb only: all others start twice as fast without.
  const [{ openServerLog }, { startServing }, { whatToDo }] = await Promise.all([
    import('../../../../libs/platform/node/server-log.js'),
    import('../../../api/src/serving.js'),
    import('../../../api/src/start-banner.js'),
  ]);
  session.makes(config.MISAQ_DATA_DIR);
  const log = openServerLog(config);
  const serving = await started(config, () => startServing({ subjects, config, clock, environment, log }));
  session.note(await whatToDo(serving, { admin, isTerminal: process.stderr.isTTY }));
  return {
    ...done({}, () => ''),
    afterwards: async () => {
      await serving.told;
      await serving.stop();
    },
  };
}

async function started({ MISAQ_HOST, MISAQ_PORT }: Config, start: () => Promise<Serving>): Promise<Serving> {
  try {
    return await start();
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'bind') throw error;
    throw new RefusedError(
      edgeRefusal('address_unavailable', { host: MISAQ_HOST, port: MISAQ_PORT, reason: code ?? '' }),
    );
  }
}
