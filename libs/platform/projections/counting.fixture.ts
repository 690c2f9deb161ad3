import { positionLists } from './position-lists.js';
import { positionIndex } from './position-index.js';
import { defineProjection } from './projection.js';
import { records } from './records.js';
import { sums } from './sums.js';
import type { Happened } from './log.fixture.js';

/* A test projection that uses every kind of table. */

export const paid = (bank: string, amountRial: string, pool = 'p1'): Happened => ({
  stream: `pool-${pool}`,
  event: { type: 'Paid', data: { pool, bank, amountRial } },
});

/** An event that no projection can apply: it stops every projection that handles it. */
export const poison: Happened = {
  stream: 'pool-p1',
  event: { type: 'Paid', data: { pool: 'p1', bank: 'melli', amountRial: 'a lot' } },
};

export const noise: Happened = { stream: 'other-1', event: { type: 'Noise', data: {} } };

export function counting(name = 'counting', schemaVersion = 1) {
  return defineProjection({
    name,
    schemaVersion,
    tables: {
      banks: sums({ key: ['pool', 'bank'], counts: ['payments'], rials: ['paidRial'], over: 'pool' }),
      latest: records<['bank'], string>(['bank']),
      lists: positionLists(),
      touched: positionIndex(),
    },
    types: new Set(['Paid']),
    apply(event, { banks, latest, lists, touched }) {
      const { pool, bank, amountRial } = event.data as Record<'pool' | 'bank' | 'amountRial', string>;
      const row = banks.row(pool, bank);
      row.payments += 1;
      row.paidRial += BigInt(amountRial);
      latest.set([bank], `${latest.get(bank) ?? ''}${amountRial},`.slice(-40));
      lists.append(bank, Number(event.position));
      touched.add(bank, Number(event.position));
    },
  });
}

/** Counts all events; no content stops it. */
export const everything = defineProjection({
  name: 'everything',
  schemaVersion: 1,
  tables: { types: sums({ key: ['type'], counts: ['events'] }) },
  types: 'every',
  apply(event, { types }) {
    types.row(event.type).events += 1;
  },
});
