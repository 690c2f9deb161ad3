import '@misaq/platform/node/memory.js';
import { parentPort, workerData } from 'node:worker_threads';
import { checkedLog } from '@misaq/platform/event-store/log-check.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { openLogForFollowing } from '@misaq/platform/event-store/sqlite/log-for-reading.js';
import type { Progress } from '@misaq/platform/projections/rebuild.js';
import { openProjections, type ProjectionRunner } from '@misaq/platform/projections/runner.js';
import { projectionsOf } from '@misaq/platform/questions/board.js';
import { subjectsOf } from '@misaq/platform/subjects/subject.js';
import { inRebuildThreads } from './rebuild-threads.js';
import { logName } from './log-store.js';
import {
  type Call,
  type FromThread,
  type ModelsThreadData,
  sentError,
  type ToThread,
} from './models-thread-messages.js';

/* The thread that keeps the read models of a server. It ends when it is told to close, or with an error. */

const { folder, modelsFolder, subjects, acknowledged, sealing } = workerData as ModelsThreadData;
const send = (message: FromThread): void => parentPort?.postMessage(message);
const note = (text: string): void => {
  send({ kind: 'note', text });
};

let applied = LOG_START;
const { log, runner } = await opened().catch((error: unknown) => {
  send({ kind: 'refused', error: sentError(error) });
  throw error;
});

async function opened() {
  const log = openLogForFollowing(folder, acknowledged);
  const runner = await openProjections({
    folder: modelsFolder,
    store: checkedLog(log, logName(folder, undefined)),
    projections: projectionsOf(await subjectsOf(subjects)),
    log: note,
    watcher: {
      applied: (_events, upTo) => {
        applied = upTo;
      },
      shown: () => {
        send({ kind: 'shown', upTo: applied });
      },
    },
    onChange: (states) => {
      send({ kind: 'states', states });
    },
    thread: 'own',
    elsewhere: inRebuildThreads({ folder, modelsFolder, subjects, eventStoreUrl: undefined }, note),
    sealing,
    // The log of the same folder cannot have become another one.
    otherLog: 'refuse',
  });
  return { log, runner };
}

/** Those that can be broken off. */
const underWay = new Map<number, AbortController>();

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'grown':
      log.grownTo(message.position);
      return;
    case 'damaged':
      runner.doubt(message.name);
      return;
    case 'abort':
      underWay.get(message.id)?.abort();
      return;
    case 'call':
      void answer(message.id, message.call);
  }
});

async function answer(id: number, call: Call): Promise<void> {
  const ending = new AbortController();
  underWay.set(id, ending);
  try {
    const onProgress = (progress: Progress): void => {
      send({ kind: 'progress', id, progress });
    };
    send({ kind: 'done', id, result: await carryOut(runner, call, ending.signal, onProgress) });
  } catch (error) {
    send({ kind: 'failed', id, error: sentError(error) });
  } finally {
    underWay.delete(id);
  }
  // Nothing holds the thread any longer.
  if (call.method === 'close') parentPort?.close();
}

async function carryOut(
  { catchUp, follow, waitFor, rebuild, verify, close }: ProjectionRunner,
  call: Call,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<unknown> {
  switch (call.method) {
    case 'catchUp':
      return catchUp(onProgress);
    case 'follow':
      return follow(signal);
    case 'waitFor':
      return waitFor(call.position, call.timeoutMs, call.names);
    case 'rebuild':
      return rebuild(call.names, onProgress);
    case 'verify':
      return verify(call.names, onProgress);
    case 'close':
      await close();
      await log.close();
      return undefined;
  }
}
