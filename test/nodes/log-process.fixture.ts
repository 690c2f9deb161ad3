import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { ROOT } from '../e2e/misaq.fixture.js';

/** The double of EventStoreDB as a separate process: the common log of several nodes. */
export interface LogProcess {
  /** `esdb://…` */
  readonly url: string;
  /** Sends it an order (see its `main.mjs`); returns its answer. */
  tell(order: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** All events in order. */
  events(): Promise<readonly StoredEvent[]>;
  stop(): Promise<void>;
}

const DOUBLE = join(ROOT, 'test', 'support', 'eventstoredb-double', 'main.mjs');

export async function startLog(): Promise<LogProcess> {
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
    async events() {
      const store = await openEventStoreDb({ url });
      const events: StoredEvent[] = [];
      for await (const page of store.readAll(LOG_START)) events.push(...page.map(readStored));
      await store.close();
      return events;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      stdin.end();
      await ended;
    },
  };
}
