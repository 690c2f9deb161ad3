/**
 * A separate program that appends until it is killed, and prints on stdout what was acknowledged:
 * - node crash-writer.fixture.js FOLDER RUN [USER-ID]
 * - {"ready":true} · {"acknowledged":[stream, revision of the last event, id of the last event]} · {"refused":…}
 */
import { Database } from '@misaq/platform/sqlite/database.js';
import { writeSync } from 'node:fs';
import { eventHash } from '../chain.js';
import { NO_STREAM, type EventToAppend, type RecordedEvent } from '../port.js';
import { openSqliteEventStore, type SqliteEventStore } from './sqlite-event-store.js';

const [folder = '', run = '0', userId] = process.argv.slice(2);

/** Writes directly to the pipe: output before a kill has arrived. */
function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

let ids = 0;

/** One append of one to four chained events. Each event names its append and how many events that has. */
function nextAppend(lane: number, count: number, last: EventToAppend | undefined): EventToAppend[] {
  const size = 1 + ((lane + count) % 4);
  const events: EventToAppend[] = [];
  for (let part = 0; part < size; part += 1) {
    ids += 1;
    const before = events.at(-1) ?? last;
    events.push({
      id: Number(run).toString(16).padStart(16, '0') + ids.toString(16).padStart(16, '0'),
      type: 'FacilityPaid',
      data: JSON.stringify({
        append: `${run}-${String(lane)}-${String(count)}`,
        part,
        size,
        bank: 'بانک\u200cها',
      }),
      metadata: JSON.stringify({ prevHash: before === undefined ? null : eventHash(before) }),
    });
  }
  return events;
}

async function lastOf(store: SqliteEventStore, stream: string): Promise<RecordedEvent | undefined> {
  let last: RecordedEvent | undefined;
  for await (const batch of store.read(stream)) last = batch.at(-1);
  return last;
}

async function write(store: SqliteEventStore, lane: number): Promise<never> {
  // The first two streams continue from run to run. The others are new, so that kills also hit the creation of streams.
  const stream = lane < 2 ? `pool-${String(lane)}` : `pool-${String(lane)}-${run}`;
  let last: EventToAppend | undefined;
  let revision = NO_STREAM;
  const stored = lane < 2 ? await lastOf(store, stream) : undefined;
  if (stored !== undefined) [last, revision] = [stored, stored.revision];
  for (let count = 0; ; count += 1) {
    const events = nextAppend(lane, count, last);
    ({ revision } = await store.append(stream, revision, events));
    last = events.at(-1);
    say({ acknowledged: [stream, revision, last?.id] });
  }
}

if (userId !== undefined) {
  // Another user changes only the file permissions. The native module must be loaded before.
  new Database(':memory:').close();
  process.seteuid?.(Number(userId));
}
try {
  const store = openSqliteEventStore({ folder, checkpointAfterMs: 10 });
  say({ ready: true });
  await Promise.all(Array.from({ length: 16 }, (_, lane) => write(store, lane)));
} catch (error) {
  say({ refused: error instanceof Error ? { name: error.name, message: error.message } : String(error) });
}
