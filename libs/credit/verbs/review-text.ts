import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { ReviewDetailItem } from '../boards/reviews/wire.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { agenciesTable } from './agencies-table.js';

export function reviewText(screen: Screen, review: ReviewDetailItem): string {
  return [
    heading(
      screen,
      `${review.reviewId}, as of ${formatJalali(review.asOf)}, requested by ${review.requestedBy}`,
    ),
    agenciesTable(screen, review.agencies),
    review.inWords,
  ].join('\n\n');
}
