import { sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import type { PoolReviewed } from './review-events.js';
import type { ReferenceAgency, ReferenceReview, ReferenceTransfer } from './reference-rule.fixture.js';
import type { AgencyTrace, Transfer } from './trace.js';

/* Compares a review with its reference. Each becomes a table of named figures, so that a difference shows its name. */

type Figures = Readonly<Record<string, string | number | undefined>>;

/** Each figure in which a review differs from its reference, with both values. Empty when they agree. */
export function differencesFrom(reference: ReferenceReview, review: PoolReviewed): string[] {
  const [expected, actual] = [figuresOfReference(reference, review), figuresOfReview(review)];
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names]
    .filter((name) => expected[name] !== actual[name])
    .map((name) => `${name}: ${String(actual[name])}, by the reference ${String(expected[name])}`);
}

function figuresOfReview({ agencies, transfers, policy, unplacedRial }: PoolReviewed): Figures {
  return {
    policy: policy.version,
    unplaced: unplacedRial,
    ...byName('transfer', transfers, transferName, transferText),
    ...Object.fromEntries(agencies.flatMap((agency) => prefixed(agency.agency, figuresOfTrace(agency)))),
  };
}

function figuresOfReference(
  { agencies, transfers, policy, unplaced }: ReferenceReview,
  review: PoolReviewed,
): Figures {
  const traced = new Set(review.agencies.flatMap(({ lots }) => lots.map(({ lotId }) => lotId)));
  return {
    policy: policy.version,
    unplaced: unplaced.toString(),
    ...byName('transfer', transfers, transferName, referenceTransferText),
    ...Object.fromEntries(
      agencies.flatMap((agency) => prefixed(agency.agency, figuresOfReferenceAgency(agency, traced))),
    ),
  };
}

function figuresOfTrace({ agency: _agency, lots, settled, reports = [], ...trace }: AgencyTrace): Figures {
  return {
    ...trace,
    returnedSoonRial: trace.returnedSoonRial ?? '0',
    settledLots: settled?.lots ?? 0,
    settledRial: settled?.amountRial ?? '0',
    ...byName(
      'lot',
      lots,
      ({ lotId }) => lotId,
      (lot) => [lot.deadline, lot.expired, lot.protected, lot.amountRial, lot.unpaidRial],
    ),
    ...byName(
      'bank',
      reports,
      ({ bank }) => bank,
      ({ waitingRial, lastRecordedOn }) => [waitingRial, lastRecordedOn],
    ),
  };
}

/** The same figures under the names of the trace. The rule does not say which settled lots are traced one by one. */
function figuresOfReferenceAgency(reference: ReferenceAgency, traced: ReadonlySet<string>): Figures {
  const { judgement, circumstances, next, absorption, lots, movable } = reference;
  const isSettled = (lot: ReferenceAgency['lots'][number]): boolean =>
    lot.expired && lot.unpaid === 0n && !traced.has(lot.lotId);
  const settled = lots.filter(isSettled);
  return {
    verdict: reference.verdict,
    thresholdPercent: reference.thresholdPercent,
    creditRial: text(reference.credit),
    paidRial: text(reference.paid),
    absorptionBasisPoints: basisPoints(absorption.paid, absorption.of),
    ...(next && { nextDeadline: next.deadline, workingDaysLeft: next.workingDaysLeft }),
    ...(judgement &&
      circumstances && {
        deadline: judgement.deadline,
        dueRial: text(judgement.due),
        paidInTimeRial: text(judgement.paidInTime),
        introducedInTimeRial: text(circumstances.introducedInTime),
        agencyShareBasisPoints: basisPoints(circumstances.introducedInTime, judgement.due),
        bankShareBasisPoints: basisPoints(judgement.paidInTime, circumstances.introducedInTime),
        paidAfterDeadlineRial: text(circumstances.paidAfterDeadline),
        reportedAfterDeadlineRial: text(circumstances.paymentsReportedLate),
        introducedReportedAfterDeadlineRial: text(circumstances.introductionsReportedLate),
      }),
    returnedSoonRial: text(circumstances?.returnedSoon ?? 0n),
    pendingRial: text(reference.pending),
    unmetDemandRial: text(reference.unmetDemand),
    unpaidExpiredRial: text(reference.unpaidExpired),
    protectedRial: text(reference.protected),
    ringFencedRial: text(reference.ringFenced),
    movableRial: text(movable),
    overdrawnRial: text(reference.overdrawn),
    creditTakenOn: reference.overdrawn > 0n ? reference.takenOn : undefined,
    cannotReceive: reference.cannotReceive,
    settledLots: settled.length,
    settledRial: text(sumRial(settled.map(({ amount }) => amount))),
    ...byName(
      'lot',
      lots.filter((lot) => !isSettled(lot)),
      ({ lotId }) => lotId,
      (lot) => [lot.deadline, lot.expired, lot.protected, text(lot.amount), text(lot.unpaid)],
    ),
    ...(circumstances && movable > 0n && donorFigures(judgement?.deadline, circumstances)),
  };
}

/** Figures that only the trace of a donor has: where its applicants wait, and until when banks may report. */
function donorFigures(
  deadline: string | undefined,
  { waitingAtBanks, reportsDueUntil }: NonNullable<ReferenceAgency['circumstances']>,
): Figures {
  return {
    reportsDueUntil: reportsDueUntil === deadline ? undefined : reportsDueUntil,
    ...byName(
      'bank',
      waitingAtBanks,
      ({ bank }) => bank,
      ({ waiting, lastRecordedOn }) => [text(waiting), lastRecordedOn],
    ),
  };
}

function transferName({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} to ${to}`;
}

function transferText({ amountRial, settlesOverdraftRial = '0', missedDeadline, takes }: Transfer): unknown {
  return [
    amountRial,
    settlesOverdraftRial,
    missedDeadline,
    takes.map((take) => [take.lotId, take.amountRial]),
  ];
}

function referenceTransferText({ amount, settles, missedDeadline, takes }: ReferenceTransfer): unknown {
  return [text(amount), text(settles), missedDeadline, takes.map((take) => [take.lotId, text(take.amount)])];
}

function text(amount: Rial): string {
  return amount.toString();
}

/** Truncated, never rounded; undefined when the whole is 0. */
function basisPoints(part: Rial, whole: Rial): number | undefined {
  return whole === 0n ? undefined : Number((part * 10_000n) / whole);
}

function byName<Item>(
  kind: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  valueOf: (item: Item) => unknown,
): Figures {
  return Object.fromEntries(items.map((item) => [`${kind} ${nameOf(item)}`, JSON.stringify(valueOf(item))]));
}

function prefixed(prefix: string, figures: Figures): [name: string, value: Figures[string]][] {
  return Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]);
}
