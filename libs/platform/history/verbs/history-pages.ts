import { pagesOf } from '@misaq/platform/command-line/lists.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { PAGE_MAX } from '@misaq/platform/questions/pages.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { HistorySubject } from '../queries.js';
import { history, type HistoryParams } from '../question.js';
import type { HistoryItem } from '../wire.js';

export interface HistoryAsked {
  readonly subject: HistorySubject;
  /** Only events after this position; -1 begins at the first. A server gives officers of organisations tokens. */
  readonly after: ShownPosition;
  readonly limit: number | undefined;
}

export interface HistoryShown {
  /** How many events there are in all, on every page. */
  readonly total: number;
  readonly position: ShownPosition;
  readonly events: readonly HistoryItem[];
}

/** A history page by page: it may be larger than what should lie in memory. At least one page. */
export async function* historyPages(
  ask: Ask,
  { subject, after, limit }: HistoryAsked,
): AsyncGenerator<HistoryShown> {
  let left = limit ?? Infinity;
  const params: HistoryParams = {
    [subject.by]: subject.id,
    after: after === LOG_START ? undefined : typeof after === 'bigint' ? Number(after) : after,
    limit: Math.min(left, PAGE_MAX),
  };
  for await (const { item, position } of pagesOf(ask, history, params)) {
    const events = item.items.slice(0, left);
    left -= events.length;
    yield { total: item.total, position, events };
    if (left <= 0) return;
  }
}
