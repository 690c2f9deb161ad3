import type { DueSource } from '@misaq/credit/due/due-reviews.js';
import { endOfLog, type EventStore } from '@misaq/platform/event-store/port.js';
import { CREDIT_BOARD } from '@misaq/credit/boards/pools/projection.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { REVIEWS } from '@misaq/credit/boards/reviews/projection.js';

/** What is due is found in these. */
const FROM = [CREDIT_BOARD, REVIEWS, REGISTER];

/**
 * What is due, from the tables as soon as they show the whole log as it is when they are asked. Tables that stand still
 * or stay behind say of no day that nothing was due on it: then it is asked again later.
 *
 * @param catchUpMs how long they have for it; `pools` rejects after that, and when the log does not say where it ends
 */
export function dueSource(
  { runner, due }: Pick<ReadModels, 'runner' | 'due'>,
  store: EventStore,
  catchUpMs: number,
): DueSource {
  return {
    async pools() {
      const position = await endOfLog(store);
      if (!(await runner.waitFor(position, catchUpMs, FROM)))
        throw new Error(`the read models do not show the log up to ${position.toString()}`);
      return due.pools();
    },
    due: due.due,
  };
}
