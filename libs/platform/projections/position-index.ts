import type { TableReader } from './table-reader.js';
import type { SqlTable, TableDefinition, TableWork } from './table.js';

/**
 * Positions of events by subject, for very many subjects with few events each. One row for each subject took a tenth of
 * a rebuild. Instead, each position is stored with a hash of its subject, among those of a range of the log. A query
 * reads one bucket of each range and then the events themselves.
 */
export interface PositionIndex extends TableWork {
  readonly add: (subject: string, position: number) => void;
}

/** Number of positions in a range; an offset in it fits into two bytes. */
const RANGE = 16_384;
const BUCKETS = 64;
/** Four bytes of hash, and two bytes for the distance from the beginning of the range. */
const ENTRY_BYTES = 6;

/** Table of completed ranges, which no longer change. */
const sealedTable = (name: string): SqlTable => ({
  name: `${name}Sealed`,
  primaryKey: ['bucket', 'range'],
  ddl:
    `CREATE TABLE ${name}Sealed (bucket INTEGER NOT NULL, range INTEGER NOT NULL, entries BLOB NOT NULL, ` +
    'PRIMARY KEY (bucket, range)) WITHOUT ROWID',
});

/** Table of the range that is being filled. */
const openTable = (name: string): SqlTable => ({
  name: `${name}Open`,
  primaryKey: ['position'],
  ddl: `CREATE TABLE ${name}Open (position INTEGER NOT NULL PRIMARY KEY, hash INTEGER NOT NULL)`,
});

interface Range {
  readonly range: number;
  readonly positions: number[];
  readonly hashes: number[];
  /** How many entries the open table has. */
  written: number;
}

export function positionIndex(): TableDefinition<PositionIndex> {
  return {
    sqlTables: (name) => [sealedTable(name), openTable(name)],
    open(db, name) {
      const written = db
        .prepare<[], [number, number]>(`SELECT position, hash FROM ${name}Open ORDER BY position`)
        .raw();
      const insert = db.prepare<[number, number]>(`INSERT INTO ${name}Open (position, hash) VALUES (?, ?)`);
      const clear = db.prepare(`DELETE FROM ${name}Open`);
      const seal = db.prepare<[number, number, Buffer]>(
        `INSERT INTO ${name}Sealed (bucket, range, entries) VALUES (?, ?, ?)`,
      );
      let current: Range | undefined;
      let ended: Range[] = [];

      /** The range in the file, if one was begun. */
      function load(range: number): Range {
        const rows = written.all();
        const first = rows[0]?.[0];
        return {
          range: first === undefined ? range : rangeOf(first),
          positions: rows.map(([position]) => position),
          hashes: rows.map(([, hash]) => hash),
          written: rows.length,
        };
      }

      return {
        add(subject, position) {
          const range = rangeOf(position);
          current ??= load(range);
          if (current.range !== range) {
            ended.push(current);
            current = { range, positions: [], hashes: [], written: 0 };
          }
          current.positions.push(position);
          current.hashes.push(hashOf(subject));
        },
        pending: () =>
          current === undefined ? 0 : ended.length * BUCKETS + current.positions.length - current.written,
        flush() {
          if (current === undefined) return;
          if (ended.length > 0) clear.run();
          for (const range of ended)
            for (const [bucket, entries] of bucketsOf(range)) seal.run(bucket, range.range, entries);
          ended = [];
          for (let index = current.written; index < current.positions.length; index += 1)
            insert.run(current.positions[index] ?? 0, current.hashes[index] ?? 0);
          current.written = current.positions.length;
        },
        forget() {
          current = undefined;
          ended = [];
        },
      };
    },
  };
}

function rangeOf(position: number): number {
  return Math.floor(position / RANGE);
}

/** FNV-1a over UTF-16 units, 32 bits: short, and spread well enough to find a few subjects among some thousands. */
function hashOf(subject: unknown): number {
  if (typeof subject !== 'string') throw new TypeError('an event lacks the subject it is listed under');
  let hash = 0x811c9dc5;
  for (let index = 0; index < subject.length; index += 1)
    hash = Math.imul(hash ^ subject.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function bucketOf(hash: number): number {
  // The upper bits: for similar names, the lower bits of FNV differ less.
  return (hash >>> 16) % BUCKETS;
}

function bucketsOf({ range, positions, hashes }: Range): ReadonlyMap<number, Buffer> {
  const sizes = new Map<number, number>();
  for (const hash of hashes) sizes.set(bucketOf(hash), (sizes.get(bucketOf(hash)) ?? 0) + ENTRY_BYTES);
  const buckets = new Map(
    [...sizes].map(([bucket, size]) => [bucket, { entries: Buffer.alloc(size), end: 0 }]),
  );
  for (const [index, hash] of hashes.entries()) {
    const bucket = buckets.get(bucketOf(hash));
    if (bucket === undefined) continue;
    bucket.entries.writeUInt32LE(hash, bucket.end);
    bucket.entries.writeUInt16LE((positions[index] ?? 0) - range * RANGE, bucket.end + 4);
    bucket.end += ENTRY_BYTES;
  }
  return new Map([...buckets].map(([bucket, { entries }]) => [bucket, entries]));
}

/**
 * The positions of a subject's events, in order. Very seldom one belongs to another subject with the same hash, so
 * callers must check the events.
 */
export function candidatePositions(reader: TableReader, table: string, subject: string): number[] {
  const hash = hashOf(subject);
  const found: number[] = [];
  const sealed = reader.all<{ range: number; entries: Buffer }>(
    `SELECT range, entries FROM ${table}Sealed WHERE bucket = ? ORDER BY range`,
    bucketOf(hash),
  );
  for (const { range, entries } of sealed)
    for (let at = 0; at < entries.length; at += ENTRY_BYTES)
      if (entries.readUInt32LE(at) === hash) found.push(range * RANGE + entries.readUInt16LE(at + 4));
  const open = reader.all<{ position: number }>(
    `SELECT position FROM ${table}Open WHERE hash = ? ORDER BY position`,
    hash,
  );
  return [...found, ...open.map(({ position }) => position)];
}
