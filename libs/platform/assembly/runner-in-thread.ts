import { Worker } from 'node:worker_threads';
import { LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import type { SqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import type { Progress, Rebuilt } from '@misaq/platform/projections/rebuild.js';
import type { ProjectionRunner, Watcher } from '@misaq/platform/projections/runner.js';
import { openServedTables, type ServedTables } from '@misaq/platform/projections/served-tables.js';
import type { Sealing } from '@misaq/platform/projections/seal.js';
import { healthOf, type TargetState } from '@misaq/platform/projections/target.js';
import { YOUNG_MB } from './rebuild-threads.js';
import {
  type Call,
  type FromThread,
  type ModelsThreadData,
  receivedError,
  type ToThread,
} from './models-thread-messages.js';

export interface RunnerInThreadOptions {
  readonly folder: string;
  readonly modelsFolder: string;
  /** See `SubjectList.module`. */
  readonly subjects: string;
  readonly store: Pick<EventStore, 'readAll' | 'health'> & Pick<SqliteEventStore, 'grown'>;
  /** Told, in a sentence for an operator, when a file is thrown away or a read model stops. */
  readonly log: (message: string) => void;
  readonly sealing: Sealing;
  /** Who wants to know what the tables come to show. */
  readonly watcher?: Watcher;
  /** What the thread runs: {@link MODELS_THREAD}, as it was built. */
  readonly program: URL;
}

/** Keeps all read models. */
export const MODELS_THREAD = new URL('./models-thread.js', import.meta.url);

interface Waiting {
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** A thread at work. */
interface Thread {
  readonly send: (message: ToThread) => void;
  readonly ask: (
    call: Call,
    more?: {
      readonly onProgress?: ((progress: Progress) => void) | undefined;
      readonly signal?: AbortSignal;
    },
  ) => Promise<unknown>;
  readonly isOver: () => boolean;
  readonly ended: Promise<void>;
}

/**
 * The read models of a server, written by a thread of their own. Writing their tables took a fifth of the time of a command
 * (measured), and questions waited for it. Questions are answered in this thread, from the same files.
 *
 * When the writing thread dies, all read models are stopped until `follow` is called again, which starts another thread.
 *
 * @throws what opening the log or the files throws in the thread
 */
export async function openRunnerInThread(options: RunnerInThreadOptions): Promise<ProjectionRunner> {
  const { store, log, watcher } = options;
  const tables = new Map<string, ServedTables>();
  const closing = new AbortController();
  let thread: Thread | undefined;
  let starting: Promise<Thread> | undefined;
  const tell = createTelling(store, watcher);

  function told(states: readonly TargetState[]): void {
    for (const state of states) {
      const served = tables.get(state.name);
      if (served !== undefined) served.told(state);
      else
        tables.set(
          state.name,
          openServedTables(state, (name) => thread?.send({ kind: 'damaged', name })),
        );
    }
  }

  function ended(why: string): void {
    thread = undefined;
    if (closing.signal.aborted) return;
    log(`the thread of the read models ended: ${why}`);
    for (const served of tables.values()) served.abandoned(why);
  }

  /** The one that is at work; another when that has ended. */
  function atWork(): Promise<Thread> {
    if (thread !== undefined) return Promise.resolve(thread);
    // Files that an earlier thread of this process has kept need not be proven again.
    const sealing = { ...options.sealing, proven: tables.size > 0 };
    starting ??= startThread({ ...options, sealing }, { told, shown: tell.shown, ended })
      .then((started) => {
        // It may have died in the moment in which it began.
        if (!started.isOver()) thread = started;
        return started;
      })
      .finally(() => {
        starting = undefined;
      });
    return starting;
  }

  async function tellGrowth(): Promise<void> {
    while (!closing.signal.aborted) {
      await store.grown(closing.signal);
      const { position } = await store.health();
      thread?.send({ kind: 'grown', position });
    }
  }

  function called(name: string): ServedTables {
    const found = tables.get(name);
    if (found === undefined) throw new RangeError(`there is no projection ${name}`);
    return found;
  }

  const states = (names: readonly string[] = [...tables.keys()]): readonly TargetState[] =>
    names.map((name) => called(name).state());

  /** What all that go on show. */
  function lowest(): bigint {
    const positions = states()
      .filter(({ stop }) => stop?.position === undefined)
      .map(({ position }) => position);
    return positions.reduce((a, b) => (a < b ? a : b), positions[0] ?? LOG_START);
  }

  /** Reads the damaged part of the log in this thread too: the store then finds the damage and refuses further commands. */
  async function meet(error: unknown): Promise<void> {
    if (!(error instanceof LogDamagedError)) return;
    for await (const page of store.readAll(lowest())) if (page.length === 0) break;
  }

  async function build(
    method: 'rebuild' | 'verify',
    names: readonly string[] | undefined,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Promise<readonly Rebuilt[]> {
    names?.forEach(called);
    const running = await atWork();
    return (await running.ask({ method, names }, { onProgress })) as readonly Rebuilt[];
  }

  await atWork();
  const telling = tellGrowth();

  return {
    async catchUp(onProgress) {
      const running = await atWork();
      await running.ask({ method: 'catchUp' }, { onProgress });
    },
    async follow(signal) {
      const running = await atWork();
      tell.begin(lowest());
      try {
        await running.ask({ method: 'follow' }, { signal });
      } catch (error) {
        await meet(error);
        throw error;
      }
    },
    async health() {
      const { position: end } = await store.health();
      return states().map((state) => healthOf(state, end));
    },
    async waitFor(position, timeoutMs, names) {
      if (states(names).every((state) => state.position >= position)) return true;
      if (thread === undefined) return false;
      return (
        (await thread.ask({ method: 'waitFor', position, timeoutMs, names }).catch(() => false)) === true
      );
    },
    rebuild: (names, onProgress) => build('rebuild', names, onProgress),
    verify: (names, onProgress) => build('verify', names, onProgress),
    reader: (name) => called(name).reader,
    doubt: (name) => thread?.send({ kind: 'damaged', name }),
    async close() {
      closing.abort();
      await Promise.all([telling, tell.atRest()]);
      // The last connection to a file, which is its writer's, leaves it in one piece.
      for (const served of tables.values()) served.close();
      const running = thread ?? (await starting?.catch(() => undefined));
      if (running === undefined) return;
      await running.ask({ method: 'close' }).catch(() => undefined);
      await running.ended;
    },
  };
}

interface Hearing {
  readonly told: (states: readonly TargetState[]) => void;
  readonly shown: (upTo: bigint) => void;
  readonly ended: (why: string) => void;
}

/** @returns when it is at work, and has said where everything stands */
async function startThread(
  { folder, modelsFolder, subjects, store, log, sealing, program }: RunnerInThreadOptions,
  { told, shown, ended }: Hearing,
): Promise<Thread> {
  const { position: acknowledged } = await store.health();
  const workerData: ModelsThreadData = { folder, modelsFolder, subjects, acknowledged, sealing };
  const worker = new Worker(program, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let why: Error | undefined;
  let over: Error | undefined;

  const thread: Thread = {
    send: (message) => {
      worker.postMessage(message);
    },
    ask: (call, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        if (over !== undefined) {
          reject(over);
          return;
        }
        const id = (calls += 1);
        const abort = (): void => {
          worker.postMessage({ kind: 'abort', id } satisfies ToThread);
        };
        const settled = (): void => {
          waiting.delete(id);
          signal?.removeEventListener('abort', abort);
        };
        waiting.set(id, {
          done: (result) => {
            settled();
            resolve(result);
          },
          failed: (error) => {
            settled();
            reject(error);
          },
          onProgress,
        });
        worker.postMessage({ kind: 'call', id, call } satisfies ToThread);
        signal?.addEventListener('abort', abort);
        if (signal?.aborted === true) abort();
      }),
    isOver: () => over !== undefined,
    ended: new Promise((resolve) => {
      worker.once('exit', (code) => {
        over = why ?? new Error(`the thread of the read models ended with ${String(code)}`);
        for (const { failed } of [...waiting.values()]) failed(over);
        ended(over.message);
        resolve();
      });
    }),
  };

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'refused':
          why = receivedError(message.error);
          return;
        case 'states':
          told(message.states);
          resolve();
          return;
        case 'shown':
          shown(message.upTo);
          return;
        case 'note':
          log(message.text);
          return;
        case 'progress':
          waiting.get(message.id)?.onProgress?.(message.progress);
          return;
        case 'done':
          waiting.get(message.id)?.done(message.result);
          return;
        case 'failed':
          waiting.get(message.id)?.failed(receivedError(message.error));
      }
    });
    worker.once('error', (error) => {
      why ??= error;
      reject(why);
    });
    worker.once('exit', (code) => {
      reject(why ?? new Error(`the thread of the read models ended with ${String(code)}`));
    });
  });
  // What was recorded while it began.
  thread.send({ kind: 'grown', position: (await store.health()).position });
  return thread;
}

/** Tells a watcher what came to be shown, in order. The events are read here, and only when somebody looks at them. */
function createTelling(store: Pick<EventStore, 'readAll'>, watcher: Watcher | undefined) {
  let toldUpTo: bigint | undefined;
  let last: Promise<void> = Promise.resolve();
  let underWay = 0;

  async function tellEvents(to: Watcher, after: bigint, upTo: bigint): Promise<void> {
    try {
      for await (const page of store.readAll(after)) {
        const wanted = page.filter(({ position }) => position <= upTo);
        if (wanted.length > 0) to.applied(wanted.map(logEvent), wanted.at(-1)?.position ?? upTo);
        if (wanted.length < page.length) break;
      }
    } catch {
      // The runner that follows the log reports why it cannot be read. The watcher has to ask for everything again.
      to.applied([], upTo);
    }
    to.shown();
  }

  function shown(upTo: bigint): void {
    if (watcher === undefined) return;
    const after = toldUpTo ?? LOG_START;
    toldUpTo = upTo;
    if (underWay === 0 && watcher.isIdle?.() === true) {
      watcher.applied([], upTo);
      watcher.shown();
      return;
    }
    underWay += 1;
    last = last
      .then(() => tellEvents(watcher, after, upTo))
      .finally(() => {
        underWay -= 1;
      });
  }

  return {
    /** Where the tables stand when the log is followed for the first time; a later thread goes on from what was told. */
    begin: (position: bigint): void => {
      toldUpTo ??= position;
    },
    shown,
    atRest: () => last,
  };
}
