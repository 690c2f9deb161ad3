import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { REAL_URL } from '@misaq/platform/event-store/eventstoredb/store-under-test.fixture.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { ROOT } from '../e2e/misaq.fixture.js';

/**
 * The one log of several nodes: the protocol double as a process of its own, or the real server that MISAQ_TEST_ESDB_URL
 * names. Nodes use a server as a whole, so that the real one has to be empty.
 */
export interface LogProcess {
  /** `esdb://…` */
  readonly url: string;
  /** Sends the double an order (see its `main.mjs`); returns its answer. Fails on a real server, which takes no orders. */
  tell(order: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** All events in order. */
  events(): Promise<readonly StoredEvent[]>;
  stop(): Promise<void>;
}

const DOUBLE = join(ROOT, 'test', 'support', 'eventstoredb-double', 'main.mjs');

export async function startLog(): Promise<LogProcess> {
  return REAL_URL === undefined ? startDouble() : emptyServer(REAL_URL);
}

async function emptyServer(url: string): Promise<LogProcess> {
  if ((await eventsAt(url)).length > 0) throw new Error(`the log at ${url} is not empty`);
  return {
    url,
    tell: ({ do: verb }) =>
      // There are no faults to clear.
      verb === 'clearFaults'
        ? Promise.resolve({})
        : Promise.reject(new Error(`only the double takes the order ${String(verb)}`)),
    events: () => eventsAt(url),
    stop: () => Promise.resolve(),
  };
}

async function startDouble(): Promise<LogProcess> {
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', DOUBLE], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the double has no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<Readonly<Record<string, unknown>>> => {
    const next: IteratorResult<string, unknown> = await lines.next();
    if (next.done === true) throw new Error('the double has ended');
    return JSON.parse(next.value) as Readonly<Record<string, unknown>>;
  };
  const url = String((await line()).url);
  return {
    url,
    tell(order) {
      stdin.write(`${JSON.stringify(order)}\n`);
      return line();
    },
    events: () => eventsAt(url),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      stdin.end();
      await ended;
    },
  };
}

async function eventsAt(url: string): Promise<readonly StoredEvent[]> {
  const store = await openEventStoreDb({ url });
  const events: StoredEvent[] = [];
  for await (const page of store.readAll(LOG_START)) events.push(...page.map(readStored));
  await store.close();
  return events;
}
