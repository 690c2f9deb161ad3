import type { CreditEvent } from '@misaq/domain/credit/events.js';
import { describe } from './describe.js';
import type { HistoryEvent, HistoryScope } from './queries.js';

/**
 * An event as an officer of one agency may see it: a review and a reallocation speak of several agencies, and the
 * figures of the others are not theirs to read.
 */
export function seenBy(event: HistoryEvent, scope: HistoryScope): HistoryEvent {
  if (!('agency' in scope)) return event;
  const { agency } = scope;
  const known = event as HistoryEvent & CreditEvent;
  const own = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    from === agency || to === agency;
  if (known.type === 'PoolReviewed') {
    const { reviewId, asOf, requestedBy, policy, calendarRevision, holidays, agencies, transfers } =
      known.data;
    return {
      ...event,
      summary: `The pool was reviewed (${reviewId})`,
      data: {
        reviewId,
        asOf,
        requestedBy,
        policy,
        calendarRevision,
        holidays,
        agencies: agencies.filter((each) => each.agency === agency),
        transfers: transfers.filter(own),
      },
    };
  }
  if (known.type === 'CreditReallocated') {
    const { transfers, ...rest } = known.data;
    const data = { ...rest, transfers: transfers.filter(own) };
    return { ...event, summary: describe({ type: 'CreditReallocated', data }), data };
  }
  return event;
}
