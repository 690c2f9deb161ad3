import { SUBJECTS } from '@misaq/subjects.js';
import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import {
  allocate,
  asOfVersion1,
  bn,
  bnText,
  close,
  correctIntroduction,
  decline,
  inError,
  introduce,
  IN_TIME,
  on,
  pay,
  POOL,
  returned,
  TODAY,
  withdraw,
  type Doing,
} from '../../domain/credit.fixture.js';
import { anySequence, live } from '../../domain/random-pool.fixture.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { temporaryFolders, testLog } from '@misaq/platform/projections/log.fixture.js';
import {
  inPoolStream,
  modelsAfter,
  poolEvents,
  PROVINCE,
} from '@misaq/platform/questions/read-models.fixture.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { FACILITY_SORTS, type FacilityOnList } from './queries.js';

const newFolder = temporaryFolders();
const ASKED = day('1403-02-25');
const CREDIT = allocate('behzisti', bn(1000));

async function after(...doings: readonly Doing[]) {
  const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(CREDIT, ...doings)));
  return {
    list: models.facilities.facilities(POOL, ASKED),
    one: await models.facilities.facility(POOL, 'F-1'),
    close: () => models.runner.close(),
  };
}

describe('facilities', () => {
  const F_1 = introduce('F-1', 'behzisti', bn(10));

  it.each<[string, readonly Doing[], object]>([
    ['waits', [F_1], { status: 'waiting', paidRial: '0', pendingRial: bnText(10), daysWaiting: 20 }],
    [
      'is paid in part',
      [F_1, pay('F-1', bn(4))],
      { status: 'paid-in-part', paidRial: bnText(4), pendingRial: bnText(6), payments: 1 },
    ],
    ['is paid', [F_1, pay('F-1', bn(10))], { status: 'paid', pendingRial: '0', payments: 1 }],
    [
      'waits again when the money came back',
      [F_1, pay('F-1', bn(10)), on(TODAY, returned('F-1', IN_TIME))],
      { status: 'waiting', paidRial: '0', pendingRial: bnText(10), payments: 0 },
    ],
    [
      'is paid when the amount is corrected to what was paid',
      [F_1, pay('F-1', bn(4)), correctIntroduction('F-1', bn(4))],
      { status: 'paid', amountRial: bnText(4), pendingRial: '0' },
    ],
    ['is declined', [F_1, decline('F-1')], { status: 'declined', pendingRial: '0', endedOn: IN_TIME }],
    ['is withdrawn', [F_1, withdraw('F-1')], { status: 'withdrawn', pendingRial: '0', endedOn: IN_TIME }],
    [
      'is closed, and money of it comes back all the same',
      [F_1, pay('F-1', bn(4)), close('F-1'), on(TODAY, inError('F-1', IN_TIME))],
      { status: 'closed', paidRial: '0', pendingRial: '0', payments: 0, endedOn: IN_TIME },
    ],
    [
      'is closed, and a payment is reported that had been made before',
      [F_1, close('F-1', TODAY), pay('F-1', bn(4))],
      { status: 'closed', paidRial: bnText(4), pendingRial: '0', payments: 1, endedOn: TODAY },
    ],
  ])('show that one %s', async (_, doings, expected) => {
    const { list, one, close: done } = await after(...doings);
    expect(list.facilities).toMatchObject([{ facilityId: 'F-1', ...expected }]);
    // The detail from its own events agrees with the list.
    const { pool, status, amountRial, paidRial, pendingRial } = list.facilities[0]!;
    expect(one).toMatchObject({ pool, status, amountRial, paidRial, pendingRial });
    await done();
  });

  it('after any commands to a pool: list, sums and single facilities agree, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySequence,
        fc.constantFrom(...FACILITY_SORTS),
        fc.boolean(),
        async (sequence, sort, descending) => {
          const models = await modelsAfter(newFolder(), inPoolStream(live(sequence).events));
          const all: FacilityOnList[] = [];
          let place: Place | undefined;
          do {
            const page = models.facilities.facilities(POOL, ASKED, {
              sort,
              descending,
              limit: 3,
              ...(place && { after: place }),
            });
            all.push(...page.facilities);
            place = page.next;
          } while (place !== undefined);
          const { facilities, sums } = models.facilities.facilities(POOL, ASKED, {
            sort,
            descending,
            limit: 1_000,
          });
          expect(all).toEqual(facilities);
          const sum = (of: (facility: FacilityOnList) => string): string =>
            facilities.reduce((total, facility) => total + BigInt(of(facility)), 0n).toString();
          expect(sums).toMatchObject({
            facilities: facilities.length,
            amountRial: sum(({ amountRial }) => amountRial),
            paidRial: sum(({ paidRial }) => paidRial),
            pendingRial: sum(({ pendingRial }) => pendingRial),
          });
          for (const { facilityId, status, paidRial, pendingRial } of facilities)
            expect(await models.facilities.facility(POOL, facilityId)).toMatchObject({
              status,
              paidRial,
              pendingRial,
            });
          const counts = (await models.credit.programmeTotals(POOL))?.facilities;
          if (counts !== undefined)
            expect([sums.facilities, sums.byStatus.paid, sums.byStatus.declined]).toEqual([
              counts.introduced,
              counts.paidInFull,
              counts.declined,
            ]);
          await models.runner.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the amount that ended unpaid', () => {
  it('is reduced by payments that are reported only then, and increased by payments reported in error', async () => {
    const of = [introduce('F-1', 'behzisti', bn(10)), pay('F-1', bn(4)), close('F-1', TODAY)] as const;
    const unpaidAfter = async (...doings: readonly Doing[]) => {
      const { one, close: done } = await after(...of, ...doings);
      await done();
      return one?.ending?.unpaidRial;
    };
    expect(await unpaidAfter()).toBe(bnText(6));
    expect(await unpaidAfter(pay('F-1', bn(1), IN_TIME, 'ref-2'))).toBe(bnText(5));
    expect(await unpaidAfter(inError('F-1', TODAY))).toBe(bnText(10));
  });

  it('is the whole amount of a withdrawn facility whose money came back, also where version 1 recorded it', async () => {
    const events = poolEvents(
      CREDIT,
      introduce('F-1', 'behzisti', bn(10)),
      pay('F-1', bn(4)),
      withdraw('F-1', IN_TIME),
      returned('F-1', TODAY),
    );
    const models = await modelsAfter(newFolder(), inPoolStream(asOfVersion1(events)));
    const facility = await models.facilities.facility(POOL, 'F-1');
    await models.runner.close();
    expect(facility?.ending).toMatchObject({ status: 'withdrawn', unpaidRial: bnText(10) });
  });
});

describe('a facility that many jobs name', () => {
  it('still shows its later events, and reads no job for them', async () => {
    const introduced = introduce('F-1', 'behzisti', bn(10));
    const before = poolEvents(CREDIT, introduced);
    const payment = poolEvents(CREDIT, introduced, pay('F-1', bn(10))).slice(before.length);
    const jobs = Array.from({ length: 1_000 }, (_, n) => ({
      stream: `job-${String(n)}`,
      event: {
        type: 'JobRegistered' as const,
        data: {
          jobId: String(n),
          province: PROVINCE,
          year: 1403,
          personId: String(n),
          agency: 'behzisti',
          sector: 'services',
          county: 'tabriz',
          gender: 'female' as const,
          registeredOn: TODAY,
          startedOn: TODAY,
          facilityId: 'F-1',
        },
      },
    }));
    const log = testLog();
    await log.write([...inPoolStream(before), ...jobs, ...inPoolStream(payment)]);
    let looked = 0;
    const store: EventStore = {
      ...log.store,
      at(positions) {
        looked += positions.length;
        return log.store.at(positions);
      },
    };
    const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store });
    await models.runner.catchUp();
    expect(await models.facilities.facility(POOL, 'F-1')).toMatchObject({
      status: 'paid',
      paidRial: bnText(10),
    });
    expect(looked).toBe(2);

    // Its history has all of them, page by page, and reads no more than a page.
    const seen: bigint[] = [];
    for (;;) {
      looked = 0;
      const { total, events } = await models.history.history(
        { by: 'facility', id: 'F-1' },
        { limit: 300, after: seen.at(-1) ?? -1n },
      );
      expect(total).toBe(1_002);
      expect(looked).toBeLessThanOrEqual(300);
      if (events.length === 0) break;
      seen.push(...events.map(({ position }) => position));
    }
    expect(seen).toHaveLength(1_002);
    expect(seen).toEqual(seen.toSorted((a, b) => Number(a - b)));
    const scoped = { scope: { agency: 'behzisti' }, limit: 5 };
    expect(await models.history.history({ by: 'facility', id: 'F-1' }, scoped)).toMatchObject({
      total: 1_002,
    });
    const ofBank = await models.history.history(
      { by: 'facility', id: 'F-1' },
      { scope: { bank: 'bank-melli' } },
    );
    expect(ofBank.events.map(({ type }) => type)).toEqual(['FacilityIntroduced', 'FacilityPaid']);
    await models.runner.close();
  });
});
