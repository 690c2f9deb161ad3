import type { PoolReviewed } from '../../domain/review-events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { heldSpelling } from '@misaq/platform/projections/spellings.js';
import type { KeptTrace, ReviewSummary } from './projection.js';

export interface ReviewOnList extends ReviewSummary {
  readonly pool: string;
  /** Position of the review in the log. */
  readonly at: number;
}

export interface ReviewList extends Fresh {
  /** Latest first. */
  readonly reviews: readonly ReviewOnList[];
}

export interface ReviewAnswer extends Fresh, ReviewOnList {
  /** The review as recorded, with all its inputs. */
  readonly trace: PoolReviewed;
}

export interface ReviewQuestions {
  /** The reviews of a pool, or of all pools. */
  readonly reviews: (options?: { readonly pool?: string }) => ReviewList;
  /** A review by its id; with `agency`, one that examined the agency. Undefined when there is none. */
  readonly review: (reviewId: string, options?: { readonly agency?: string }) => ReviewAnswer | undefined;
}

interface SummaryRow {
  readonly pool: string;
  readonly position: number;
  readonly value: string;
}

interface TraceRow {
  readonly pool: string;
  readonly value: string;
}

export function reviewQuestions(tables: TableReader): ReviewQuestions {
  /** All of them, read once for each state of the tables: a review is recorded seldom. */
  let all: { readonly version: number; readonly reviews: readonly ReviewOnList[] } | undefined;

  function everyReview(): readonly ReviewOnList[] {
    const version = tables.version();
    if (all?.version !== version) {
      const rows = tables.all<SummaryRow>(
        'SELECT pool, position, value FROM summaries ORDER BY position DESC',
      );
      all = { version, reviews: rows.map(onList) };
    }
    return all.reviews;
  }

  return {
    reviews({ pool: given } = {}) {
      const pool = given === undefined ? undefined : heldSpelling(tables, ['summaries', 'pool'], given);
      if (pool === undefined) return { position: tables.position(), reviews: everyReview() };
      const rows = tables.all<SummaryRow>(
        'SELECT pool, position, value FROM summaries WHERE pool = ? ORDER BY position DESC',
        pool,
      );
      return { position: tables.position(), reviews: rows.map(onList) };
    },
    review(reviewId, { agency } = {}) {
      const [row] =
        agency === undefined
          ? tables.all<TraceRow>('SELECT pool, value FROM traces WHERE reviewId = ? ORDER BY pool', reviewId)
          : tables.all<TraceRow>(
              'SELECT pool, traces.value FROM examined JOIN traces USING (reviewId, pool) ' +
                'WHERE examined.agency = ? AND reviewId = ? ORDER BY pool',
              agency,
              reviewId,
            );
      if (row === undefined) return undefined;
      const { position, trace } = JSON.parse(row.value) as KeptTrace;
      const [summary] = tables.all<SummaryRow>(
        'SELECT pool, position, value FROM summaries WHERE pool = ? AND position = ?',
        row.pool,
        position,
      );
      if (summary === undefined) throw new Error(`review ${reviewId} has a trace and no summary`);
      return {
        position: tables.position(),
        ...onList(summary),
        trace,
      };
    },
  };
}

function onList({ pool, position, value }: SummaryRow): ReviewOnList {
  return { pool, at: position, ...(JSON.parse(value) as ReviewSummary) };
}
