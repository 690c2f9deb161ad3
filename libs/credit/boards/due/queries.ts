import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { dueReview, lastReviewOf, type LastReview, type ReviewFate } from '../../domain/due-review.js';
import type { PoolOpened } from '../../domain/events.js';
import { review } from '../../domain/review.js';
import { rial, rialText, sumRial } from '@misaq/platform/kernel/money.js';
import { allSteps } from '@misaq/platform/kernel/steps.js';
import { nearDeadlines, type NearDeadline } from '@misaq/notifications/domain/near-deadlines.js';
import type { WaitingAtBank } from '@misaq/notifications/domain/reminders.js';
import { joinRials } from '@misaq/platform/projections/rials.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { poolFigures } from '../pools/figures.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import type { KeptTrace, ReviewOutcome, ReviewSummary } from '../reviews/projection.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { DueBecause } from '../../domain/due-because.js';

/** What time brings about in a pool on a day. */
export interface PoolDue extends Fresh {
  readonly pool: string;
  /** The review that stands last; undefined before the first. */
  readonly lastReviewId?: string;
  /** Why another review is due; absent when none is. */
  readonly review?: DueBecause;
  readonly deadlines: readonly (NearDeadline & { readonly waiting: readonly WaitingAtBank[] })[];
}

export interface DueQuestions {
  /** Every pool there is, in order of name. */
  readonly pools: () => readonly string[];
  /** Undefined: no such pool. */
  readonly due: (pool: string, today: PlainDate) => PoolDue | undefined;
}

interface WaitingRow {
  readonly agency: string;
  readonly bank: string;
  readonly facilities: number;
  readonly waitingRialHigh: number;
  readonly waitingRialLow: number;
}

/** @param calendarOf the working calendar of a province */
export function dueQuestions(
  credit: TableReader,
  reviews: TableReader,
  calendarOf: (province: string) => WorkingCalendar,
): DueQuestions {
  function lastReview(pool: string): (LastReview & ReviewFate) | undefined {
    const [row] = reviews.all<{ position: number; value: string }>(
      'SELECT position, value FROM summaries WHERE pool = ? ORDER BY position DESC LIMIT 1',
      pool,
    );
    if (row === undefined) return undefined;
    const { reviewId, outcome } = JSON.parse(row.value) as ReviewSummary;
    const [kept] = reviews.all<{ value: string }>(
      'SELECT value FROM traces WHERE reviewId = ? AND pool = ?',
      reviewId,
      pool,
    );
    if (kept === undefined) throw new Error(`review ${reviewId} has a summary and no trace`);
    return { ...lastReviewOf((JSON.parse(kept.value) as KeptTrace).trace, row.position), ...fateOf(outcome) };
  }

  /** In order of bank. */
  function waitingOf(pool: string, agency: string): readonly WaitingAtBank[] {
    return credit
      .all<WaitingRow>(
        'SELECT * FROM waiting WHERE pool = ? AND agency = ? AND facilities > 0 ORDER BY bank',
        pool,
        agency,
      )
      .map(({ bank, facilities, waitingRialHigh, waitingRialLow }) => ({
        bank,
        facilities,
        waitingRial: rialText(joinRials(waitingRialHigh, waitingRialLow)),
      }));
  }

  return {
    pools: () => credit.all<{ pool: string }>('SELECT pool FROM pools ORDER BY pool').map(({ pool }) => pool),
    due(pool, today) {
      const [opened] = credit.all<{ value: string }>('SELECT value FROM pools WHERE pool = ?', pool);
      const figures = allSteps(poolFigures(credit, pool));
      if (opened === undefined || figures === undefined) return undefined;
      const calendar = calendarOf((JSON.parse(opened.value) as PoolOpened).province);
      const last = lastReview(pool);
      const because = dueReview(figures, last, calendar, today);
      return {
        position: credit.position(),
        pool,
        ...(last && { lastReviewId: last.reviewId }),
        ...(because && { review: because }),
        deadlines: nearDeadlines(review(figures, today, calendar), calendar).map((near) => ({
          ...near,
          waiting: waitingOf(pool, near.agency),
        })),
      };
    },
  };
}

function fateOf(outcome: ReviewOutcome): ReviewFate {
  if (outcome.status !== 'approved') return { status: outcome.status };
  return {
    status: 'approved',
    returnedRial: sumRial(outcome.reversals.map(({ amountRial }) => rial(amountRial))),
  };
}
