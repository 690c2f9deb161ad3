import type { Command } from 'commander';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditEvent } from '../domain/events.js';
import { day, pool } from '@misaq/platform/command-line/values.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { positioned } from '@misaq/platform/command-line/lists.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { review as reviewAsked } from '../boards/reviews/question.js';
import { reviewsOf } from './reviews-of.js';
import { type ReviewDetailItem, reviewOf } from '../boards/reviews/wire.js';
import { reviewText } from './review-text.js';
import type { Recorded, VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly pool: string;
  readonly asOf: PlainDate;
}

export function registerReview(command: Command, shell: VerbShell): void {
  command
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
    .requiredOption('--as-of <day>', 'not after today, not before the last review', day('--as-of'))
    .addHelpText(
      'after',
      `
The review is recorded with everything it was decided on. Someone else approves or dismisses it.

Example:
  misaq review --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --as labour-1:labour`,
    );
  command.action(() => shell.run(command, (session) => review(session, command.opts<Options>())));
}

async function review(session: VerbSession, { pool: poolId, asOf }: Options): Promise<Outcome> {
  const { ask, send } = await session.reach('write');
  const recorded = await send({ pool: poolId, command: { type: 'ReviewPool', asOf } });
  const reviewId = await reviewIdOf(ask, poolId, recorded);
  const item = positioned(await ask(reviewAsked, { pool: poolId, reviewId }));
  return done(reviewOf(item), (screen) => [reviewText(screen, item), whatNext(item)].join('\n\n'));
}

/** The review that was recorded now, or the open one with the same findings that stood already. */
async function reviewIdOf(ask: Ask, poolId: string, { events }: Recorded): Promise<string> {
  for (const event of events as readonly CreditEvent[])
    if (event.type === 'PoolReviewed') return event.data.reviewId;
  const { reviews } = await reviewsOf(ask, poolId);
  const open = reviews.find(({ outcome }) => outcome.status === 'open');
  if (open === undefined) throw new Error(`no review of ${poolId} is open`);
  return open.reviewId;
}

function whatNext({ reviewId, transfers }: ReviewDetailItem): string {
  if (transfers.length === 0) return 'There is nothing to approve.';
  return (
    'To approve it, as an economic deputy who did not request it:\n' +
    `  misaq approve --review ${reviewId} --reason "…" --as deputy-1:economic-deputy`
  );
}
