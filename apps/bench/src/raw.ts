import { join } from 'node:path';
import { Database } from '@misaq/platform/sqlite/database.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import { seconds } from './stopwatch.js';

/*
 * What the event store is compared with: a plain loop over better-sqlite3 that writes and reads the same bytes with
 * the same pragmas and the same indexes, and does nothing else. Events keep the streams and revisions they were
 * recorded with: sixteen pools touch sixteen pages of an index where one would touch one.
 */

const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, revision INTEGER NOT NULL, id BLOB NOT NULL,
    type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
    UNIQUE (stream_id, revision), UNIQUE (id, stream_id)
  ) STRICT`;
const PAGE = 1_000;

type Row = readonly [
  streamId: number,
  revision: number,
  id: Buffer,
  type: string,
  data: string,
  metadata: string,
];

export interface RawLog {
  /** Writes events in transactions of `each`. @returns seconds */
  write(events: readonly RecordedEvent[], each: number): number;
  close(): void;
}

export function rawLog(folder: string): RawLog {
  const db = new Database(join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const insert = db.prepare<[...Row]>(
    'INSERT INTO events (stream_id, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const streams = new Map<string, number>();
  const idOf = (stream: string): number => {
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, streams.size + 1);
    return known ?? streams.size;
  };
  return {
    write(events, each) {
      const rows = events.map(({ stream, revision, id, type, data, metadata }): Row => [
        idOf(stream),
        revision,
        Buffer.from(id, 'hex'),
        type,
        data,
        metadata,
      ]);
      return seconds(() => {
        for (let from = 0; from < rows.length; from += each) {
          db.exec('BEGIN IMMEDIATE');
          for (const row of rows.slice(from, from + each)) insert.run(...row);
          db.exec('COMMIT');
        }
      });
    },
    close: () => {
      db.close();
    },
  };
}

/** Reads a whole log in pages and parses data and metadata of every event. The log must not be open elsewhere. */
export function rawReplay(logFile: string): { readonly events: number; readonly seconds: number } {
  const db = new Database(logFile, { readonly: true });
  const page = db.prepare<[number, number], { position: number; data: string; metadata: string }>(
    'SELECT position, stream_id, revision, id, type, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  let events = 0;
  const taken = seconds(() => {
    for (let after = -1; ;) {
      const rows = page.all(after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return;
      for (const { data, metadata } of rows) {
        JSON.parse(data);
        JSON.parse(metadata);
      }
      events += rows.length;
      after = last.position;
    }
  });
  db.close();
  return { events, seconds: taken };
}
