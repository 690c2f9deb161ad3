import type { PoolReviewed } from '@misaq/domain/credit/events.js';
import { heading, type Screen } from '../output/screen.js';
import { formatJalali } from '@misaq/calendar/jalali.js';
import { agenciesTable, agencyItem, type Names } from './agencies.js';
import { traceInWords } from './trace-in-words.js';

/** A review as JSON: what the event says, agencies in the shape of every verb. */
export function reviewItem(reviewed: PoolReviewed, names: Names) {
  const { reviewId, asOf, requestedBy, policy, calendarRevision, agencies, transfers, unplacedRial } =
    reviewed;
  return {
    reviewId,
    asOf,
    requestedBy,
    calendarRevision,
    policy,
    agencies: agencies.map((agency) => agencyItem(agency, names, reviewed.holidays)),
    transfers,
    unplacedRial,
  };
}

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
