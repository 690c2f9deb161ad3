import type { TableReader } from './table-reader.js';
import type { TableDefinition, TableWork } from './table.js';
import { readRising, writeVarint } from './varint.js';

/**
 * For each subject, the positions of the events that concern it, in order. Events are never copied. Positions are
 * stored in chunks of distances (one or two bytes each). A chunk is filled before the next begins, so that the same log
 * gives the same chunks for any sequence of batches.
 */
export interface PositionLists extends TableWork {
  readonly append: (subject: string, position: number) => void;
}

const POSITIONS_A_CHUNK = 512;
/** Number of subjects whose last chunk stays in memory between flushes. */
const SUBJECTS_KEPT = 2_000;

interface Tail {
  readonly subject: string;
  /** Number of positions in earlier chunks. */
  before: number;
  count: number;
  first: number;
  last: number;
  bytes: number[];
  /** Chunks that were filled since the last flush. */
  filled: readonly (string | number | Buffer)[][];
  changed: boolean;
}

type ChunkRow = readonly [before: number, count: number, first: number, last: number, distances: Buffer];

export function positionLists(): TableDefinition<PositionLists> {
  return {
    sqlTables: (name) => [
      {
        name,
        primaryKey: ['subject', 'first'],
        ddl:
          `CREATE TABLE ${name} (subject TEXT NOT NULL, first INTEGER NOT NULL, ` +
          'last INTEGER NOT NULL, before INTEGER NOT NULL, count INTEGER NOT NULL, distances BLOB NOT NULL, ' +
          'PRIMARY KEY (subject, first)) WITHOUT ROWID',
      },
    ],
    open(db, name) {
      const lastChunk = db
        .prepare<[string], ChunkRow>(
          `SELECT before, count, first, last, distances FROM ${name} WHERE subject = ? ` +
            'ORDER BY first DESC LIMIT 1',
        )
        .raw();
      const write = db.prepare(
        `INSERT INTO ${name} (subject, first, last, before, count, distances) VALUES (?, ?, ?, ?, ?, ?) ` +
          'ON CONFLICT DO UPDATE SET last = excluded.last, count = excluded.count, distances = excluded.distances',
      );
      const tails = new Map<string, Tail>();
      const changed: Tail[] = [];
      let latest: Tail | undefined;

      function tailOf(subject: string): Tail {
        // Many consecutive events concern the same actor or pool.
        if (latest?.subject === subject) return latest;
        let tail = tails.get(subject);
        if (tail === undefined) tails.set(subject, (tail = load(subject)));
        latest = tail;
        return tail;
      }

      function load(subject: unknown): Tail {
        if (typeof subject !== 'string') throw new TypeError('an event lacks the subject it is listed under');
        const [before, count, first, last, distances] = lastChunk.get(subject) ?? [
          0,
          0,
          0,
          0,
          Buffer.alloc(0),
        ];
        return { subject, before, count, first, last, bytes: [...distances], filled: [], changed: false };
      }

      function drop(): void {
        tails.clear();
        latest = undefined;
      }

      return {
        append(subject, position) {
          const tail = tailOf(subject);
          if (tail.count > 0 && position <= tail.last) throw new RangeError('positions grow along the log');
          if (tail.count === POSITIONS_A_CHUNK) {
            tail.filled = [...tail.filled, chunkOf(tail)];
            tail.before += tail.count;
            tail.count = 0;
            tail.bytes = [];
          }
          writeVarint(tail.bytes, tail.count === 0 ? position : position - tail.last);
          if (tail.count === 0) tail.first = position;
          tail.last = position;
          tail.count += 1;
          if (!tail.changed) {
            tail.changed = true;
            changed.push(tail);
          }
        },
        pending: () => changed.length,
        flush() {
          for (const tail of changed) {
            for (const chunk of tail.filled) write.run(chunk);
            write.run(chunkOf(tail));
            tail.filled = [];
            tail.changed = false;
          }
          changed.length = 0;
          if (tails.size > SUBJECTS_KEPT) drop();
        },
        forget() {
          drop();
          changed.length = 0;
        },
      };
    },
  };
}

function chunkOf({ subject, first, last, before, count, bytes }: Tail) {
  return [subject, first, last, before, count, Buffer.from(bytes)];
}

/** The number of positions of a subject. */
export function countPositions(reader: TableReader, table: string, subject: string): number {
  const [row] = reader.all<{ total: number }>(
    `SELECT before + count AS total FROM ${table} WHERE subject = ? ORDER BY first DESC LIMIT 1`,
    subject,
  );
  return row?.total ?? 0;
}

/** The number of positions of all subjects together. */
export function countAllPositions(reader: TableReader, table: string): number {
  const [row] = reader.all<{ total: number }>(`SELECT coalesce(sum(count), 0) AS total FROM ${table}`);
  return row?.total ?? 0;
}

/** Number of chunks that {@link pagesOfPositions} reads at once: some 8,000 positions. */
const CHUNKS_A_PAGE = 16;

/** Every position of a subject in order, page by page. */
export function* pagesOfPositions(
  reader: TableReader,
  table: string,
  subject: string,
): Generator<readonly number[], undefined> {
  for (let from = 0; ;) {
    const chunks = reader.all<{ last: number; distances: Buffer }>(
      `SELECT last, distances FROM ${table} WHERE subject = ? AND first >= ? ORDER BY first LIMIT ?`,
      subject,
      from,
      CHUNKS_A_PAGE,
    );
    const lastChunk = chunks.at(-1);
    if (lastChunk === undefined) return;
    const page: number[] = [];
    for (const { distances } of chunks) readRising(distances, -1, page);
    yield page;
    from = lastChunk.last + 1;
  }
}

/** The first positions of a subject after a position, in order, at most `limit` of them (Infinity: all). */
export function positionsAfter(
  reader: TableReader,
  table: string,
  subject: string,
  after: number,
  limit: number,
): number[] {
  const found: number[] = [];
  // The chunk with `after` begins at or before it. All earlier chunks end before it.
  const [start] = reader.all<{ first: number }>(
    `SELECT first FROM ${table} WHERE subject = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
    subject,
    after,
  );
  let from = start?.first ?? 0;
  while (found.length < limit) {
    const chunks = reader.all<{ last: number; distances: Buffer }>(
      `SELECT last, distances FROM ${table} WHERE subject = ? AND first >= ? ORDER BY first LIMIT ?`,
      subject,
      from,
      Math.min(2 + Math.ceil((limit - found.length) / POSITIONS_A_CHUNK), 200),
    );
    const lastChunk = chunks.at(-1);
    if (lastChunk === undefined) break;
    for (const { distances } of chunks) readRising(distances, after, found);
    from = lastChunk.last + 1;
  }
  if (found.length > limit) found.length = limit;
  return found;
}

/** The last positions of a subject before a position, latest first, at most `limit` of them. */
export function positionsBefore(
  reader: TableReader,
  table: string,
  subject: string,
  before: number,
  limit: number,
): number[] {
  const found: number[] = [];
  let end = Number.isFinite(before) ? before : Number.MAX_SAFE_INTEGER;
  while (found.length < limit) {
    const chunks = reader.all<{ first: number; distances: Buffer }>(
      `SELECT first, distances FROM ${table} WHERE subject = ? AND first < ? ORDER BY first DESC LIMIT ?`,
      subject,
      end,
      Math.min(2 + Math.ceil((limit - found.length) / POSITIONS_A_CHUNK), 200),
    );
    const firstChunk = chunks.at(-1);
    if (firstChunk === undefined) break;
    for (const { distances } of chunks) {
      const positions: number[] = [];
      readRising(distances, -1, positions);
      found.push(...positions.filter((position) => position < before).reverse());
    }
    end = firstChunk.first;
  }
  if (found.length > limit) found.length = limit;
  return found;
}
