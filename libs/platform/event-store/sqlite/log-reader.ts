import { LogDamagedError } from '../log-damaged.js';
import type { RecordedEvent } from '../port.js';
import { rowChecksum } from './checksum.js';
import type { LogFile } from './log-file.js';

/** Limits of a page, whichever is reached first. Size is counted in UTF-16 units of data and metadata. */
const PAGE_EVENTS = 500;
const PAGE_UNITS = 2_000_000;

type Row = [
  position: number,
  stream: string | null,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  checksum: number,
];

/** Synchronous reads of one connection. Each is short, so that appends wait for one page at most. */
export interface LogReader {
  /** Events with `after < position <= upTo`, at most one page. Empty when there are none. */
  page(after: number, upTo: number): RecordedEvent[];
  /** Events of one stream from a revision on, at most one page, and whether more may follow. */
  streamPage(stream: string, from: number): { readonly events: RecordedEvent[]; readonly more: boolean };
  /** Names of streams that begin with a text, in order. */
  streamNames(begin: string): string[];
  eventAt(position: number): RecordedEvent | undefined;
  eventOf(stream: string, revision: number): RecordedEvent | undefined;
  eventWithId(stream: string, id: string): RecordedEvent | undefined;
}

const SELECT =
  'SELECT position, name, revision, lower(hex(events.id)), type, data, metadata, checksum FROM events ' +
  'LEFT JOIN streams ON streams.id = stream_id ';
const STREAM = '(SELECT id FROM streams WHERE name = ?)';

export function createLogReader(log: LogFile): LogReader {
  const { db, file } = log;
  const pageRows = db
    .prepare<[number, number, number], Row>(
      `${SELECT} WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
    )
    .raw();
  const streamId = db.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck();
  const streamRows = db
    .prepare<[number, number, number], Row>(
      `${SELECT} WHERE stream_id = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    )
    .raw();
  const names = db
    .prepare<[string, string], string>('SELECT name FROM streams WHERE name >= ? AND name < ? ORDER BY name')
    .pluck();
  const rowAt = db.prepare<[number], Row>(`${SELECT} WHERE position = ?`).raw();
  const rowOf = db
    .prepare<[string, number], Row>(`${SELECT} WHERE stream_id = ${STREAM} AND revision = ?`)
    .raw();
  const rowWithId = db
    .prepare<[string, Buffer], Row>(`${SELECT} WHERE stream_id = ${STREAM} AND events.id = ?`)
    .raw();

  function recorded(row: Row): RecordedEvent {
    const [position, stream, revision, id, type, data, metadata, checksum] = row;
    if (stream === null)
      throw new LogDamagedError(file, `the event at position ${String(position)} has no stream`, {
        place: { position: BigInt(position) },
      });
    const event = { position: BigInt(position), stream, revision, id, type, data, metadata };
    if (rowChecksum(stream, revision, event) !== checksum) {
      throw new LogDamagedError(
        file,
        `the event at position ${String(position)} (${stream}, revision ${String(revision)}) is not what was written`,
        { place: { position: event.position, stream } },
      );
    }
    return event;
  }

  function collect(rows: Iterable<Row>): { events: RecordedEvent[]; more: boolean } {
    const events: RecordedEvent[] = [];
    let units = 0;
    for (const row of rows) {
      const event = recorded(row);
      events.push(event);
      units += event.data.length + event.metadata.length;
      if (units >= PAGE_UNITS) return { events, more: true };
    }
    return { events, more: events.length === PAGE_EVENTS };
  }

  /**
   * Most reads of an import are of streams that do not exist yet. They query only the name, which takes a third of the
   * time.
   */
  function streamPage(stream: string, from: number): { events: RecordedEvent[]; more: boolean } {
    const id = streamId.get(stream);
    return id === undefined
      ? { events: [], more: false }
      : collect(streamRows.iterate(id, from, PAGE_EVENTS));
  }

  const one = (row: Row | undefined) => (row === undefined ? undefined : recorded(row));

  return {
    page: (after, upTo) => collect(pageRows.iterate(after, upTo, PAGE_EVENTS)).events,
    streamPage,
    streamNames: (begin) => names.all(begin, afterAllThatBegin(begin)),
    eventAt: (position) => one(rowAt.get(position)),
    eventOf: (stream, revision) => one(rowOf.get(stream, revision)),
    eventWithId: (stream, id) => one(rowWithId.get(stream, Buffer.from(id, 'hex'))),
  };
}

/** The first text after all texts with this beginning. @param begin ends with an ASCII character */
function afterAllThatBegin(begin: string): string {
  return begin.slice(0, -1) + String.fromCharCode(begin.charCodeAt(begin.length - 1) + 1);
}
