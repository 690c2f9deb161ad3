import { join } from 'node:path';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import {
  type EventStore,
  LOG_START,
  NO_STREAM,
  type RecordedEvent,
} from '@misaq/platform/event-store/port.js';
import {
  openSqliteEventStore,
  type SqliteEventStore,
} from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { rawLog, type RawLog } from './raw.js';
import { Rate, secondsOf } from './stopwatch.js';
import { IN_FLIGHT } from './workload.js';

/** Appends against the plain loop, in rounds that take turns. All figures are events a second. */
export interface AppendFigures {
  readonly rawSingleCommitPerSec: number;
  /** As many events a commit as the bench has commands in flight: what durable writing alone would come to. */
  readonly rawBatch64PerSec: number;
  readonly rawBatch200PerSec: number;
  readonly appendSinglePerSec: number;
  readonly appendBatch200PerSec: number;
}

const ROUNDS = 6;
const SINGLES = 500;
const BATCHED = 10_000;
const BATCH = 200;

/** @param events at least EVENTS_NEEDED as commands have written them; their ids differ */
export async function measureAppends(
  folder: string,
  events: readonly RecordedEvent[],
): Promise<AppendFigures> {
  makeFolder(folder);
  const raw = rawLog(folder);
  const store = openSqliteEventStore({ folder: join(folder, 'store') });
  const rates = {
    rawSingle: new Rate(),
    rawBatch64: new Rate(),
    rawBatch: new Rate(),
    single: new Rate(),
    batch: new Rate(),
  };
  let used = 0;
  const next = (count: number): readonly RecordedEvent[] => {
    const some = events.slice(used, used + count);
    if (some.length < count) throw new Error('too few events to measure with');
    used += count;
    return some;
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    const singles = next(SINGLES);
    const batched = next(BATCHED);
    const batched64 = next(BATCHED);
    rates.rawBatch64.add(BATCHED, raw.write(batched64, IN_FLIGHT));
    await measureRound(raw, store, round, singles, batched, rates);
  }
  raw.close();
  await store.close();
  return {
    rawSingleCommitPerSec: rates.rawSingle.perSec,
    rawBatch64PerSec: rates.rawBatch64.perSec,
    rawBatch200PerSec: rates.rawBatch.perSec,
    appendSinglePerSec: rates.single.perSec,
    appendBatch200PerSec: rates.batch.perSec,
  };
}

async function measureRound(
  raw: RawLog,
  store: SqliteEventStore,
  round: number,
  singles: readonly RecordedEvent[],
  batched: readonly RecordedEvent[],
  rates: Record<'rawSingle' | 'rawBatch' | 'single' | 'batch', Rate>,
): Promise<void> {
  rates.rawSingle.add(singles.length, raw.write(singles, 1));
  rates.single.add(
    singles.length,
    await secondsOf(() => appendAll(store, `single-${String(round)}`, singles, 1)),
  );
  rates.rawBatch.add(batched.length, raw.write(batched, BATCH));
  rates.batch.add(
    batched.length,
    await secondsOf(() => appendAll(store, `batch-${String(round)}`, batched, BATCH)),
  );
}

async function appendAll(
  store: SqliteEventStore,
  stream: string,
  events: readonly RecordedEvent[],
  each: number,
): Promise<void> {
  for (let from = 0; from < events.length; from += each)
    await store.append(stream, from === 0 ? NO_STREAM : from - 1, events.slice(from, from + each));
}

/** The first events of a log. */
export async function firstEvents(store: EventStore, count: number): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll(LOG_START)) {
    events.push(...batch);
    if (events.length >= count) break;
  }
  return events.slice(0, count);
}

export const EVENTS_NEEDED = ROUNDS * (SINGLES + 2 * BATCHED);
