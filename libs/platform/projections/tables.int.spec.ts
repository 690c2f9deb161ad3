import { Database } from '@misaq/platform/sqlite/database.js';
import fc from 'fast-check';
import { candidatePositions, positionIndex } from './position-index.js';
import { countPositions, positionLists, positionsAfter } from './position-lists.js';
import { records } from './records.js';
import type { TableReader } from './table-reader.js';
import type { TableDefinition, TableWork } from './table.js';

/** A single table in memory, and its reader. */
function opened<Work extends TableWork>(definition: TableDefinition<Work>) {
  const db = new Database(':memory:');
  for (const { ddl } of definition.sqlTables('t')) db.exec(ddl);
  const reader: TableReader = {
    version: () => 0,
    isStopped: () => false,
    all: <Row>(sql: string, ...parameters: readonly (string | number)[]) =>
      db.prepare<(string | number)[]>(sql).all(...parameters) as Row[],
    position: () => 0n,
  };
  return { work: definition.open(db, 't'), again: () => definition.open(db, 't'), reader };
}

/** Subjects in the order of the log, with flushes and `forget` in between. */
const anyLog = fc.array(
  fc.record({
    subject: fc.constantFrom('a', 'b', 'c'),
    step: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20_000 })),
    then: fc.constantFrom('', '', '', 'flush', 'flush and forget'),
  }),
  { minLength: 1, maxLength: 1_500, size: 'max' },
);

function written(
  log: typeof anyLog extends fc.Arbitrary<infer Log> ? Log : never,
  write: (subject: string, position: number) => void,
  work: TableWork,
) {
  const positions: Record<string, number[]> = { a: [], b: [], c: [] };
  let position = 0;
  for (const { subject, step, then } of log) {
    position += step;
    write(subject, position);
    positions[subject]?.push(position);
    if (then !== '') work.flush();
    if (then === 'flush and forget') work.forget();
  }
  work.flush();
  return positions;
}

describe('lists of positions', () => {
  it('give back what was written, from any position on and as many as requested', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(200_000), fc.integer({ min: 1, max: 1_200 }), (log, after, limit) => {
        const { work, reader } = opened(positionLists());
        const positions = written(log, work.append, work);
        for (const subject of ['a', 'b', 'c']) {
          const all = positions[subject] ?? [];
          expect(countPositions(reader, 't', subject)).toBe(all.length);
          expect(positionsAfter(reader, 't', subject, -1, Infinity)).toEqual(all);
          expect(positionsAfter(reader, 't', subject, after, limit)).toEqual(
            all.filter((position) => position > after).slice(0, limit),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuse a position that does not grow, because an event would be counted twice', () => {
    const { work } = opened(positionLists());
    work.append('a', 7);
    expect(() => {
      work.append('a', 7);
    }).toThrow('positions grow');
  });
});

describe('the index of positions', () => {
  it('finds every position of a subject, in order', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { work, reader } = opened(positionIndex());
        const positions = written(log, work.add, work);
        for (const subject of ['a', 'b', 'c'])
          expect(candidatePositions(reader, 't', subject)).toEqual(positions[subject]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a table of values', () => {
  it('holds the last value set and nothing that was removed, with any flushes and `forget` in between', () => {
    const aChange = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.option(fc.integer(), { nil: undefined }),
      then: fc.constantFrom('', '', 'flush', 'flush and forget'),
    });
    fc.assert(
      fc.property(fc.array(aChange, { maxLength: 30 }), (changes) => {
        const { work, reader } = opened(records<['key'], number>(['key']));
        const expected = new Map<string, number>();
        for (const { key, value, then } of changes) {
          if (value === undefined) {
            work.remove([key]);
            expected.delete(key);
          } else {
            work.set([key], value);
            expected.set(key, value);
          }
          if (then !== '') work.flush();
          if (then === 'flush and forget') work.forget();
          for (const each of ['a', 'b', 'c']) expect(work.get(each)).toBe(expected.get(each));
        }
        work.flush();
        const rows = reader.all<{ key: string; value: string }>('SELECT key, value FROM t ORDER BY key');
        expect(rows.map(({ key, value }) => [key, Number(value)])).toEqual([...expected].sort());
      }),
      { numRuns: 100 },
    );
  });
});
