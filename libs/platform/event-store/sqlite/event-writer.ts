import { answerRepetition, type Append } from '../append-rules.js';
import { EventIdConflictError, NO_STREAM, WrongRevisionError, type AppendResult } from '../port.js';
import { rowChecksum } from './checksum.js';
import { createEventRows } from './event-rows.js';
import type { LogFile } from './log-file.js';
import type { LogReader } from './log-reader.js';
import { isTakenKey } from './sqlite-errors.js';
import { createStreamHeads, type StreamHead } from './stream-heads.js';

/** The outcome of one append of a group: its result or its refusal. Both are final. */
export type Outcome = { readonly result: AppendResult } | { readonly refusal: Error };

/** Writes groups of appends on one connection. */
export interface EventWriter {
  /**
   * Commits a group in one transaction, in order. A refused append writes nothing and does not affect the others. There
   * are no savepoints: revisions are compared before any write, so only an SQLite error has to undo rows. Such an error
   * rolls back the whole transaction and is thrown. A used event id is such an error in a group of several, and a
   * refusal in a group of one.
   */
  commit(group: readonly Append[]): Outcome[];
  /** Position of the last committed event, -1 for an empty log. */
  lastPosition(): number;
}

export function createEventWriter(log: LogFile, reader: LogReader): EventWriter {
  const { db } = log;
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const headOfStream = db.prepare<[string], StreamHead>(
    'SELECT id, coalesce((SELECT max(revision) FROM events WHERE stream_id = streams.id), -1) AS revision FROM streams WHERE name = ?',
  );
  const insertStream = db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)');
  const rows = createEventRows(db);
  const heads = createStreamHeads();
  let committed = log.lastPosition();
  /** Position of the last event written by the current transaction. */
  let written = committed;

  function headOf(stream: string): StreamHead | undefined {
    const known = heads.get(stream);
    if (known !== undefined) return known;
    // No rows of this stream can be waiting: a group touches far fewer streams than are remembered.
    const stored = headOfStream.get(stream);
    if (stored !== undefined) heads.set(stream, stored);
    return stored;
  }

  function newStream(stream: string): StreamHead {
    const head = { id: Number(insertStream.run(stream).lastInsertRowid), revision: NO_STREAM };
    heads.set(stream, head);
    return head;
  }

  function write(append: Append): Outcome {
    const { stream, expectedRevision, events } = append;
    const known = headOf(stream);
    const actual = known?.revision ?? NO_STREAM;
    if (actual !== expectedRevision) return repetition(append, actual);
    const head = known ?? newStream(stream);
    for (const event of events) {
      const { id, type, data, metadata } = event;
      const position = written + 1;
      const revision = head.revision + 1;
      const checksum = rowChecksum(stream, revision, event);
      rows.add([position, head.id, revision, Buffer.from(id, 'hex'), type, data, metadata, checksum]);
      written = position;
      head.revision = revision;
    }
    return { result: { revision: head.revision, position: BigInt(written) } };
  }

  function repetition(append: Append, actual: number): Outcome {
    rows.flush();
    try {
      return { result: answerRepetition(append, actual, (id) => reader.eventWithId(append.stream, id)) };
    } catch (error) {
      if (error instanceof WrongRevisionError || error instanceof EventIdConflictError)
        return { refusal: error };
      throw error;
    }
  }

  function commitGroup(group: readonly Append[]): Outcome[] {
    begin.run();
    try {
      const outcomes = group.map(write);
      rows.flush();
      commit.run();
      committed = written;
      return outcomes;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      rows.discard();
      heads.clear();
      written = committed;
      throw error;
    }
  }

  /**
   * Finds an id that is already in its stream, after the index has refused it. A query before each insert would be too
   * slow.
   */
  function takenId({ stream, events }: Append): string | undefined {
    return events.find(({ id }) => reader.eventWithId(stream, id) !== undefined)?.id;
  }

  return {
    commit(group) {
      try {
        return commitGroup(group);
      } catch (error) {
        const [append, ...others] = group;
        if (append === undefined || others.length > 0 || !isTakenKey(error)) throw error;
        const id = takenId(append);
        if (id === undefined) throw error;
        return [{ refusal: new EventIdConflictError(append.stream, id) }];
      }
    },
    lastPosition: () => committed,
  };
}
