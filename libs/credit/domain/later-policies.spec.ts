import fc from 'fast-check';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { adopt, countedBy, on, perform, refusalOf } from './credit.fixture.js';
import { lossesOf } from './lots.js';
import type { Clock } from './policy.js';
import { anyPool, livePool, type PoolPlan } from './reference-pools.fixture.js';
import { deadlinesBefore, review as applyRule } from './review.js';
import { evolvePool, figuresOf, initialPool, type PoolState } from './state.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/* A deadline fixes its verdict. No policy that is adopted later may change a verdict or the figures beside it. */

const anyPolicy = fc.record({
  days: fc.integer({ min: -45, max: 30 }),
  thresholdPercent: fc.constantFrom(50, 65, 80),
  exactThresholdPasses: fc.boolean(),
  lateReportsOfIntroductions: fc.constantFrom('count', 'ignore'),
  reportingWorkingDays: fc.constantFrom(0, 3),
  split: fc.constantFrom('unmet-demand', 'performance-weighted'),
  clock: fc.constantFrom<Clock>({ kind: 'working-days', days: 3 }, { kind: 'working-days', days: 30 }),
  /** Every n-th lot is given the clock of the policy; 0: none. */
  extendEvery: fc.constantFrom(0, 0, 1, 3),
});

interface Lived {
  readonly state: PoolState;
  readonly today: PlainDate;
  readonly calendar: WorkingCalendar;
}

/** The moment at which the pool is examined: a part of its log, and some quiet days later. */
const anyMoment = fc.record({
  partOfLog: fc.constantFrom(0.3, 0.5, 0.75, 1),
  quietDays: fc.constantFrom(0, 1, 5, 20, 40),
});

function lived(
  plan: PoolPlan,
  { partOfLog, quietDays }: typeof anyMoment extends fc.Arbitrary<infer M> ? M : never,
): Lived {
  const { log, reviews } = livePool(plan);
  const until = log.slice(0, Math.ceil(log.length * partOfLog));
  const last = until.at(-1);
  const calendar = reviews.at(-1)?.calendar;
  if (last === undefined || calendar === undefined) throw new Error('a lived pool ends with a review');
  const state = until.map(({ event }) => event).reduce(evolvePool, initialPool());
  return { state, today: addDays(last.on, quietDays), calendar };
}

/** The figures that are fixed for an agency as of a day: verdict, shares, ring-fence, and whether a loss bars it. */
function fixedOn({ state, calendar }: Lived, asOf: PlainDate): ReadonlyMap<string, unknown> {
  const fixed = new Map<string, unknown>();
  const { policies, ...figures } = figuresOf(state);
  // The policy of the day of the review decides whether there is a ring-fence. Here there always is one.
  const ringFenced = policies.map((policy) => ({ ...policy, ringFence: true }));
  for (const trace of applyRule({ ...figures, policies: ringFenced }, asOf, calendar).agencies) {
    const { agency, deadline, verdict, thresholdPercent, movableRial, ringFencedRial, protectedRial } = trace;
    const { dueRial, paidInTimeRial, introducedInTimeRial, cannotReceive } = trace;
    if (deadline === undefined) continue;
    const amounts = {
      dueRial,
      paidInTimeRial,
      introducedInTimeRial,
      movableRial,
      ringFencedRial,
      protectedRial,
    };
    fixed.set(agency, { deadline, verdict, thresholdPercent, cannotReceive, ...amounts });
  }
  return fixed;
}

/** Agencies of which no lot got a clock from the latest policy. The others now have other deadlines. */
function withoutNewClock({ state }: Lived): ReadonlySet<string> {
  const version = state.policies.length;
  const agencies = new Set([...state.lots.values()].map(({ agency }) => agency));
  for (const { agency, extensions = [] } of state.lots.values())
    if (extensions.some(({ policy }) => policy === version)) agencies.delete(agency);
  return agencies;
}

it('a policy adopted later changes no verdict, share, ring-fence or bar of a passed deadline', () => {
  const seen = { accepted: 0, policy_after_deadline: 0, policy_before_last_review: 0, dated_back: 0 };
  fc.assert(
    fc.property(
      anyPool,
      anyMoment,
      fc.array(anyPolicy, { minLength: 1, maxLength: 4 }),
      (plan, moment, policies) => {
        const pool = lived(plan, moment);
        const { state, today, calendar } = pool;
        for (const { days, extendEvery, ...settings } of policies) {
          const asked = [0, -2, -5, -11].map((ago) => addDays(today, ago));
          const before = asked.map((asOf) => fixedOn(pool, asOf));
          const effectiveOn = addDays(today, days);
          const extendLots = [...state.lots.keys()].filter(
            (_id, index) => extendEvery > 0 && index % extendEvery === 0,
          );
          const command = adopt({ ...settings, effectiveOn, extendLots });
          const decision = perform(state, countedBy(calendar, on(today, command)));
          const refusal = refusalOf(decision)?.name;
          if (refusal === 'policy_after_deadline' || refusal === 'policy_before_last_review')
            seen[refusal] += 1;
          if (decision.kind !== 'accepted') continue;
          seen.accepted += 1;
          if (days < 0) seen.dated_back += 1;
          const same = withoutNewClock(pool);
          asked.forEach((asOf, index) => {
            const after = fixedOn(pool, asOf);
            for (const [agency, figures] of before[index] ?? [])
              if (same.has(agency))
                expect([asOf, agency, after.get(agency)]).toEqual([asOf, agency, figures]);
          });
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(Object.entries(seen).filter(([, times]) => times < 5)).toEqual([]);
});

it('after a review, a policy can be adopted in advance', () => {
  fc.assert(
    fc.property(
      anyPool,
      anyMoment,
      anyPolicy,
      fc.integer({ min: 1, max: 30 }),
      (plan, moment, { extendEvery: _none, ...given }, days) => {
        const { state, today, calendar } = lived(plan, moment);
        const { days: _days, ...settings } = given;
        // When a deadline passed before any policy took effect, the first policy to take effect judges it.
        const [earliest = today] = [...figuresOf(state).agencies]
          .flatMap(({ lots }) => [
            ...deadlinesBefore(today, lots, calendar),
            ...[...lossesOf(lots, calendar).values()].map(({ missedDeadline }) => missedDeadline),
          ])
          .sort();
        fc.pre(state.policies.some(({ effectiveOn }) => effectiveOn <= earliest));
        const command = adopt({ ...settings, effectiveOn: addDays(today, days) });
        const decision = perform(state, countedBy(calendar, on(today, command)));
        expect(refusalOf(decision)).toBeUndefined();
      },
    ),
    { numRuns: 200 },
  );
});
