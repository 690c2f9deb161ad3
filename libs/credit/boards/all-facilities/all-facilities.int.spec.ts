import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar, workingDaysBetween } from '@misaq/platform/calendar/working-calendar.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { NUMBERS } from '@misaq/platform/questions/positions.js';
import {
  inPoolStream,
  modelsAfter,
  poolEvents,
  PROCESS,
} from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import {
  allocate,
  bn,
  bnText,
  decline,
  DEADLINE,
  inPool,
  introduce,
  INTRODUCED,
  IN_TIME,
  on,
  pay,
  POOL,
  type Doing,
} from '../../domain/credit.fixture.js';
import { anySequence, live } from '../../domain/random-pool.fixture.js';
import { introducedBy } from '../working-age.js';
import { ALL_FACILITIES_SORTS, type CreditBehind, type FacilityAnywhere } from './queries.js';
import { allFacilities, type AllFacilitiesParams } from './question.js';

const newFolder = temporaryFolders();
const OTHER = 'east-azerbaijan-1403-rural';

const elsewhere = (...doings: readonly Doing[]) => poolEvents(...doings.map((each) => inPool(OTHER, each)));

async function behind(models: ReadModels, asOf: ReturnType<typeof day>): Promise<readonly CreditBehind[]> {
  const found: CreditBehind[] = [];
  for (const { pool } of models.credit.pools().pools)
    for (const { agency, nextDeadline, workingDaysLeft } of (await models.credit.standing(pool, asOf))
      ?.agencies ?? [])
      found.push({
        pool,
        agency,
        ...(nextDeadline !== undefined && { deadline: nextDeadline }),
        ...(workingDaysLeft !== undefined && { workingDaysLeft }),
      });
  return found;
}

describe('the facilities of all pools', () => {
  it('add up to the figures of the boards, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, async (sequence) => {
        const { events, today } = live(sequence);
        const asOf = addDays(today, 1);
        const models = await modelsAfter(
          newFolder(),
          inPoolStream(events),
          inPoolStream(elsewhere(allocate('behzisti', bn(9)), introduce('f-0', 'behzisti', bn(1))), OTHER),
        );
        const credit = await behind(models, asOf);
        const list = (filter: Parameters<typeof models.allFacilities.allFacilities>[0]) =>
          models.allFacilities.allFacilities(filter, credit, { limit: 1_000 });
        const pending = list({ pending: true });
        let [waiting, waitingRial] = [0, 0n];
        for (const { pool } of models.credit.pools().pools) {
          const { totals } = (await models.credit.poolBoard(pool, asOf)) ?? {};
          waiting += totals?.facilities.waiting ?? 0;
          waitingRial += BigInt(totals?.pendingRial ?? '0');
        }
        expect(pending.sums).toMatchObject({
          facilities: waiting,
          pending: waiting,
          pendingRial: waitingRial.toString(),
        });
        expect(pending.facilities).toHaveLength(waiting);
        const perPool = models.facilities.facilities(POOL, asOf, { limit: 1_000 });
        const { facilities: total, amountRial, paidRial, pendingRial, plannedJobs, byStatus } = perPool.sums;
        expect(list({ pool: POOL }).sums).toMatchObject({
          facilities: total,
          amountRial,
          paidRial,
          pendingRial,
          plannedJobs,
          byStatus,
        });
        // What is kept of each pool adds up to what the rows add up to.
        for (const filter of [
          {},
          { pending: true },
          { pending: false },
          { bank: 'bank-melli' },
          { statuses: ['paid', 'waiting'] as const },
        ])
          expect(list(filter).sums).toEqual(list({ ...filter, introducedFrom: '1000-01-01' }).sums);
        await models.runner.close();
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  const DOINGS: readonly Doing[] = [
    allocate('behzisti', bn(50)),
    allocate('relief-committee', bn(50), addDays(IN_TIME, 0), 'later'),
    introduce('B-1', 'behzisti', bn(4)),
    introduce('B-2', 'behzisti', bn(3), addDays(INTRODUCED, 3)),
    introduce('R-1', 'relief-committee', bn(2)),
    introduce('R-2', 'relief-committee', bn(1), addDays(INTRODUCED, 1)),
    pay('B-2', bn(1)),
    pay('R-2', bn(1)),
    decline('R-1'),
    introduce('R-۳', 'relief-committee', bn(6), addDays(INTRODUCED, 4)),
  ];

  async function asked(): Promise<{
    readonly models: ReadModels;
    readonly ask: (params: AllFacilitiesParams, today?: ReturnType<typeof day>) => Promise<unknown[]>;
  }> {
    const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...DOINGS)));
    return {
      models,
      ask: async (params, today = IN_TIME) => {
        const { items, sums, total } = await allFacilities.find({
          models,
          process: PROCESS,
          today,
          params,
          scope: {},
          positions: NUMBERS,
          language: 'en',
        });
        expect(sums.facilities).toBe(total);
        expect(items).toHaveLength(total);
        return items.map(({ facilityId }) => facilityId);
      },
    };
  }

  it('are sorted by the deadline of the credit behind them, then by age', async () => {
    const { models, ask } = await asked();
    expect(await ask({ pending: true, sort: 'deadline' })).toEqual(['B-1', 'B-2', 'R-۳']);
    expect(await ask({ pending: true, sort: 'deadline', direction: 'falling' })).toEqual([
      'R-۳',
      'B-2',
      'B-1',
    ]);
    const { items, sums } = await allFacilities.find({
      models,
      process: PROCESS,
      today: DEADLINE,
      params: { pending: true, sort: 'deadline' },
      scope: {},
      positions: NUMBERS,
      language: 'en',
    });
    expect(items[0]).toMatchObject({
      facilityId: 'B-1',
      deadline: DEADLINE,
      workingDaysLeft: 1,
      workingDaysWaiting: workingDaysBetween(shippedCalendar(), INTRODUCED, DEADLINE),
    });
    expect(sums).toMatchObject({
      pending: 3,
      pendingRial: bnText(12),
      breaching: {
        within1: { facilities: 2, rial: bnText(6) },
        within5: { facilities: 2, rial: bnText(6) },
      },
    });
    await models.runner.close();
  });

  it('are filtered by what is pending, status, age, time left and id', async () => {
    const { models, ask } = await asked();
    expect(await ask({})).toEqual(['B-1', 'B-2', 'R-1', 'R-2', 'R-۳']);
    expect(await ask({ pending: false })).toEqual(['R-1', 'R-2']);
    expect(await ask({ statuses: ['paid', 'declined'] })).toEqual(['R-1', 'R-2']);
    expect(await ask({ pending: true, statuses: ['paid-in-part'] })).toEqual(['B-2']);
    expect(await ask({ agency: 'behzisti' })).toEqual(['B-1', 'B-2']);
    const age = workingDaysBetween(shippedCalendar(), INTRODUCED, IN_TIME);
    expect(await ask({ pending: true, minWorkingDays: age })).toEqual(['B-1']);
    expect(await ask({ pending: true, minWorkingDays: age + 1 })).toEqual([]);
    expect(await ask({ pending: true, minWorkingDays: 0 })).toHaveLength(3);
    expect(await ask({ pending: true, dueWithin: 1 }, DEADLINE)).toEqual(['B-1', 'B-2']);
    expect(await ask({ pool: POOL, search: '-3' })).toEqual(['R-۳']);
    expect(await ask({ search: 'r-٣' })).toEqual(['R-۳']);
    expect(await ask({ search: 'r' })).toEqual(['R-1', 'R-2', 'R-۳']);
    expect(await ask({ search: '-1' })).toEqual([]);
    expect(await ask({ year: 1402 })).toEqual([]);
    await models.runner.close();
  });

  it('are read page by page in every order', async () => {
    const models = await modelsAfter(
      newFolder(),
      inPoolStream(poolEvents(...DOINGS)),
      inPoolStream(elsewhere(...DOINGS), OTHER),
    );
    const credit = await behind(models, IN_TIME);
    for (const sort of ALL_FACILITIES_SORTS)
      for (const descending of [false, true]) {
        const all: FacilityAnywhere[] = [];
        let place: Place | undefined;
        do {
          const paging = { sort, descending, limit: 3, ...(place && { after: place }) };
          const page = models.allFacilities.allFacilities({}, credit, paging);
          all.push(...page.facilities);
          place = page.next;
        } while (place !== undefined);
        expect(all).toHaveLength(10);
        expect(all).toEqual(models.allFacilities.allFacilities({}, credit, { sort, descending }).facilities);
      }
    await models.runner.close();
  });

  it('have the sums of a pool anew when something happened in it', async () => {
    const before = await modelsAfter(newFolder(), inPoolStream(poolEvents(...DOINGS)));
    expect(before.allFacilities.allFacilities({}, await behind(before, IN_TIME)).sums.byStatus.declined).toBe(
      1,
    );
    await before.runner.close();
    const after = await modelsAfter(
      newFolder(),
      inPoolStream(poolEvents(...DOINGS, on(DEADLINE, decline('B-1')))),
    );
    expect(after.allFacilities.allFacilities({}, await behind(after, IN_TIME)).sums.byStatus.declined).toBe(
      2,
    );
    await after.runner.close();
  });
});

describe('a day of introduction of an age in working days', () => {
  it('is the latest that is so old', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 60 }), (ago, age) => {
        const today = addDays(day('1403-06-31'), -ago);
        const found = introducedBy(shippedCalendar(), today, age);
        expect(workingDaysBetween(shippedCalendar(), found, today)).toBe(age);
        expect(workingDaysBetween(shippedCalendar(), addDays(found, 1), today)).toBe(Math.max(0, age - 1));
      }),
    );
  });
});
