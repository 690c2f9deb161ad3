import '@misaq/platform/node/umask.js';
import '@misaq/platform/node/memory.js';
import { changeToUsersFolder } from '@misaq/platform/node/users-folder.js';
import { openServerLog } from '@misaq/platform/node/server-log.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { ConfigError, readConfig } from '@misaq/platform/node/config.js';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { startWorker } from './worker.js';

changeToUsersFolder(process.env);

const DONE = 0;
const COULD_NOT_START = 1;
const BAD_USAGE = 2;

process.exitCode = await main(process.env);

/** Does what is due on a log that API nodes record to, until it is told to stop. */
async function main(environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    const config = readConfig(environment);
    const log = openServerLog(config);
    const worker = await startWorker({
      subjects: ALL_SUBJECTS,
      config,
      clock: systemClock,
      environment,
      log,
    });
    await worker.told;
    await worker.stop();
    return DONE;
  } catch (error) {
    const problems =
      error instanceof ConfigError ? error.problems.map(({ name, problem }) => `${name}: ${problem}`) : [];
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `${problems.length > 0 ? problems.join('\n') : `The worker could not start: ${message}`}\n`,
    );
    return problems.length > 0 ? BAD_USAGE : COULD_NOT_START;
  }
}
