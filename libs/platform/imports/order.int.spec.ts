import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { addDays, plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import { jobAggregate } from '@misaq/employment/aggregate.js';
import { importsOn, JOBS, LABOUR, POOL, REGISTER } from './imports.fixture.js';

interface File {
  readonly kind: ImportKind;
  readonly header: string;
  readonly rows: readonly string[];
}

const FACILITIES = 8;
const FIRST_DAY = plainDate('2022-12-18');
const day = (offset: number): string => formatJalali(addDays(FIRST_DAY, offset));

const allocations: File = {
  kind: 'allocations',
  header: 'pool,allocation_id,agency,amount_rial,notified_on',
  rows: ['relief-committee', 'behzisti'].flatMap((agency, index) => [
    `${POOL},A${index},${agency},100000,${day(0)}`,
    `${POOL},B${index},${agency},50000,${day(3)}`,
  ]),
};

/** A pool with applicants, and payments of them in parts on random days, as files of their own. */
const poolFiles = fc
  .array(
    fc.record({
      introducedOn: fc.integer({ min: 0, max: 20 }),
      agency: fc.constantFrom('relief-committee', 'behzisti'),
      bank: fc.constantFrom('bank-melli', 'bank-mellat'),
      parts: fc.array(
        fc.record({ after: fc.integer({ min: 0, max: 30 }), rial: fc.integer({ min: 1, max: 900 }) }),
        {
          maxLength: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: FACILITIES },
  )
  .map((facilities): readonly File[] => [
    allocations,
    {
      kind: 'introductions',
      header:
        'pool,facility_id,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id',
      rows: facilities.map(
        ({ agency, bank, introducedOn }, index) =>
          `${POOL},F${index},${agency},${bank},3000,${day(introducedOn)},tabriz,services,1,`,
      ),
    },
    {
      kind: 'payments',
      header: 'pool,facility_id,bank,amount_rial,paid_on,bank_reference',
      rows: facilities.flatMap(({ bank, introducedOn, parts }, index) =>
        parts.map(
          ({ after, rial }, part) =>
            `${POOL},F${index},${bank},${rial},${day(introducedOn + after)},R${part}`,
        ),
      ),
    },
  ]);

describe('the order of the rows of a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-order-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function afterImportOf(files: readonly File[]) {
    const { runner, imports } = importsOn(createInMemoryEventStore(), join(folder, 'spool'));
    const path = join(folder, 'file.csv');
    const importing = async (kind: ImportKind, content: string): Promise<void> => {
      writeFileSync(path, content);
      const outcome = await imports.run({ kind, path, actor: LABOUR });
      expect(outcome).toMatchObject({ kind: 'done', report: { rejected: 0, errors: [] } });
    };
    await importing('organisations', REGISTER);
    for (const { kind, header, rows } of files) await importing(kind, [header, ...rows].join('\n'));
    return runner;
  }

  /**
   * All there is to know of a pool, but for the order in which lots were recorded: it says which of them a review has
   * seen. Payments of one day are in no order.
   */
  async function poolAfter(files: readonly File[]): Promise<unknown> {
    const runner = await afterImportOf(files);
    const { facilities, accounts, credit, lots } = await runner.state(
      poolAggregate,
      streams.creditPool(POOL),
    );
    const byText = (a: unknown, b: unknown): number => (inspect(a) < inspect(b) ? -1 : 1);
    return {
      facilities: Array.from({ length: FACILITIES }, (_, index) => {
        const facility = facilities.get(`F${index}`);
        return facility && { ...facility, payments: [...facility.payments].sort(byText) };
      }),
      accounts: [...accounts]
        .map(([agency, account]) => [agency, { ...account, days: [...account.days].sort(byText) }])
        .sort(byText),
      credit: [...credit].sort(byText),
      lots: [...lots].map(([lotId, { recorded: _order, ...lot }]) => [lotId, lot]).sort(byText),
    };
  }

  it('changes nothing in the pool', async () => {
    await fc.assert(
      fc.asyncProperty(poolFiles, fc.infiniteStream(fc.nat()), async (files, random) => {
        const shuffled = files.map((file) => ({ ...file, rows: shuffle(file.rows, random) }));
        expect(await poolAfter(shuffled)).toEqual(await poolAfter(files));
      }),
      { numRuns: 25 },
    );
  });

  it('changes nothing in the rounds of a job, which are signed on different days', async () => {
    const [header = '', ...rows] = JOBS.trim().split('\n');
    // One person may record all three only where the last one rejects.
    const rounds = ['verified', 'verified', 'rejected'].map(
      (verdict, index) => `J1,${index + 1},${verdict},v-${index + 1},1401-0${index + 4}-01,as seen`,
    );
    const jobAfter = async (order: readonly number[]): Promise<unknown> => {
      const runner = await afterImportOf([
        { kind: 'jobs', header, rows },
        {
          kind: 'verifications',
          header: 'job_id,round,verdict,verifier,on,reason',
          rows: order.map((index) => rounds[index]!),
        },
      ]);
      return runner.state(jobAggregate, streams.job('J1'));
    };
    const inOrder = await jobAfter([0, 1, 2]);
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ])
      expect(await jobAfter(order)).toEqual(inOrder);
  });
});

function shuffle<Item>(items: readonly Item[], random: Iterator<number>): readonly Item[] {
  return items
    .map((item) => ({ item, key: Number(random.next().value) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function inspect(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
}
