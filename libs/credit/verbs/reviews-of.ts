import { everyItem } from '@misaq/platform/command-line/lists.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { pools } from '../boards/pools/question.js';
import { reviews } from '../boards/reviews/question.js';
import type { ReviewSummaryItem } from '../boards/reviews/wire.js';

export interface ReviewsShown {
  readonly position: ShownPosition;
  /** Latest first. */
  readonly reviews: readonly ReviewSummaryItem[];
}

/** The reviews of a pool, or of all. */
export async function reviewsOf(ask: Ask, pool?: string): Promise<ReviewsShown> {
  if (pool !== undefined) {
    const { items, position } = await everyItem(ask, reviews, { pool });
    return { position, reviews: items };
  }
  const { items: all, position } = await everyItem(ask, pools, {});
  const lists: ReviewSummaryItem[] = [];
  for (const each of all) lists.push(...(await reviewsOf(ask, each.pool)).reviews);
  // Their order in the log is not told; the day that each is about is.
  return { position, reviews: lists.sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0)) };
}
