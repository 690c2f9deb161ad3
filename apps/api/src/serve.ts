import { pino } from 'pino';
import { systemClock } from '@misaq/application/clock.js';
import { ConfigError, readConfig } from '../../composition/src/config.js';
import { openService } from '../../composition/src/service.js';
import { createServer } from './server.js';

/** Runs the server until it is told to stop; gives the exit code of the process. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<number> {
  let config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { name, problem } of error.problems) process.stderr.write(`${name}: ${problem}\n`);
    return 2;
  }
  const log = pino({ level: config.MISAQ_LOG_LEVEL, base: null });
  const service = await openService(config.MISAQ_DATA_DIR, systemClock, environment, {
    note: (text) => {
      log.warn(text);
    },
  });
  const server = await createServer(service, config, log);
  const url = await server.listen();
  log.info({ url }, 'listening');
  await toldToStop();
  await server.close();
  await service.close();
  return 0;
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      resolve();
    });
    process.once('SIGTERM', () => {
      resolve();
    });
  });
}
