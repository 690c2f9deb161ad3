import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import {
  adopt,
  agencyIn,
  allocate,
  approve,
  asOfVersion1,
  bn,
  bnText,
  correct,
  DEADLINE,
  decline,
  given,
  IN_TIME,
  inError,
  introduce,
  NOTE_16,
  on,
  pay,
  POOL,
  returned,
  review,
  REVIEW_DAY,
  TODAY,
  withdraw,
} from '../../domain/credit.fixture.js';
import type { CreditEvent } from '../../domain/events.js';
import { paidOf, remainingOf } from '../../domain/facility.js';
import { anySequence, FACILITIES, live, type History } from '../../domain/random-pool.fixture.js';
import { review as reviewRule } from '../../domain/review.js';
import { figuresOf } from '../../domain/state.js';
import { rial, rialText } from '@misaq/platform/kernel/money.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import {
  inPoolStream,
  inStream,
  modelsAfter,
  poolEvents,
  PROVINCE,
} from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { FacilityCounts } from './pool-board.js';

const newFolder = temporaryFolders();

async function boardAfter(events: readonly CreditEvent[], asOf = REVIEW_DAY) {
  const models = await modelsAfter(newFolder(), inPoolStream(events));
  const board = await models.credit.poolBoard(POOL, asOf);
  await models.runner.close();
  if (board === undefined) throw new Error('no board');
  return board;
}

describe('the credit board', () => {
  it('shows Note 16 as published: the Relief Committee passed, Behzisti falls short by its unpaid credit', async () => {
    const board = await boardAfter(poolEvents(...NOTE_16));
    expect(
      board.agencies.map(({ agency, verdict, creditRial, paidRial, absorptionBasisPoints, movableRial }) => ({
        agency,
        verdict,
        creditRial,
        paidRial,
        absorptionBasisPoints,
        movableRial,
      })),
    ).toEqual([
      {
        agency: 'behzisti',
        verdict: 'fell-short',
        creditRial: '5050000000000',
        paidRial: '2720000000000',
        absorptionBasisPoints: 5386,
        movableRial: '2330000000000',
      },
      {
        agency: 'relief-committee',
        verdict: 'passed',
        creditRial: '10000000000000',
        paidRial: '8650000000000',
        absorptionBasisPoints: 8650,
        movableRial: '0',
      },
    ]);
    expect(board.totals).toMatchObject({
      creditRial: bnText(1505),
      paidRial: bnText(1137),
      absorptionBasisPoints: 7554,
    });
    expect(board.transfers).toMatchObject([
      { from: 'behzisti', to: 'relief-committee', amountRial: bnText(233) },
    ]);
    expect(board).toMatchObject({ province: PROVINCE, year: 1403, programme: 'note16', provisional: false });
  });

  it('counts the remaining working days before the deadline', async () => {
    const board = await boardAfter(poolEvents(...NOTE_16), day('1403-02-25'));
    expect(agencyIn(board, 'behzisti')).toMatchObject({
      verdict: 'running',
      nextDeadline: day('1403-02-31'),
      workingDaysLeft: 5,
    });
  });

  it('shows both shares: introduced by the agency, paid by the bank', async () => {
    const events = poolEvents(
      allocate('behzisti', bn(100)),
      introduce('f-1', 'behzisti', bn(80)),
      pay('f-1', bn(20)),
    );
    const behzisti = (await boardAfter(events)).agencies[0];
    expect(behzisti).toMatchObject({
      agencyShareBasisPoints: 8000,
      bankShareBasisPoints: 2500,
      introducedRial: bnText(80),
      introducedBasisPoints: 8000,
      paidOfIntroducedBasisPoints: 2500,
    });
  });

  it('does not count returned money of a withdrawn facility against the bank, also where version 1 recorded it', async () => {
    const events = poolEvents(
      allocate('behzisti', bn(100)),
      introduce('f-1', 'behzisti', bn(80)),
      pay('f-1', bn(50)),
      withdraw('f-1', IN_TIME),
      returned('f-1', day('1403-02-25')),
    );
    const board = await boardAfter(asOfVersion1(events));
    expect(board.agencies[0]).toMatchObject({ introducedInTimeRial: '0', introducedRial: '0' });
    expect(board.agencies).toEqual((await boardAfter(events)).agencies);
  });

  it('shows late reports of payments without returned money, as the review does', async () => {
    const doings = [
      on(IN_TIME, allocate('behzisti', bn(100))),
      on(IN_TIME, introduce('f-1', 'behzisti', bn(80))),
      on(TODAY, pay('f-1', bn(50))),
      on(TODAY, returned('f-1', DEADLINE)),
      on(TODAY, pay('f-1', bn(20), day('1403-03-02'), 'ref-2')),
      on(TODAY, returned('f-1', day('1403-03-05'), 'ref-2')),
      on(TODAY, pay('f-1', bn(10), day('1403-03-06'), 'ref-3')),
      on(TODAY, inError('f-1', TODAY, 'ref-3')),
      on(TODAY, pay('f-1', bn(5), day('1403-03-06'), 'ref-4')),
      allocate('behzisti', bn(7), day('1403-03-01'), 'behzisti-2'),
      correct('behzisti-2', 0n),
    ];
    const behzisti = agencyIn(await boardAfter(poolEvents(...doings)), 'behzisti');
    expect(behzisti).toMatchObject({
      reportedAfterDeadlineRial: bnText(50),
      paidAfterDeadlineRial: bnText(5),
    });
    expect(behzisti).not.toHaveProperty('nextDeadline');
    expect(behzisti).toMatchObject(agencyIn(given(...doings).reviewedOn(REVIEW_DAY), 'behzisti'));
  });

  it('shows an emptied agency and a received lot after the reallocation', async () => {
    const events = poolEvents(...NOTE_16, review(), approve());
    const board = await boardAfter(events, day('1403-03-20'));
    expect(agencyIn(board, 'behzisti')).toMatchObject({
      verdict: 'emptied',
      creditRial: bnText(272),
      movableRial: '0',
    });
    expect(agencyIn(board, 'relief-committee')).toMatchObject({ creditRial: bnText(1233) });
    expect(board.totals.creditRial).toBe(bnText(1505));
  });

  it('shows an officer only the own agency, with the totals of all', async () => {
    const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...NOTE_16)));
    const board = await models.credit.poolBoard(POOL, REVIEW_DAY, { agency: 'behzisti' });
    expect(board?.agencies.map(({ agency }) => agency)).toEqual(['behzisti']);
    expect(board?.totals.creditRial).toBe(bnText(1505));
    await models.runner.close();
  });

  it('counts days by the calendar of the province, including closures', async () => {
    const closed = inStream(`workingCalendar-${PROVINCE}`, {
      type: 'ClosureDeclared',
      data: { date: day('1403-02-26'), reason: 'cold' },
    });
    const models = await modelsAfter(
      newFolder(),
      closed,
      inPoolStream(poolEvents(allocate('behzisti', bn(10)))),
    );
    const board = await models.credit.poolBoard(POOL, day('1403-02-10'));
    expect(board?.agencies[0]?.nextDeadline).toBe(day('1403-03-01'));
    expect(board?.calendarRevision).toBe(1);
    await models.runner.close();
  });

  it('lists the pools with the totals of their programmes', async () => {
    const facilities = poolEvents(
      allocate('behzisti', bn(100)),
      introduce('f-1', 'behzisti', bn(30)),
      introduce('f-2', 'behzisti', bn(20)),
      introduce('f-3', 'behzisti', bn(10)),
      pay('f-1', bn(30)),
      pay('f-2', bn(5)),
      on(day('1403-03-05'), returned('f-2', day('1403-03-05'))),
      decline('f-3'),
    );
    const models = await modelsAfter(newFolder(), inPoolStream(facilities));
    expect(models.credit.pools()).toEqual({
      position: BigInt(facilities.length - 1),
      pools: [{ pool: POOL, province: PROVINCE, year: 1403, programme: 'note16' }],
    });
    expect(await models.credit.programmeTotals(POOL)).toMatchObject({
      introducedRial: bnText(60),
      paidRial: bnText(30),
      facilities: { introduced: 3, paidInFull: 1, waiting: 1, declined: 1, payments: 1, plannedJobs: 6 },
    });
    expect(await models.credit.programmeTotals('east-azerbaijan-1403-other')).toBeUndefined();
    expect(await models.credit.poolBoard('east-azerbaijan-1403-other', REVIEW_DAY)).toBeUndefined();
    await models.runner.close();
  });
});

describe('a simulation', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...NOTE_16)));
  });
  afterAll(() => models.runner.close());
  const effects = async (variation: Parameters<ReadModels['credit']['simulate']>[2]) => {
    const simulated = await models.credit.simulate(POOL, REVIEW_DAY, variation);
    return simulated?.agencies.map((each) => [each.agency, each.effect, each.changeRial, each.after.verdict]);
  };

  it('with a threshold that Behzisti reaches lets it keep what it would lose', async () => {
    expect(await effects({ thresholdPercent: 53 })).toEqual([
      ['behzisti', 'gains', bnText(233), 'passed'],
      ['relief-committee', 'loses', bnText(-233), 'passed'],
    ]);
  });

  it('with a longer clock lets no agency fall short yet', async () => {
    expect(await effects({ clock: { kind: 'working-days', days: 60 } })).toEqual([
      ['behzisti', 'gains', bnText(233), 'running'],
      ['relief-committee', 'loses', bnText(-233), 'running'],
    ]);
  });

  it('without variations changes nothing, and no simulation is recorded', async () => {
    expect(await effects({})).toEqual([
      ['behzisti', 'unchanged', '0', 'fell-short'],
      ['relief-committee', 'unchanged', '0', 'passed'],
    ]);
    expect((await models.credit.poolBoard(POOL, REVIEW_DAY))?.policy.thresholdPercent).toBe(65);
  });
});

describe('a simulation after the policy was changed', () => {
  it('without variations changes nothing: an older deadline keeps its threshold', async () => {
    const models = await modelsAfter(
      newFolder(),
      inPoolStream(
        poolEvents(
          allocate('behzisti', bn(100)),
          introduce('f-1', 'behzisti', bn(60)),
          pay('f-1', bn(60)),
          adopt({ effectiveOn: day('1403-05-01'), thresholdPercent: 50 }),
        ),
      ),
    );
    const asOf = day('1403-06-01');
    const simulated = await models.credit.simulate(POOL, asOf, {});
    expect(simulated?.agencies).toMatchObject([
      { effect: 'unchanged', before: { verdict: 'fell-short' }, after: { verdict: 'fell-short' } },
    ]);
    await models.runner.close();
  });
});

describe('after any commands to a pool', () => {
  /** The counts according to the pool's own state. */
  function countsIn({ state }: History): FacilityCounts {
    const files = FACILITIES.map((id) => state.facilities.get(id)).filter((file) => file !== undefined);
    const ended = (status: string) => files.filter((file) => file.ended?.status === status).length;
    const open = files.filter((file) => file.ended === null);
    return {
      introduced: files.length,
      waiting: open.filter((file) => remainingOf(file) > 0n).length,
      paidInFull: open.filter((file) => remainingOf(file) === 0n).length,
      declined: ended('declined'),
      withdrawn: ended('withdrawn'),
      closed: ended('closed'),
      payments: files.flatMap(({ payments }) => payments).filter(({ reversal }) => reversal === null).length,
      contestedPayments: 0,
      plannedJobs: files.length * 2,
    };
  }

  it("the board has the rule's results for the pool, and the same counts as the pool", async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, async (sequence) => {
        const history = live(sequence);
        const models = await modelsAfter(newFolder(), inPoolStream(history.events));
        const board = await models.credit.poolBoard(POOL, history.today);
        await models.runner.close();
        const expected = reviewRule(figuresOf(history.state), history.today, shippedCalendar());
        expect(board?.agencies).toMatchObject(expected.agencies);
        expect(board?.transfers).toEqual(expected.transfers);
        expect(board?.unplacedRial).toBe(rialText(expected.unplacedRial));
        expect({ ...board?.totals.facilities, contestedPayments: 0 }).toEqual(countsIn(history));
        const paid = FACILITIES.map((id) => history.state.facilities.get(id)).reduce(
          (sum, file) => sum + (file === undefined ? 0n : paidOf(file)),
          0n,
        );
        expect(rial(board?.totals.paidRial ?? '0')).toBe(paid);
      }),
      { numRuns: 30 },
    );
  });
});
