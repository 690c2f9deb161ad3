import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { WorkingCalendar } from '@misaq/calendar/working-calendar.js';
import { rial, rialText, sumRial, type Rial, type RialText } from '../kernel/money.js';
import type { PoolReviewed } from './events.js';
import type { PoolFigures } from './figures.js';
import { amountOn, missedDeadlines } from './lots.js';
import { review } from './review.js';

/*
 * When Misaq itself asks for a review. It is found from what is on record each time, and remembered nowhere: a timer
 * that was lost, doubled or late changes nothing.
 */

/** Why a review is due; stands in the review, so JSON only. */
export type DueBecause =
  /** The time of these lots was up, and no review has looked at that yet. */
  | {
      readonly why: 'lot_expired';
      readonly lots: readonly {
        readonly lotId: string;
        readonly agency: string;
        readonly deadline: PlainDate;
      }[];
    }
  /** The last review left movable credit unplaced, and more could be placed now than anybody has decided on. */
  | {
      readonly why: 'recipient_appeared';
      readonly unplacedRial: RialText;
      readonly decidedRial: RialText;
      readonly wouldPlaceRial: RialText;
    };

/** What the last review of a pool found, as far as it decides whether another one is due. */
export interface LastReview {
  readonly reviewId: string;
  readonly asOf: PlainDate;
  /** Lots whose time it saw to be up, and the deadline that it saw. */
  readonly expiredLots: ReadonlyMap<string, PlainDate>;
  readonly proposedRial: Rial;
  readonly unplacedRial: Rial;
}

/** What became of it. */
export type ReviewFate =
  | { readonly status: 'open' | 'superseded' | 'dismissed' }
  /** `returnedRial`: what of it was given back since. */
  | { readonly status: 'approved'; readonly returnedRial: Rial };

export function lastReviewOf({
  reviewId,
  asOf,
  agencies,
  transfers,
  unplacedRial,
}: PoolReviewed): LastReview {
  const expired = agencies.flatMap(({ lots }) => lots.filter((lot) => lot.expired));
  return {
    reviewId,
    asOf,
    expiredLots: new Map(expired.map(({ lotId, deadline }) => [lotId, deadline])),
    proposedRial: sumRial(transfers.map(({ amountRial }) => rial(amountRial))),
    unplacedRial: rial(unplacedRial),
  };
}

/**
 * Whether a review is due on a day, and why; undefined when none is. A review that was dismissed does not become due
 * again by what it proposed, nor a reallocation that was taken back by what came back.
 */
export function dueReview(
  figures: PoolFigures,
  last: (LastReview & ReviewFate) | undefined,
  calendar: WorkingCalendar,
  today: PlainDate,
): DueBecause | undefined {
  // A later day has been reviewed: the clock was set back.
  if (last !== undefined && last.asOf > today) return undefined;
  const now = review(figures, today, calendar);
  const held = new Map(figures.agencies.flatMap(({ lots }) => lots.map((lot) => [lot.id, lot] as const)));
  const lots = now.agencies.flatMap(({ agency, lots: traced }) => {
    const inTime = traced.flatMap(({ lotId, deadline, expired }) => {
      const lot = held.get(lotId);
      return lot === undefined ? [] : [{ lot, deadline, expired }];
    });
    const missed = missedDeadlines(inTime);
    return (
      inTime
        // Of a lot that has another deadline since, that one has not been looked at.
        .filter(({ lot, deadline, expired }) => expired && last?.expiredLots.get(lot.id) !== deadline)
        // One that was empty when its time was up leaves nothing to judge.
        .filter(({ lot, deadline }) => amountOn(lot, deadline, missed) > 0n)
        .map(({ lot, deadline }) => ({ lotId: lot.id, agency, deadline }))
    );
  });
  if (lots.length > 0) return { why: 'lot_expired', lots };

  if (last === undefined || last.unplacedRial === 0n) return undefined;
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
