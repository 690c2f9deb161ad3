import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import {
  approve,
  agencyIn,
  by,
  dataOf,
  OTHER_DEPUTY,
  on,
  answerTo,
  POOL,
  review,
  reviewId,
  SYSTEM,
  TODAY,
} from './credit.fixture.js';
import { dueReview } from './due-review.js';
import type { CreditEvent } from './events.js';
import type { PoolReviewed } from './review-events.js';
import { anySequence, live } from './random-pool.fixture.js';
import { evolvePool, figuresOf, initialPool, lastReviewWithFate, type PoolState } from './state.js';
import { fullForm, REVIEW_BYTES_MAX, storedForm } from './stored-form.js';

/* A province has some 300 agencies, each with monthly credit: 3,600 lots. */

const AGENCIES = 300;
const LOTS = 12;
const FIRST_NOTIFIED = day('1402-01-15');
const LOT_RIAL = 1_234_500_000_000n;

function idOf(agency: number): string {
  return `agency-${String(agency).padStart(3, '0')}`;
}

/** A pool as its log would leave it: each agency has 12 monthly lots, with payments and waiting applicants. */
function poolOf(paidOf: (agency: number) => bigint, waitsOf: (agency: number) => bigint): PoolState {
  const clock = { kind: 'working-days', days: 20 } as const;
  const events: CreditEvent[] = [
    {
      type: 'PoolOpened',
      data: { pool: POOL, province: 'east-azerbaijan', year: 1402, programme: 'note16' },
    },
    {
      type: 'PolicyAdopted',
      data: {
        version: 1,
        effectiveOn: FIRST_NOTIFIED,
        thresholdPercent: 65,
        exactThresholdPasses: true,
        clock,
        split: 'unmet-demand',
        ringFence: false,
        extendedLots: [],
        reason: 'session 1',
      },
    },
  ];
  for (let agency = 0; agency < AGENCIES; agency += 1) {
    for (let lot = 0; lot < LOTS; lot += 1) {
      const notifiedOn = addDays(FIRST_NOTIFIED, lot * 30);
      events.push({
        type: 'CreditAllocated',
        data: {
          allocationId: `note16-1402-${idOf(agency)}-${String(lot + 1)}`,
          agency: idOf(agency),
          amountRial: LOT_RIAL.toString(),
          notifiedOn,
          clock,
          deadline: notifiedOn,
          calendarRevision: 0,
        },
      });
    }
    events.push(
      ...facility(agency, 'paid', paidOf(agency), true),
      ...facility(agency, 'waits', waitsOf(agency)),
    );
  }
  return events.reduce(evolvePool, initialPool());
}

function facility(agency: number, name: string, amount: bigint, isPaid = false): CreditEvent[] {
  if (amount === 0n) return [];
  const file = {
    facilityId: `${idOf(agency)}-${name}`,
    agency: idOf(agency),
    bank: `bank-${String(agency % 6)}`,
    introducedOn: FIRST_NOTIFIED,
  };
  const introduced: CreditEvent = {
    type: 'FacilityIntroduced',
    data: { ...file, amountRial: amount.toString(), county: 'tabriz', sector: 'industry', plannedJobs: 1 },
  };
  if (!isPaid) return [introduced];
  const paidOn: PlainDate = addDays(FIRST_NOTIFIED, 5);
  return [
    introduced,
    {
      type: 'FacilityPaid',
      data: {
        ...file,
        bankReference: 'ref',
        amountRial: amount.toString(),
        paidOn,
        reportedOn: paidOn,
        remainingRial: '0',
      },
    },
  ];
}

function reviewed(state: PoolState): PoolReviewed {
  const asked = by(SYSTEM, { type: 'ReviewPool', asOf: TODAY, onlyWhenDue: true } as const);
  return dataOf(answerTo(state, asked), 'PoolReviewed');
}

function bytesOf(type: string, data: object): number {
  return Buffer.byteLength(canonicalJson(storedForm(type, data)));
}

/** The data of an event as the log returns it. */
function asRead<Data extends object>(type: string, data: Data): Data {
  const text = canonicalJson(storedForm(type, data));
  return fullForm(type, JSON.parse(text) as object) as Data;
}

describe('300 agencies with 12 lots each', () => {
  it('can be reviewed when everything was paid out: every agency has one line for its settled lots', () => {
    const state = poolOf(
      () => LOT_RIAL * 12n,
      () => 0n,
    );
    const found = reviewed(state);
    expect(agencyIn(found, idOf(7))).toMatchObject({
      verdict: 'passed',
      lots: [],
      settled: { lots: 12, amountRial: (LOT_RIAL * 12n).toString() },
    });
    expect(bytesOf('PoolReviewed', found)).toBeLessThan(REVIEW_BYTES_MAX);
    expect(asRead('PoolReviewed', found)).toEqual(JSON.parse(canonicalJson(found)));
  });

  it('and gets no second review for lots that a review has looked at', () => {
    const state = poolOf(
      () => LOT_RIAL * 12n,
      () => 0n,
    );
    evolvePool(state, { type: 'PoolReviewed', data: asRead('PoolReviewed', reviewed(state)) });
    expect(
      dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), addDays(TODAY, 30)),
    ).toBeUndefined();
  });

  describe('can be reviewed when nothing in any lot of 299 of them is paid', () => {
    // The last agency paid everything out, and its applicants want all the credit of the others.
    const demand = LOT_RIAL * 12n * 299n;
    const state = poolOf(
      (agency) => (agency === 299 ? LOT_RIAL * 12n : 0n),
      (agency) => (agency === 299 ? demand : LOT_RIAL * 3n),
    );
    const found = reviewed(state);

    it('every lot is traced, every transfer names the lots it takes, and the event has its size', () => {
      expect(found.agencies.flatMap(({ lots }) => lots)).toHaveLength(299 * 12);
      expect(found.transfers).toHaveLength(299);
      expect(found.transfers[0]?.takes).toHaveLength(12);
      expect(found.because).toMatchObject({ why: 'lot_expired', more: 3_500 });
      expect(bytesOf('PoolReviewed', found)).toBeLessThan(REVIEW_BYTES_MAX);
    });

    it('is read from the log unchanged', () => {
      expect(asRead('PoolReviewed', found)).toEqual(JSON.parse(canonicalJson(found)));
    });

    it('and can be approved', () => {
      const open = evolvePool(state, { type: 'PoolReviewed', data: asRead('PoolReviewed', found) });
      const approval = answerTo(open, by(OTHER_DEPUTY, approve()));
      const moved = dataOf(approval, 'CreditReallocated');
      expect(bytesOf('CreditReallocated', moved)).toBeLessThan(REVIEW_BYTES_MAX);
      expect(asRead('CreditReallocated', moved)).toEqual(JSON.parse(canonicalJson(moved)));
      evolvePool(open, { type: 'CreditReallocated', data: asRead('CreditReallocated', moved) });
      expect(open.credit.get(idOf(299))).toBe(LOT_RIAL * 12n * 300n);
    });
  });
});

describe('a review that is stored in tables', () => {
  it('is read back unchanged, whatever commands the pool received', () => {
    let transfers = 0;
    fc.assert(
      fc.property(anySequence, fc.nat(60), (sequence, later) => {
        const { state, today } = live(sequence);
        const asOf = addDays(today, later);
        const answer = answerTo(state, on(asOf, by(SYSTEM, review(asOf))));
        if (answer.kind !== 'accepted') return;
        const found = dataOf(answer, 'PoolReviewed');
        transfers += found.transfers.length;
        const tables = JSON.parse(canonicalJson(storedForm('PoolReviewed', found, 0))) as object;
        expect(tables).toHaveProperty('form', 'tables');
        expect(fullForm('PoolReviewed', tables)).toEqual(JSON.parse(canonicalJson(found)));
        evolvePool(state, { type: 'PoolReviewed', data: found });
        const approval = { type: 'ApproveReallocation', reviewId: found.reviewId, reason: 'yes' } as const;
        const approved = answerTo(state, on(asOf, by(OTHER_DEPUTY, approval)));
        if (approved.kind !== 'accepted') return;
        const moved = dataOf(approved, 'CreditReallocated');
        const moves = JSON.parse(canonicalJson(storedForm('CreditReallocated', moved, 0))) as object;
        expect(fullForm('CreditReallocated', moves)).toEqual(JSON.parse(canonicalJson(moved)));
      }),
      { numRuns: 150 },
    );
    expect(transfers).toBeGreaterThan(5);
  });

  it('is stored in the usual form when it fits, and so are all other events', () => {
    const found = { reviewId: reviewId(1), agencies: [] };
    expect(storedForm('PoolReviewed', found)).toBe(found);
    const opened = { pool: 'x'.repeat(300_000) };
    expect(storedForm('PoolOpened', opened)).toBe(opened);
  });
});
