import { Database } from '@misaq/platform/sqlite/database.js';
import fc from 'fast-check';
import { rows } from './rows.js';

const definition = () =>
  rows({ key: ['pool', 'id'], texts: ['name', 'ended'], wholes: ['amount'], added: ['paid', 'payments'] });

function opened() {
  const db = new Database(':memory:');
  for (const { ddl } of definition().sqlTables('t')) db.exec(ddl);
  return { db, work: definition().open(db, 't') };
}

const read = (db: Database): unknown => db.prepare('SELECT * FROM t ORDER BY pool, id').safeIntegers().all();

const NEW = { name: 'a', ended: '', amount: 10n ** 18n };

describe('rows', () => {
  it('hold the values set and the sums of what was added, of amounts beyond a double', () => {
    const { db, work } = opened();
    work.insert(['p', 'one'], NEW);
    work.change(['p', 'one'], { add: { paid: 10n ** 18n - 1n, payments: 1 } });
    work.flush();
    work.change(['p', 'one'], { set: { ended: 'closed' }, add: { paid: 1n } });
    work.change(['p', 'one'], { add: { payments: 1 } });
    work.flush();
    expect(read(db)).toEqual([
      {
        pool: 'p',
        id: 'one',
        name: 'a',
        ended: 'closed',
        amount: 10n ** 18n,
        paid: 10n ** 18n,
        payments: 2n,
      },
    ]);
  });

  it('are the same for any sequence of batches', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      set: fc.option(fc.record({ ended: fc.constantFrom('', 'closed', 'declined') }), { nil: undefined }),
      add: fc.option(fc.record({ paid: fc.bigInt(-(10n ** 17n), 10n ** 17n) }), { nil: undefined }),
      flush: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [cut, whole] = [opened(), opened()];
        for (const { work } of [cut, whole]) for (const id of ['a', 'b', 'c']) work.insert(['p', id], NEW);
        for (const { id, set, add, flush } of steps) {
          for (const { work } of [cut, whole])
            work.change(['p', id], { ...(set && { set }), ...(add && { add }) });
          if (flush) cut.work.flush();
        }
        for (const { work } of [cut, whole]) work.flush();
        expect(read(cut.db)).toEqual(read(whole.db));
      }),
    );
  });

  it('that do not exist cannot be changed, and existing ones cannot be inserted again', () => {
    const { work } = opened();
    work.change(['p', 'none'], { set: { ended: 'closed' } });
    expect(() => {
      work.flush();
    }).toThrow('t has no row p none');
    work.forget();
    work.insert(['p', 'one'], NEW);
    expect(() => {
      work.insert(['p', 'one'], NEW);
    }).toThrow('already');
    work.flush();
    work.insert(['p', 'one'], NEW);
    expect(() => {
      work.flush();
    }).toThrow('UNIQUE');
  });

  it('that lack a field are refused', () => {
    const { work } = opened();
    expect(() => {
      work.insert(['p', 'one'], { name: 'a', amount: 1n } as typeof NEW);
    }).toThrow('an event lacks ended');
    expect(() => {
      work.change(['p', 'one'], { set: { ended: undefined as unknown as string } });
    }).toThrow('an event lacks ended');
    expect(() => {
      work.insert([undefined as unknown as string, 'one'], NEW);
    }).toThrow('an event lacks a part of a key');
  });
});
