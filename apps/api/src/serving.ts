import type { Logger } from 'pino';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { systemRandom } from '@misaq/platform/node/tokens.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { openExports } from '@misaq/platform/tasks/exports/exports.js';
import type { Config } from '@misaq/platform/node/config.js';
import { createExportTasks, exportFolder, exportLimits } from '@misaq/platform/tasks/export-tasks.js';
import { createImportTasks } from '@misaq/platform/tasks/import-tasks.js';
import { MODELS_THREAD } from '@misaq/platform/assembly/runner-in-thread.js';
import { nodeName } from '@misaq/platform/node/node-file.js';
import { removeServerFile, writeServerFile } from '@misaq/platform/node/server-file.js';
import { openService, type Service } from '@misaq/platform/assembly/service.js';
import { stopSignal } from '@misaq/platform/node/stop-signal.js';
import { openScheduler, startBackgroundWork } from '@misaq/platform/assembly/start-background-work.js';
import type { SubjectList } from '@misaq/platform/subjects/subject.js';
import { openStartupServer, type StartupServer } from '@misaq/platform/http/startup-server.js';
import { createServer } from './server.js';
import { startVerification } from '@misaq/platform/assembly/start-verification.js';

/** A server at work. */
export interface Serving {
  readonly url: string;
  readonly service: Service;
  /** The address of the screens; undefined where they were not built. */
  readonly pages: string | undefined;
  readonly signIn: SignIn;
  /** Resolves when the process is told to stop; listened for from before anybody can be answered. */
  readonly told: Promise<void>;
  /** Finishes what is under way, and lets the data directory go. */
  stop(): Promise<void>;
}

export interface ServingOptions {
  readonly subjects: SubjectList;
  readonly config: Config;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Logger;
  readonly onCatchUp?: (done: number, total: number) => void;
}

/**
 * Opens the data directory and serves it.
 * @throws what opening the directory throws, and errors of the system when the address cannot be taken
 */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const waitingRoom = await openStartupServer(options.config);
  try {
    return await serve(options, waitingRoom);
  } finally {
    await waitingRoom.close();
  }
}

// Longer than 60 lines: the steps of a start stand in their order, and those of the stop in the reverse order.
async function serve(
  { subjects, config, clock, environment, log, onCatchUp }: ServingOptions,
  waitingRoom: StartupServer,
): Promise<Serving> {
  const folder = config.MISAQ_DATA_DIR;
  const notes = {
    note: (text: string) => {
      log.warn(text);
    },
    onCatchUp: (done: number, total: number) => {
      waitingRoom.readTo(done, total);
      onCatchUp?.(done, total);
    },
  };
  const service = await openService(subjects, folder, clock, environment, notes, {
    resumeImports: false,
    modelsThread: MODELS_THREAD,
  });
  try {
    const say = (text: string): void => {
      log.info(text);
    };
    const scheduler = await openScheduler(config, clock, say, notes.note);
    const { imports } = service;
    const node = nodeName(folder, systemRandom);
    const importTasks = createImportTasks({ imports, scheduler, node, clock, log: say });
    const exports = openExports({
      folder: exportFolder(folder),
      node,
      clock,
      limits: exportLimits(config),
      sealKey: service.personKey.derived('seals of exports'),
      log: say,
    });
    const exportTasks = createExportTasks({ exports, scheduler, node, clock, log: say });
    // On Redis the workers do it, and this process only what lies in its own directory.
    const work =
      config.MISAQ_REDIS_URL === undefined
        ? await startBackgroundWork(service, scheduler, config, say)
        : undefined;
    if (work === undefined) await scheduler.start();
    importTasks.start();
    const verification = startVerification(service, config, (text) => {
      log.warn(text);
    });
    const unasked = {
      scheduler,
      importTasks,
      exportTasks,
      ...(work && { work }),
      ...(verification && { verification }),
    };
    const server = await createServer(service, config, log, unasked);
    exportTasks.start(server.tables);
    server.describe();
    const told = stopSignal();
    await waitingRoom.close();
    const url = await server.listen();
    writeServerFile(folder, { url, processId: process.pid });
    log.info({ url, dataDirectory: folder }, 'listening');
    return {
      url,
      service,
      pages: server.hasPages ? url : undefined,
      signIn: server.signIn,
      told,
      async stop() {
        log.info('stopping');
        await exportTasks.close();
        await server.close();
        await importTasks.close();
        await (work ?? scheduler).close();
        verification?.close();
        removeServerFile(folder);
        await service.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}
