import { dataForBank } from '@misaq/credit/domain/contested.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import { describe } from '@misaq/platform/kernel/catalogue.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { named } from '@misaq/platform/kernel/persian.js';
import type { HistoryEvent, HistoryScope } from './shown-event.js';

/**
 * An event as an officer of one agency or bank may see it. A review and a reallocation also contain the figures of
 * other agencies, which are removed. Pseudonyms of persons are removed too: they would show that two files belong to
 * the same person.
 */
export function redactedFor(event: HistoryEvent, scope: HistoryScope): HistoryEvent {
  const seen = withoutPerson(event);
  return 'agency' in scope ? ownPart(seen, scope.agency) : forBank(seen);
}

function forBank(event: HistoryEvent): HistoryEvent {
  const data = dataForBank(event);
  if (data === event.data) return event;
  const seen = { type: event.type, data };
  return { ...event, sentence: (language) => describe(seen, language), data };
}

function withoutPerson(event: HistoryEvent): HistoryEvent {
  if (!('personId' in event.data || 'applicant' in event.data)) return event;
  const {
    personId: _personId,
    applicant: _applicant,
    ...data
  } = event.data as Readonly<Record<string, unknown>>;
  return { ...event, data };
}

/** Of a review whose figures concern several agencies. */
const REVIEWED: Readonly<Record<Language, (reviewId: string) => string>> = {
  en: (reviewId) => `The pool was reviewed (${reviewId})`,
  fa: (reviewId) => `منبع اعتبار بررسی شد (${named(reviewId)})`,
};

function ownPart(event: HistoryEvent, agency: string): HistoryEvent {
  const known = event as HistoryEvent & CreditEvent;
  const own = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    from === agency || to === agency;
  if (known.type === 'PoolReviewed') {
    const { reviewId, asOf, requestedBy, policy, calendarRevision, holidays, agencies, transfers } =
      known.data;
    return {
      ...event,
      sentence: (language) => REVIEWED[language](reviewId),
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
    return {
      ...event,
      sentence: (language) => describe({ type: 'CreditReallocated', data }, language),
      data,
    };
  }
  return event;
}
