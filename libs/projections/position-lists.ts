import { type TableReader } from './table-reader.js';
import { partOf, type TableDefinition, type TableWork } from './table.js';
import { readRising, writeVarint } from './varint.js';

/**
 * For each subject the positions of the events that concern it, in order. Events are never copied. Positions stand in
 * chunks of distances (one or two bytes each); a chunk is filled before the next is begun, so that the same log gives
 * the same chunks however it was cut into batches.
 */
export interface PositionLists extends TableWork {
  readonly append: (kind: string, subject: string, position: number) => void;
}

const POSITIONS_A_CHUNK = 512;
/** Subjects whose last chunk stays in memory between flushes. */
const SUBJECTS_KEPT = 2_000;

interface Tail {
  readonly kind: string;
  readonly subject: string;
  /** Positions in the chunks before this one. */
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
        primaryKey: ['kind', 'subject', 'first'],
        ddl:
          `CREATE TABLE ${name} (kind TEXT NOT NULL, subject TEXT NOT NULL, first INTEGER NOT NULL, ` +
          'last INTEGER NOT NULL, before INTEGER NOT NULL, count INTEGER NOT NULL, distances BLOB NOT NULL, ' +
          'PRIMARY KEY (kind, subject, first)) WITHOUT ROWID',
      },
    ],
    open(db, name) {
      const lastChunk = db
        .prepare<[string, string], ChunkRow>(
          `SELECT before, count, first, last, distances FROM ${name} WHERE kind = ? AND subject = ? ` +
            'ORDER BY first DESC LIMIT 1',
        )
        .raw();
      const write = db.prepare(
        `INSERT INTO ${name} (kind, subject, first, last, before, count, distances) VALUES (?, ?, ?, ?, ?, ?, ?) ` +
          'ON CONFLICT DO UPDATE SET last = excluded.last, count = excluded.count, distances = excluded.distances',
      );
      const tails = new Map<string, Map<string, Tail>>();
      let kept = 0;
      const changed: Tail[] = [];

      function tailOf(kind: string, subject: string): Tail {
        let ofKind = tails.get(kind);
        if (ofKind === undefined) tails.set(kind, (ofKind = new Map<string, Tail>()));
        const found = ofKind.get(subject);
        if (found !== undefined) return found;
        partOf([kind, subject], 1);
        const [before, count, first, last, distances] = lastChunk.get(kind, subject) ?? [
          0,
          0,
          0,
          0,
          Buffer.alloc(0),
        ];
        const tail = {
          kind,
          subject,
          before,
          count,
          first,
          last,
          bytes: [...distances],
          filled: [],
          changed: false,
        };
        ofKind.set(subject, tail);
        kept += 1;
        return tail;
      }

      function drop(): void {
        tails.clear();
        kept = 0;
      }

      return {
        append(kind, subject, position) {
          const tail = tailOf(kind, subject);
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
          if (kept > SUBJECTS_KEPT) drop();
        },
        forget() {
          drop();
          changed.length = 0;
        },
      };
    },
  };
}

function chunkOf({ kind, subject, first, last, before, count, bytes }: Tail) {
  return [kind, subject, first, last, before, count, Buffer.from(bytes)];
}

/** How many positions a subject has. */
export function countPositions(reader: TableReader, table: string, kind: string, subject: string): number {
  const [row] = reader.all<{ total: number }>(
    `SELECT before + count AS total FROM ${table} WHERE kind = ? AND subject = ? ORDER BY first DESC LIMIT 1`,
    kind,
    subject,
  );
  return row?.total ?? 0;
}

/** The first positions of a subject after a position, at most `limit` of them (Infinity: all), in order. */
export function positionsAfter(
  reader: TableReader,
  table: string,
  kind: string,
  subject: string,
  after: number,
  limit: number,
): number[] {
  const found: number[] = [];
  // The chunk that holds `after` begins at or before it; those before that one end before it.
  const [start] = reader.all<{ first: number }>(
    `SELECT first FROM ${table} WHERE kind = ? AND subject = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
    kind,
    subject,
    after,
  );
  let from = start?.first ?? 0;
  while (found.length < limit) {
    const chunks = reader.all<{ last: number; distances: Buffer }>(
      `SELECT last, distances FROM ${table} WHERE kind = ? AND subject = ? AND first >= ? ORDER BY first LIMIT ?`,
      kind,
      subject,
      from,
      Math.min(2 + Math.ceil((limit - found.length) / POSITIONS_A_CHUNK), 200),
    );
    const lastChunk = chunks.at(-1);
    if (lastChunk === undefined) break;
    for (const { distances } of chunks)
      for (const position of readRising(distances))
        if (position > after && found.length < limit) found.push(position);
    from = lastChunk.last + 1;
  }
  return found;
}
