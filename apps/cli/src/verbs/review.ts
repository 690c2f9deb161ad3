import type { Command } from 'commander';
import { poolAggregate } from '@misaq/application/aggregates.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { CreditEvent, PoolReviewed } from '@misaq/domain/credit/events.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { day, pool } from '../arguments/values.js';
import { done, type Outcome } from '../output/outcome.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import type { System } from '../../../composition/src/system.js';
import { reviewItem } from '@misaq/wire/reviews.js';
import { reviewText } from '../views/review.js';
import { namesIn } from './names.js';
import { type Recorded, send } from './send.js';

interface Options {
  readonly pool: string;
  readonly asOf: PlainDate;
}

export function registerReview(program: Command, shell: Shell): void {
  const command = program
    .command('review')
    .description('apply the rule to a pool as of a day, and propose what moves')
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

async function review(session: Session, options: Options): Promise<Outcome> {
  const { pool: poolId, asOf } = options;
  const system = await session.open('write');
  const recorded = await send(system, session, {
    to: 'pool',
    pool: poolId,
    command: { type: 'ReviewPool', asOf },
  });
  const reviewed = await reviewOf(system, poolId, recorded);
  const names = await namesIn(system.runner, poolId, 'agency', asOf);
  return done(reviewItem(reviewed, names), (screen) =>
    [reviewText(screen, reviewed, names), whatNext(reviewed)].join('\n\n'),
  );
}

/** The review that was recorded now, or the open one with the same findings that stood already. */
export async function reviewOf(
  { runner }: System,
  poolId: string,
  { events }: Recorded,
): Promise<PoolReviewed> {
  for (const event of events as readonly CreditEvent[]) if (event.type === 'PoolReviewed') return event.data;
  const state = await runner.state(poolAggregate, streams.creditPool(poolId));
  const open = state.reviews.get(state.openReviewId ?? '')?.review;
  if (open === undefined) throw new Error(`no review of ${poolId} is open`);
  return open;
}

function whatNext({ reviewId, transfers }: PoolReviewed): string {
  if (transfers.length === 0) return 'There is nothing to approve.';
  return (
    'To approve it, as an economic deputy who did not request it:\n' +
    `  misaq approve --review ${reviewId} --reason "…" --as deputy-1:economic-deputy`
  );
}
