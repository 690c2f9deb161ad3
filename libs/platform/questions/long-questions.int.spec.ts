import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { POOL } from '@misaq/credit/domain/credit.fixture.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { registered } from '@misaq/register/domain/register.fixture.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { largestStep } from '@misaq/platform/scheduling/largest-step.fixture.js';
import { inPoolStream, inStream, modelsAfter, PROVINCE } from './read-models.fixture.js';
import type { ReadModels } from './read-models.js';

/* A province has some 300 agencies with credit of every month, and a busy agency 100,000 events. */

const AGENCIES = 299;
const LOTS = 12;
const DAYS_WITH_WORK = 40;
const EVENTS_OF_BUSY = 100_000;
const BUSY = 'agency-000';
const FIRST = day('1402-01-15');
const CLOCK = { kind: 'working-days', days: 20 } as const;
/** The largest step of a question, as a part of the whole question: 1 where a question never pauses; 1/15 was measured. */
const STEP_PART_MAX = 1 / 5;
/** A question that takes no longer than this part of the longest question needs no pause. */
const SHORT_PART = 1 / 8;

const newFolder = temporaryFolders();

const OPENED: CreditEvent = {
  type: 'PoolOpened',
  data: { pool: POOL, province: PROVINCE, year: 1402, programme: 'note16' },
};

const POLICY: CreditEvent = {
  type: 'PolicyAdopted',
  data: {
    version: 1,
    effectiveOn: FIRST,
    thresholdPercent: 65,
    exactThresholdPasses: true,
    clock: CLOCK,
    split: 'performance-weighted',
    ringFence: false,
    extendedLots: [],
    reason: 'session 1',
  },
};

function idOf(agency: number): string {
  return `agency-${String(agency).padStart(3, '0')}`;
}

function allocated(agency: number, lot: number): CreditEvent {
  const notifiedOn = addDays(FIRST, lot * 30);
  return {
    type: 'CreditAllocated',
    data: {
      allocationId: `${idOf(agency)}-${String(lot)}`,
      agency: idOf(agency),
      amountRial: '1234500000000',
      notifiedOn,
      clock: CLOCK,
      deadline: notifiedOn,
      calendarRevision: 0,
    },
  };
}

function introduced(agency: number, n: number): CreditEvent {
  return {
    type: 'FacilityIntroduced',
    data: {
      facilityId: `${idOf(agency)}-f${String(n)}`,
      agency: idOf(agency),
      bank: `bank-${String(n % 6)}`,
      introducedOn: addDays(FIRST, n % 300),
      amountRial: '1000000000',
      county: 'tabriz',
      sector: 'industry',
      plannedJobs: 1,
    },
  };
}

function* widePool(): Generator<CreditEvent> {
  yield OPENED;
  yield POLICY;
  for (let agency = 0; agency < AGENCIES; agency += 1) {
    for (let lot = 0; lot < LOTS; lot += 1) yield allocated(agency, lot);
    for (let n = 0; n < DAYS_WITH_WORK; n += 1) yield introduced(agency, n * 7);
  }
  for (let n = 0; n < EVENTS_OF_BUSY; n += 1) yield introduced(0, 1_000 + n);
}

describe('A question of a large province lets others in', () => {
  let models: ReadModels;
  let longestQuestionMs = 0;
  const asOf = day('1402-12-01');
  const agencyScope = { agency: BUSY, province: PROVINCE };

  beforeAll(async () => {
    models = await modelsAfter(
      newFolder(),
      inStream(streams.register(PROVINCE), registered('agency', BUSY, 'A busy agency')),
      inPoolStream([...widePool()]),
    );
    longestQuestionMs = (await largestStep(() => models.credit.poolBoard(POOL, asOf))).wholeMs;
  }, 300_000);
  afterAll(() => models.runner.close());

  const questions: readonly (readonly [string, () => unknown])[] = [
    ['the board of 299 agencies with 12 lots each', () => models.credit.poolBoard(POOL, asOf)],
    ['its lots', () => models.credit.lots(POOL, asOf)],
    ['its sums in the list of pools', () => models.credit.programmeTotals(POOL)],
    ['a simulation of it', () => models.credit.simulate(POOL, asOf, { thresholdPercent: 50 })],
    [
      'a simulation of it with another clock',
      () => models.credit.simulate(POOL, asOf, { clock: { kind: 'working-days', days: 40 } }),
    ],
    [
      'a page of the history of an agency with 100,000 events',
      () => models.history.history({ by: 'agency', id: BUSY }, { after: 50_000n, limit: 501 }),
    ],
    [
      'the same as that agency may see it',
      () =>
        models.history.history(
          { by: 'agency', id: BUSY },
          { after: 50_000n, limit: 501, scope: agencyScope },
        ),
    ],
    [
      'a page of the history of its pool as it may see it',
      () => models.history.history({ by: 'pool', id: POOL }, { limit: 501, scope: agencyScope }),
    ],
  ];

  it.each(questions)('%s', async (_, ask) => {
    const { holdMs, wholeMs } = await largestStep(ask);
    const allowedMs = Math.max(wholeMs * STEP_PART_MAX, longestQuestionMs * SHORT_PART);
    expect(holdMs).toBeLessThan(allowedMs);
  });
});
