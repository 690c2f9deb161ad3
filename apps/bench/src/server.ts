import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileSystemOf } from './file-system.js';
import { inOwnProcess } from './own-process.js';
import type { FillFigures } from './full-log-figures.js';
import { Client } from './requests.js';
import { startServer, tokensOn } from './served.js';
import {
  measureCommands,
  measureDueAtStart,
  measureLive,
  measureReads,
  watchMemory,
} from './server-measures.js';
import { IN_FLIGHT } from './workload.js';
import { removedAtExit } from '@misaq/platform/node/removed-at-exit.js';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';

export interface ServerBenchOptions {
  readonly folder: string;
  /** Events in the log that is served. */
  readonly events: number;
  /** How long the mixed load goes on, in which memory is watched. */
  readonly minutes: number;
  readonly note: (text: string) => void;
}

/** What a server on a full log did; the load came from another process on the same machine. */
export interface ServerFigures {
  readonly events: number;
  readonly startToReadyMs: number;
  /** How long the reviews took that were due when it started, and reads of a board in the meantime. */
  readonly dueAtStartSeconds: number;
  readonly readsWhileDuePerSec: number;
  /** Of the board that was answered least often, 16 in flight. */
  readonly readsPerSec: number;
  readonly slowestBoard: string;
  /** Of the slowest board, at 750 requests a second. */
  readonly readP99Ms: number;
  readonly commands64PerSec: number;
  /** The same commands without HTTP, in the process that filled the log. */
  readonly commands64WithoutHttpPerSec: number;
  readonly liveP99Ms: number;
  readonly liveMaxMs: number;
  readonly mixedMinutes: number;
  /** Resident memory under the mixed load: after the first tenth of the time, at the end, and the most there was. */
  readonly rssStartMb: number;
  readonly rssEndMb: number;
  readonly rssMaxMb: number;
}

/** Fills a log, serves it by a process of its own, and measures that from here. */
export async function benchServer({
  folder,
  events,
  minutes,
  note,
}: ServerBenchOptions): Promise<ServerFigures> {
  makeFolder(folder);
  const here = mkdtempSync(join(folder, 'bench-server-'));
  const forget = removedAtExit(here);
  try {
    note(`measuring on ${fileSystemOf(folder).name}, in ${here}`);
    note(`filling a log with ${String(events)} events through the command handlers`);
    const filled = await inOwnProcess<FillFigures>('./full-log.js', here, 'fill', String(events));
    await inOwnProcess('./full-log.js', here, 'questions');
    const tokens = await tokensOn(here);
    note('starting the server');
    const started = performance.now();
    const server = await startServer(here);
    try {
      const startToReadyMs = Math.round(performance.now() - started);
      const client = new Client(server.url, tokens);
      note('waiting for the reviews that are due');
      const due = await measureDueAtStart(client);
      note('reading every board');
      const reads = await measureReads(client);
      note(`commands, ${String(IN_FLIGHT)} in flight`);
      const commands64PerSec = await measureCommands(client);
      note('live updates');
      const live = await measureLive(client);
      note(`mixed load for ${String(minutes)} minutes`);
      const memory = await watchMemory(client, server.process, minutes);
      await client.close();
      return {
        events: filled.events,
        startToReadyMs,
        ...due,
        ...reads,
        commands64PerSec,
        commands64WithoutHttpPerSec: filled.commands64PerSec,
        ...live,
        mixedMinutes: minutes,
        ...memory,
      };
    } finally {
      server.process.kill('SIGTERM');
      await once(server.process, 'exit');
    }
  } finally {
    rmSync(here, { recursive: true, force: true });
    forget();
  }
}
