import { parsePool } from '@misaq/platform/kernel/streams.js';
import { identifier, type Parser } from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';

const REVIEW = /^(.+)-review-[1-9]\d*$/;

export interface ReviewId {
  readonly pool: string;
  readonly reviewId: string;
}

/** `<pool>-review-<n>`: a review names its pool. */
export function reviewId(name: string): Parser<ReviewId> {
  const parse = identifier(name);
  return (text) => {
    const id = parse(text);
    const pool = REVIEW.exec(id)?.[1];
    if (pool === undefined || parsePool(pool) === undefined)
      throw new UsageError(
        'not_a_review',
        `${name}: ${text} is no review; a review is <pool>-review-<n>, such as east-azerbaijan-1401-note16-review-1`,
      );
    return { pool, reviewId: id };
  };
}
