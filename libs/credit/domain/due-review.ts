import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rial, rialText, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import type { PoolReviewed } from './review-events.js';
import type { PoolFigures } from './figures.js';
import type { Lot } from './lots.js';
import { expiredLots, review } from './review.js';
import { outcome, type Verdict } from './trace.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { DueBecause, Judged } from './due-because.js';

/** Limits the lots named in the reason, because the same event also carries the trace of the review. */
const LOTS_NAMED_MAX = 100;

/** What the last review of a pool found, as far as it decides whether another review is due. */
export interface LastReview {
  readonly reviewId: string;
  readonly asOf: PlainDate;
  /** Every lot that the review knew has a lower {@link Lot.recorded}. */
  readonly recorded: number;
  /** Lots that the review traced one by one. Value: the deadline if it had passed, else undefined. */
  readonly tracedLots: ReadonlyMap<string, PlainDate | undefined>;
  /** Verdicts of the agencies that had a deadline behind them. */
  readonly verdicts: ReadonlyMap<string, Judged>;
  readonly proposedRial: Rial;
  readonly unplacedRial: Rial;
}

/** What became of the review. */
export type ReviewFate =
  | { readonly status: 'open' | 'superseded' | 'dismissed' }
  /** `returnedRial`: the part of the reallocation that was given back since. */
  | { readonly status: 'approved'; readonly returnedRial: Rial };

/** @param recorded lots that are recorded after the review have this {@link Lot.recorded} or a higher one */
export function lastReviewOf(reviewed: PoolReviewed, recorded: number): LastReview {
  const { reviewId, asOf, agencies, transfers, unplacedRial } = reviewed;
  const lots = agencies.flatMap((agency) => agency.lots);
  return {
    reviewId,
    asOf,
    recorded,
    tracedLots: new Map(lots.map(({ lotId, deadline, expired }) => [lotId, expired ? deadline : undefined])),
    verdicts: new Map(agencies.flatMap(({ agency, verdict }) => judgedAs(agency, verdict))),
    proposedRial: sumRial(transfers.map(({ amountRial }) => rial(amountRial))),
    unplacedRial: rial(unplacedRial),
  };
}

function judgedAs(agency: string, verdict: Verdict): (readonly [agency: string, judged: Judged])[] {
  const reached = outcome(verdict);
  return reached === 'running' ? [] : [[agency, reached]];
}

/** Whether a review has looked at the verdict of a lot's deadline. */
function hasSeen(last: LastReview, lot: Lot, deadline: PlainDate): boolean {
  // If the lot has another deadline since the review, the review did not look at that one.
  if (last.tracedLots.has(lot.id)) return last.tracedLots.get(lot.id) === deadline;
  // Lots that are not traced were settled: they were recorded, and their deadline had passed.
  return lot.recorded < last.recorded && deadline < last.asOf;
}

/**
 * Why a review is due on a day, or undefined when none is. The proposal of a dismissed review does not make another one
 * due. Neither does credit that came back by the reversal of a reallocation.
 */
export function dueReview(
  figures: PoolFigures,
  last: (LastReview & ReviewFate) | undefined,
  calendar: WorkingCalendar,
  today: PlainDate,
): DueBecause | undefined {
  // A review of a later day exists, so the clock was set back.
  if (last !== undefined && last.asOf > today) return undefined;
  const lots = [...figures.agencies]
    .sort((a, b) => (a.agency < b.agency ? -1 : 1))
    .flatMap((agency) =>
      expiredLots(agency, today, calendar)
        .filter(({ lot, deadline }) => last === undefined || !hasSeen(last, lot, deadline))
        .map(({ lot, deadline }) => ({ lotId: lot.id, agency: agency.agency, deadline })),
    );
  const more = lots.length - LOTS_NAMED_MAX;
  if (more > 0) return { why: 'lot_expired', lots: lots.slice(0, LOTS_NAMED_MAX), more };
  if (lots.length > 0) return { why: 'lot_expired', lots };
  if (last === undefined) return undefined;

  const now = review(figures, today, calendar);
  const agencies = now.agencies.flatMap(({ agency, deadline, verdict }) => {
    const was = last.verdicts.get(agency);
    const is = outcome(verdict);
    if (was === undefined || is === 'running' || is === was || deadline === undefined) return [];
    return [{ agency, deadline, was, is }];
  });
  if (agencies.length > 0) return { why: 'verdict_turned', agencies };

  if (last.unplacedRial === 0n) return undefined;
  const decided = last.status === 'approved' ? last.returnedRial : last.proposedRial;
  const wouldPlace = sumRial(now.transfers.map(({ amountRial }) => rial(amountRial)));
  if (wouldPlace <= decided) return undefined;
  return {
    why: 'recipient_appeared',
    unplacedRial: rialText(last.unplacedRial),
    decidedRial: rialText(decided),
    wouldPlaceRial: rialText(wouldPlace),
  };
}
