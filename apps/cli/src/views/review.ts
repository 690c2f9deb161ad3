import type { PoolReviewed } from '@misaq/domain/credit/review-events.js';
import { heading, type Screen } from '../output/screen.js';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { Names } from '@misaq/wire/names.js';
import { agenciesTable } from './agencies.js';
import { traceInWords } from '@misaq/wire/trace-in-words.js';

export function reviewText(screen: Screen, reviewed: PoolReviewed, names: Names): string {
  return [
    heading(
      screen,
      `${reviewed.reviewId}, as of ${formatJalali(reviewed.asOf)}, requested by ${reviewed.requestedBy}`,
    ),
    agenciesTable(screen, reviewed.agencies, names),
    traceInWords(reviewed, names),
  ].join('\n\n');
}
