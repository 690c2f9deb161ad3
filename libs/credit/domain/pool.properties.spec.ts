import fc from 'fast-check';
import { isAmong } from '@misaq/platform/kernel/event-types.js';
import { FACILITY_EVENTS } from './facility-events.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { sumRial } from '@misaq/platform/kernel/money.js';
import {
  adopt,
  answerTo,
  by,
  dataOf,
  DEPUTY,
  LABOUR,
  on,
  OTHER_DEPUTY,
  pay,
  perform,
  returned,
  review,
  stepOf,
  SYSTEM,
} from './credit.fixture.js';
import type { CreditEvent } from './events.js';
import type { CreditReallocated } from './review-events.js';
import { paidOf, remainingOf } from './facility.js';
import { creditOf, emptyAccount, post, type Account } from './figures.js';
import { amountNow, lotDeadline, lotJson, parseLot, takenFrom } from './lots.js';
import { deadlineOf } from './policy.js';
import { postings } from './postings.js';
import type { Doing } from './credit.fixture.js';
import { AGENCIES, anySequence, FACILITIES, latestReview, live, textOf } from './random-pool.fixture.js';
import { review as applyRule } from './review.js';
import { each, untilReached } from '../../../test/support/until-reached.fixture.js';
import { evolvePool, figuresOf, forkPool, initialPool, type PoolState } from './state.js';

function sumText(amounts: readonly { readonly amountRial: string }[]): bigint {
  return sumRial(amounts.map(({ amountRial }) => BigInt(amountRial)));
}

/** The part of the transfers that settles overdrafts. */
function settledText(transfers: readonly { readonly settlesOverdraftRial?: string }[]): bigint {
  return sumRial(transfers.map(({ settlesOverdraftRial = '0' }) => BigInt(settlesOverdraftRial)));
}

function filesOf(state: PoolState) {
  return FACILITIES.map((id) => state.facilities.get(id)).filter((file) => file !== undefined);
}

/** Violated invariants about the money of a pool; empty when it keeps all of them. */
function faultsOf(state: PoolState): string[] {
  const lots = [...state.lots.values()];
  const allocated = lots.filter(({ origin }) => origin.kind === 'allocation');
  const faults: string[] = [];
  if (sumRial(state.credit.values()) !== sumRial(allocated.map(({ amountRial }) => amountRial)))
    faults.push('credit is not what was allocated');
  if (lots.some((lot) => amountNow(lot) < 0n)) faults.push('a lot is below nothing');
  if (filesOf(state).some((file) => remainingOf(file) < 0n))
    faults.push('a facility is paid beyond its amount');
  for (const agency of AGENCIES) {
    const own = lots.filter((lot) => lot.agency === agency);
    if ((state.credit.get(agency) ?? 0n) !== creditOf(own)) faults.push(`${agency}: credit is not its lots`);
    const overdrawn = (state.accounts.get(agency)?.paidRial ?? 0n) - creditOf(own);
    const taken = own.map(takenFrom).filter((each) => each > 0n);
    if (overdrawn > sumRial(taken)) faults.push(`${agency}: paid beyond its credit and what was taken of it`);
  }
  return faults;
}

/** Verdicts as fixed by deadlines: without regard to how much is left to move. */
function verdictsOf(state: PoolState, asOf: PlainDate) {
  return applyRule(figuresOf(state), asOf, shippedCalendar()).agencies.map(
    ({ agency, deadline, dueRial, paidInTimeRial, thresholdPercent, verdict }) => ({
      agency,
      deadline,
      ...(deadline !== undefined && { dueRial, paidInTimeRial, thresholdPercent }),
      verdict: verdict === 'emptied' ? 'fell-short' : verdict,
    }),
  );
}

function isOverdrawing(event: CreditEvent): boolean {
  return event.type === 'FacilityPaid' && event.data.overdrawnRial !== undefined;
}

const KINDS = [
  'PolicyAdopted',
  'AllocationCorrected',
  'IntroductionCorrected',
  'FacilityDeclined',
  'FacilityWithdrawn',
  'FacilityPaid',
  'contested payment',
  'FacilityPaymentReversed',
  'FacilityClosed',
  'PoolReviewed',
  'ReviewSuperseded',
  'CreditReallocated',
  'ReallocationDismissed',
  'ReallocationReversed',
];

describe('any sequence of commands', () => {
  it('conserves credit to the rial, and pays no facility and no agency more than it has', () => {
    // Otherwise the checks prove nothing: the random commands have to reach every kind of event.
    untilReached(each(KINDS, 3), (saw) => {
      fc.assert(
        fc.property(anySequence, (sequence) => {
          const { state, events } = live(sequence, (before) => {
            expect(faultsOf(before)).toEqual([]);
          });
          expect(faultsOf(state)).toEqual([]);

          const contested = new Set<string>();
          for (const event of events) {
            saw(event.type);
            if (isOverdrawing(event)) saw('contested payment');
            if (isOverdrawing(event) && event.type === 'FacilityPaid') contested.add(event.data.agency);
          }
          for (const [agency, { paidRial }] of state.accounts)
            if (paidRial > (state.credit.get(agency) ?? 0n)) expect(contested).toContain(agency);
        }),
        { numRuns: 250 },
      );
    });
  });

  it('leaves agencies with the figures of their facilities, and with those summed up from the events', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const { state, events } = live(sequence);
        const accounts = new Map<string, Account>();
        for (const posting of events
          .filter((event) => isAmong(FACILITY_EVENTS, event))
          .flatMap((event) => postings(event))) {
          const account = accounts.get(posting.agency) ?? emptyAccount(posting.agency);
          accounts.set(posting.agency, account);
          post(account, posting);
        }
        expect(accounts).toEqual(state.accounts);
        for (const [agency, { days, paidRial, pendingRial, introducedRial }] of accounts) {
          const files = filesOf(state).filter((file) => file.agency === agency);
          const openFiles = files.filter(({ ended }) => ended === null);
          const all = [...days.values()];
          expect(paidRial).toBe(sumRial(files.map(paidOf)));
          expect(pendingRial).toBe(sumRial(openFiles.map(remainingOf)));
          expect(paidRial).toBe(sumRial(all.map((each) => each.paidRial)));
          expect(pendingRial).toBe(sumRial(all.map((each) => each.pendingRial)));
          expect(introducedRial).toBe(sumRial(all.map((each) => each.introducedRial)));
        }
      }),
    );
  });

  it('lets no facility hold more on any day than its amount ever was', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const { state, events } = live(sequence);
        for (const facilityId of FACILITIES) {
          const worth = events.flatMap(({ type, data }) =>
            (type === 'FacilityIntroduced' || type === 'IntroductionCorrected') &&
            data.facilityId === facilityId
              ? [BigInt(data.amountRial)]
              : [],
          );
          const made = (state.facilities.get(facilityId)?.payments ?? []).filter(
            ({ reversal }) => reversal?.kind !== 'recorded-in-error',
          );
          for (const { paidOn: day } of made) {
            const held = made.filter(
              ({ paidOn, reversal }) => paidOn <= day && (reversal === null || reversal.on > day),
            );
            expect(worth.some((amount) => amount >= sumText(held))).toBe(true);
          }
        }
      }),
    );
  });

  it('gives the same state from the same events, and lots survive JSON', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const { state, events } = live(sequence);
        expect(textOf(events.reduce(evolvePool, initialPool()))).toBe(textOf(state));
        for (const lot of state.lots.values())
          expect(parseLot(JSON.parse(JSON.stringify(lotJson(lot))) as ReturnType<typeof lotJson>)).toEqual(
            lot,
          );
      }),
    );
  });

  it('in which a command is delivered 1 to 8 times shows one effect of it', () => {
    fc.assert(
      fc.property(anySequence, fc.integer({ min: 1, max: 8 }), (sequence, deliveries) => {
        const once = live(sequence);
        const state = initialPool();
        for (const doing of once.done) {
          expect(perform(state, doing).kind).toBe('accepted');
          for (let again = 1; again < deliveries; again += 1)
            expect(perform(state, doing)).toEqual({ kind: 'unchanged' });
        }
        expect(textOf(state)).toBe(textOf(once.state));
      }),
    );
  });

  it('remembers an act with its own key for ever: delivered again at the end, it changes nothing', () => {
    const withoutKey = new Set(['AdoptPolicy', 'CorrectAllocation', 'CorrectIntroduction', 'ReviewPool']);
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const { state, done, today } = live(sequence);
        for (const doing of done) {
          const { type } = 'command' in doing ? doing.command : doing;
          if (!withoutKey.has(type))
            expect([type, answerTo(state, on(today, doing)).kind]).toEqual([type, 'unchanged']);
        }
      }),
    );
  });

  it('can run on a fork without changing the original pool, and the other way round', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        live(sequence, (state, doing) => {
          const before = textOf(state);
          const [tried, kept] = [forkPool(state), forkPool(state)];
          perform(tried, doing);
          expect(textOf(state)).toBe(before);
          const after = forkPool(state);
          perform(after, doing);
          perform(state, doing);
          expect(textOf(kept)).toBe(before);
          expect(textOf(state)).toBe(textOf(tried));
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('commands between a review and its approval', () => {
  /** Tries to approve the open review now. An accepted approval must equal what the rule says now. */
  function approvalOf(state: PoolState, doing: Doing): string | undefined {
    const { review: open } = state.reviews.get(state.openReviewId ?? '') ?? {};
    if (open === undefined || open.transfers.length === 0) return undefined;
    const approval = { type: 'ApproveReallocation', reviewId: open.reviewId, reason: 'yes' } as const;
    const decision = answerTo(state, by(OTHER_DEPUTY, { ...stepOf(doing), command: approval }));
    if (decision.kind === 'refused') {
      const { name, figures } = decision.refusal;
      return typeof figures.why === 'string' ? figures.why : name;
    }
    const now = applyRule(figuresOf(state), open.asOf, shippedCalendar());
    // Reporting days are read at the approval. The policy of each deadline decides about late introductions.
    const { thresholdPercent, exactThresholdPasses, split, ringFence } = open.policy;
    expect(now.policy).toMatchObject({ thresholdPercent, exactThresholdPasses, split, ringFence });
    for (const {
      agency,
      verdict,
      movableRial,
      unmetDemandRial,
      overdrawnRial,
      cannotReceive,
    } of now.agencies) {
      const given = open.transfers.filter(({ from }) => from === agency);
      const received = open.transfers.filter(({ to }) => to === agency);
      if (given.length > 0) expect(verdict).toBe('fell-short');
      expect(sumText(given)).toBeLessThanOrEqual(BigInt(movableRial));
      const settles = settledText(received);
      expect(settles).toBeLessThanOrEqual(BigInt(overdrawnRial));
      if (sumText(received) > settles) expect(cannotReceive).toBeUndefined();
      expect(sumText(received) - settles).toBeLessThanOrEqual(BigInt(unmetDemandRial));
    }
    return decision.kind;
  }

  it('are followed by an approval only if the rule still gives the same result', () => {
    const cases = ['accepted', 'verdict_changed', 'donor_has_paid', 'demand_fell', 'policy_changed'];
    untilReached(each(cases, 1), (saw) => {
      fc.assert(
        fc.property(
          anySequence,
          fc.constantFrom({ ringFence: true }, { thresholdPercent: 99 }),
          (sequence, other) => {
            live(sequence, (state, doing) => {
              const since = forkPool(state);
              const effectiveOn = state.lastReview?.asOf;
              if (effectiveOn !== undefined)
                perform(since, { ...stepOf(doing), command: adopt({ ...other, effectiveOn }) });
              for (const answer of [approvalOf(state, doing), approvalOf(since, doing)])
                if (answer !== undefined) saw(answer);
            });
          },
        ),
        { numRuns: 200 },
      );
    });
  });
});

describe('an extended lot', () => {
  it('never ends before any of its clocks, however the calendar is revised', () => {
    let extendedLots = 0;
    fc.assert(
      fc.property(anySequence, fc.array(fc.nat(90), { maxLength: 12 }), (sequence, closed) => {
        const { state, today } = live(sequence);
        const closures = [...new Set(closed)].map((ago) => ({
          date: addDays(today, -ago),
          reason: 'dust storm',
        }));
        const calendar = { ...shippedCalendar(), revision: 1, closures };
        for (const lot of state.lots.values()) {
          if (lot.extensions !== undefined) extendedLots += 1;
          const { deadline } = lotDeadline(calendar, lot);
          for (const clock of [lot.clock, ...(lot.extensions ?? []).map((each) => each.clock)])
            expect(deadlineOf(calendar, lot.startsOn, clock).deadline <= deadline).toBe(true);
        }
      }),
    );
    expect(extendedLots).toBeGreaterThan(5);
  });
});

describe('a review that is due', () => {
  it('is due once: the review that Misaq requests leaves nothing due on that day', () => {
    untilReached(each(['lot_expired', 'verdict_turned'], 1), (saw) => {
      fc.assert(
        fc.property(anySequence, (sequence) => {
          live(sequence, (before, doing) => {
            const { today: asOf } = stepOf(doing);
            if (before.name === undefined || asOf === undefined) return;
            const asked = { type: 'ReviewPool', asOf, onlyWhenDue: true } as const;
            const since = forkPool(before);
            const decision = perform(since, { ...stepOf(doing), command: asked, actor: SYSTEM });
            if (decision.kind !== 'accepted') return;
            saw(dataOf(decision, 'PoolReviewed').because?.why ?? 'none');
            expect(answerTo(since, { ...stepOf(doing), command: asked, actor: SYSTEM })).toEqual({
              kind: 'unchanged',
            });
          });
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe('in any pool', () => {
  /** Reviews the pool as of a day and has the deputy approve on the same day; undefined when nothing can move. */
  function reallocate(state: PoolState, today: PlainDate): CreditReallocated | undefined {
    perform(state, on(today, by(LABOUR, review(today))));
    const reviewId = latestReview(state);
    const approval = { type: 'ApproveReallocation', reviewId, reason: 'as the rule says' } as const;
    perform(state, on(today, by(DEPUTY, approval)));
    return state.reallocations.get(reviewId);
  }

  it('no second review moves a rial twice, and moving changes no verdict', () => {
    let moved = 0;
    fc.assert(
      fc.property(anySequence, fc.nat(60), (sequence, later) => {
        const { state, today } = live(sequence);
        const asOf = addDays(today, later);
        const verdicts = verdictsOf(state, asOf);
        const first = reallocate(state, asOf);
        if (first === undefined) return;
        moved += 1;
        expect(faultsOf(state)).toEqual([]);
        for (const { from, missedDeadline, takes } of first.transfers) {
          expect(verdicts.find(({ agency }) => agency === from)).toMatchObject({
            verdict: 'fell-short',
            deadline: missedDeadline,
          });
          for (const { lotId } of takes) expect(state.lots.get(lotId)).toMatchObject({ agency: from });
        }
        expect(verdictsOf(state, asOf)).toEqual(verdicts);
        expect(reallocate(state, asOf)).toBeUndefined();
      }),
      { numRuns: 250 },
    );
    expect(moved).toBeGreaterThan(5);
  });

  it('a deadline fixes its verdict: neither a later day of review nor a later payment changes it', () => {
    let [compared, adopted] = [0, 0];
    const refusals = new Set<string>();
    fc.assert(
      fc.property(anySequence, fc.nat(30), fc.nat(30), (sequence, soon, more) => {
        const { state, today } = live(sequence);
        const asOf = addDays(today, soon);
        const first = verdictsOf(state, asOf);
        for (const then of verdictsOf(state, addDays(asOf, more))) {
          const was = first.find(({ agency }) => agency === then.agency);
          if (then.deadline === undefined || was?.deadline !== then.deadline) continue;
          compared += 1;
          expect(then).toEqual(was);
        }
        // Every deadline that counts is before `asOf`. On that day all waiting amounts are paid, or paid money comes
        // back.
        for (const id of FACILITIES) {
          const file = state.facilities.get(id);
          if (file === undefined) continue;
          perform(state, on(asOf, pay(id, remainingOf(file), asOf, 'the-rest')));
          for (const { bankReference } of file.payments)
            perform(state, on(asOf, returned(id, asOf, bankReference)));
        }
        // Any threshold that is adopted with an earlier effective day must not change it either.
        for (const thresholdPercent of [1, 100]) {
          const decision = perform(
            state,
            on(asOf, adopt({ thresholdPercent, effectiveOn: addDays(asOf, -more) })),
          );
          if (decision.kind === 'accepted') adopted += 1;
          else if (decision.kind === 'refused') refusals.add(decision.refusal.name);
        }
        expect(verdictsOf(state, asOf)).toEqual(first);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(20);
    expect(adopted).toBeGreaterThan(5);
    expect(refusals).toContain('policy_after_deadline');
  });

  it('a proposal adds up: takes sum to transfers, no donor gives paid money, no recipient exceeds its need', () => {
    fc.assert(
      fc.property(anySequence, fc.nat(60), (sequence, later) => {
        const { state, today } = live(sequence);
        const found = applyRule(figuresOf(state), addDays(today, later), shippedCalendar());
        const { agencies, transfers, unplacedRial } = found;
        const movable = sumRial(agencies.map(({ movableRial }) => BigInt(movableRial)));
        expect(sumText(transfers) + unplacedRial).toBe(movable);
        for (const { amountRial, takes } of transfers) expect(sumText(takes)).toBe(BigInt(amountRial));

        const taken = new Map<string, bigint>();
        for (const { lotId, amountRial } of transfers.flatMap(({ takes }) => takes))
          taken.set(lotId, (taken.get(lotId) ?? 0n) + BigInt(amountRial));
        for (const { agency, lots, cannotReceive, ...figures } of agencies) {
          const given = sumText(transfers.filter(({ from }) => from === agency));
          const received = sumText(transfers.filter(({ to }) => to === agency));
          expect(given).toBeLessThanOrEqual(BigInt(figures.movableRial));
          const settles = settledText(transfers.filter(({ to }) => to === agency));
          expect(settles).toBeLessThanOrEqual(BigInt(figures.overdrawnRial));
          expect(received - settles).toBeLessThanOrEqual(
            cannotReceive ? 0n : BigInt(figures.unmetDemandRial),
          );
          // No other agency receives anything before the overdraft is settled.
          if (settles < BigInt(figures.overdrawnRial)) {
            expect(unplacedRial).toBe(0n);
            expect(sumText(transfers)).toBe(settledText(transfers));
          }
          for (const lot of lots) {
            const free = lot.expired && !lot.protected ? BigInt(lot.unpaidRial) : 0n;
            expect(taken.get(lot.lotId) ?? 0n).toBeLessThanOrEqual(free);
          }
          const { agencyShareBasisPoints: own = 0, bankShareBasisPoints: bank = 0 } = figures;
          expect([own <= 10_000, bank <= 10_000]).toEqual([true, true]);
          const fixed = [figures.movableRial, figures.ringFencedRial, figures.protectedRial].map(BigInt);
          expect(sumRial(fixed)).toBeLessThanOrEqual(BigInt(figures.unpaidExpiredRial));
        }
      }),
    );
  });
});
