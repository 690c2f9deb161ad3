import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { inPoolStream, modelsAfter, poolEvents } from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import {
  allocate,
  bn,
  bnText,
  DEADLINE,
  inError,
  introduce,
  IN_TIME,
  NOTIFIED,
  on,
  pay,
  POOL,
  returned,
  REVIEW_DAY,
  TODAY,
  type Doing,
} from '../../domain/credit.fixture.js';
import { anySequence, live } from '../../domain/random-pool.fixture.js';
import { PAYMENT_SORTS, type PaymentFilter, type PaymentOnList } from './queries.js';
import { PAYMENT_TIMINGS } from './timing.js';

const newFolder = temporaryFolders();
const BEFORE = addDays(DEADLINE, -1);
const LATE = addDays(DEADLINE, 1);

async function after(...doings: readonly Doing[]): Promise<ReadModels> {
  return modelsAfter(newFolder(), inPoolStream(poolEvents(...doings)));
}

async function listed(models: ReadModels, filter: Omit<PaymentFilter, 'pool'> = {}, asOf: PlainDate = TODAY) {
  const standing = await models.credit.standing(POOL, asOf);
  return models.payments.payments({ pool: POOL, ...filter }, standing?.agencies ?? [], { limit: 1_000 });
}

const total = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();

describe('payments', () => {
  const CREDIT = allocate('behzisti', bn(10));
  const F_1 = introduce('F-1', 'behzisti', bn(20));

  it.each<[string, readonly Doing[], object]>([
    ['in time', [pay('F-1', bn(4))], { timing: 'in-time', countedInTimeRial: bnText(4), deadline: DEADLINE }],
    [
      'late',
      [on(LATE, pay('F-1', bn(4), LATE))],
      { timing: 'late', countedInTimeRial: '0', isReportedAfterDeadline: false },
    ],
    [
      'in time and recorded late',
      [on(TODAY, pay('F-1', bn(4)))],
      { timing: 'in-time', isReportedAfterDeadline: true },
    ],
    [
      'that came back after the deadline as in time',
      [pay('F-1', bn(4)), on(TODAY, returned('F-1', LATE))],
      { timing: 'in-time', countedInTimeRial: bnText(4), reversal: { kind: 'returned', reversedOn: LATE } },
    ],
    [
      'that came back by the deadline as not counted',
      [pay('F-1', bn(4)), on(TODAY, returned('F-1', BEFORE))],
      { timing: 'not-counted', countedInTimeRial: '0' },
    ],
    [
      'that was recorded in error as not counted',
      [pay('F-1', bn(4)), on(TODAY, inError('F-1', TODAY))],
      { timing: 'not-counted', countedInTimeRial: '0', reversal: { kind: 'recorded-in-error' } },
    ],
    [
      'of more than was due up to what was due',
      [
        // Notified later, so that it is not due yet.
        allocate('behzisti', bn(90), LATE, 'later'),
        pay('F-1', bn(12)),
      ],
      { timing: 'in-time', amountRial: bnText(12), countedInTimeRial: bnText(10) },
    ],
  ])('lists one %s', async (_, doings, expected) => {
    const models = await after(CREDIT, F_1, ...doings);
    expect((await listed(models)).payments).toMatchObject([
      { facilityId: 'F-1', county: 'tabriz', ...expected },
    ]);
    await models.runner.close();
  });

  it('knows no deadline while the time of an agency runs', async () => {
    const models = await after(CREDIT, F_1, pay('F-1', bn(4)));
    const { payments, sums } = await listed(models, {}, BEFORE);
    expect(payments).toMatchObject([{ timing: 'no-deadline', deadline: null, countedInTimeRial: '0' }]);
    expect(sums.atDeadlines).toMatchObject({ inTimeRial: '0', lateRial: '0' });
    await models.runner.close();
  });

  it('of whatever happened to a pool add up to the figures of the board, for each agency and for all', async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, async (sequence) => {
        const { events, today } = live(sequence);
        const models = await modelsAfter(newFolder(), inPoolStream(events));
        const asOf = addDays(today, 1);
        const board = await models.credit.poolBoard(POOL, asOf);
        for (const found of board?.agencies ?? []) {
          const { agency, paidRial, paidInTimeRial = '0', facilities } = found;
          const { payments, sums } = await listed(models, { agency }, asOf);
          expect(sums).toMatchObject({
            payments: payments.length,
            paidRial,
            contested: { payments: facilities.contestedPayments },
            atDeadlines: {
              countedInTimeRial: paidInTimeRial,
              lateRial: found.paidAfterDeadlineRial ?? '0',
              reportedAfterDeadlineRial: found.reportedAfterDeadlineRial ?? '0',
            },
          });
          expect(sums.payments - sums.reversed.payments).toBe(facilities.payments);
          expect(total(payments.map(({ countedInTimeRial }) => countedInTimeRial))).toBe(paidInTimeRial);
        }
        const all = await listed(models, {}, asOf);
        expect(all.sums.paidRial).toBe(board?.totals.paidRial);
        expect(all.sums.atDeadlines?.countedInTimeRial).toBe(
          total(board?.agencies.map(({ paidInTimeRial = '0' }) => paidInTimeRial) ?? []),
        );
        await models.runner.close();
      }),
      { numRuns: 30 },
    );
  });

  it('are filtered so that the parts make the whole', async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, async (sequence) => {
        const { events, today } = live(sequence);
        const models = await modelsAfter(newFolder(), inPoolStream(events));
        const asOf = addDays(today, 1);
        const whole = await listed(models, {}, asOf);
        const parts = [
          PAYMENT_TIMINGS.map((timing) => ({ timing })),
          [true, false].map((reversed) => ({ reversed })),
          [true, false].map((contested) => ({ contested })),
          [true, false].map((reportedAfterDeadline) => ({ reportedAfterDeadline })),
          [{ paidTo: today }, { paidFrom: addDays(today, 1) }],
          [{ reportedTo: addDays(today, -9) }, { reportedFrom: addDays(today, -8) }],
          [{ county: 'tabriz' }, { county: 'nowhere' }],
        ];
        for (const filters of parts) {
          const found = await Promise.all(filters.map((filter) => listed(models, filter, asOf)));
          const ids = ({ pool, facilityId, bankReference }: PaymentOnList): string =>
            `${pool} ${facilityId} ${bankReference}`;
          expect(found.flatMap(({ payments }) => payments.map(ids)).toSorted()).toEqual(
            whole.payments.map(ids).toSorted(),
          );
          expect(total(found.map(({ sums }) => sums.amountRial))).toBe(whole.sums.amountRial);
          expect(total(found.map(({ sums }) => sums.atDeadlines?.countedInTimeRial ?? '0'))).toBe(
            whole.sums.atDeadlines?.countedInTimeRial ?? '0',
          );
        }
        await models.runner.close();
      }),
      { numRuns: 15 },
    );
  });

  it('over all pools have the same sums, and are read page by page in every order', async () => {
    const models = await after(
      CREDIT,
      F_1,
      introduce('F-2', 'behzisti', bn(3)),
      pay('F-1', bn(1), IN_TIME, 'a'),
      pay('F-1', bn(2), BEFORE, 'b'),
      pay('F-2', bn(3), NOTIFIED < IN_TIME ? IN_TIME : NOTIFIED, 'c'),
      on(REVIEW_DAY, returned('F-2', REVIEW_DAY, 'c')),
    );
    const { sums } = models.payments.payments({}, []);
    const { atDeadlines: _, ...inPool } = (await listed(models)).sums;
    expect(sums).toEqual(inPool);
    expect(sums).toMatchObject({ payments: 3, amountRial: bnText(6), paidRial: bnText(3) });
    for (const sort of PAYMENT_SORTS)
      for (const descending of [false, true]) {
        const all: PaymentOnList[] = [];
        let place: Place | undefined;
        do {
          const paging = { sort, descending, limit: 1, ...(place && { after: place }) };
          const page = models.payments.payments({}, [], paging);
          all.push(...page.payments);
          place = page.next;
        } while (place !== undefined);
        expect(all).toEqual(models.payments.payments({}, [], { sort, descending }).payments);
        expect(all).toHaveLength(3);
      }
    expect(models.payments.payments({ pools: ['another-1403-pool'] }, [])).toMatchObject({
      payments: [],
      sums: { payments: 0 },
    });
    expect(models.payments.payments({ facility: 'F-2', bank: 'bank-melli' }, []).payments).toHaveLength(1);
    expect(models.payments.payments({ reportedFrom: day('1403-03-11') }, []).payments).toEqual([]);
    await models.runner.close();
  });
});
