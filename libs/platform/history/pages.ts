import { AT_MOST_POSITIONS } from '@misaq/platform/event-store/port.js';
import type { History, HistoryQuestions, HistorySubject } from './queries.js';
import type { HistoryEvent, HistoryScope } from './shown-event.js';
import { redactedFor } from './redaction.js';

/** A history from a position on, complete or limited to a number of events. */
export interface HistoryQuestion {
  readonly subject: HistorySubject;
  /** Undefined for readers who may see everything. */
  readonly scope: HistoryScope | undefined;
  /** Only events after this position; -1 begins at the first. */
  readonly after: bigint;
  readonly limit: number | undefined;
}

/** The history page by page, as the reader may see it: a history may be larger than memory. */
export async function* historyPages(
  questions: HistoryQuestions,
  { subject, scope, after, limit }: HistoryQuestion,
): AsyncGenerator<History> {
  let from = after;
  for (let left = limit ?? Infinity; left > 0;) {
    const most = Math.min(left, AT_MOST_POSITIONS);
    const page = await questions.history(subject, {
      after: from,
      limit: most,
      ...(scope !== undefined && { scope }),
    });
    yield scope === undefined
      ? page
      : { ...page, events: page.events.map((event) => redactedFor(event, scope)) };
    const last = page.events.at(-1);
    if (last === undefined || page.events.length < most) return;
    from = last.position;
    left -= page.events.length;
  }
}

export async function* historyEvents(
  questions: HistoryQuestions,
  question: HistoryQuestion,
): AsyncGenerator<HistoryEvent> {
  for await (const { events } of historyPages(questions, question)) yield* events;
}
