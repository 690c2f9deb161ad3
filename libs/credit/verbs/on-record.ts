import type {
  CreditReallocated,
  ReallocationDismissed,
  ReallocationReversed,
} from '../domain/review-events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { HistorySubject } from '@misaq/platform/history/queries.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { historyPages } from '@misaq/platform/history/verbs/history-pages.js';
import type { Ask } from '@misaq/platform/questions/answer.js';

/** What is decided on moving credit. */
interface Decisions {
  readonly CreditReallocated: CreditReallocated;
  readonly ReallocationDismissed: ReallocationDismissed;
  readonly ReallocationReversed: ReallocationReversed;
}

/**
 * What a pool recorded of an act that stood already: looked for in the history of somebody or something it concerns,
 * the shorter the better. Undefined when that history does not show it.
 */
export async function onRecord<Type extends keyof Decisions>(
  ask: Ask,
  subject: HistorySubject,
  pool: string,
  type: Type,
  isThat: (data: Decisions[Type]) => boolean,
): Promise<Decisions[Type] | undefined> {
  for await (const { events } of historyPages(ask, { subject, after: LOG_START, limit: undefined }))
    for (const event of events) {
      if (event.type !== type || event.stream !== streams.creditPool(pool)) continue;
      const data = event.data as Decisions[Type];
      if (isThat(data)) return data;
    }
  return undefined;
}
