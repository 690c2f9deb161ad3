import type { Command } from 'commander';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { CreditEvent, CreditReallocated, ReallocationDismissed } from '@misaq/domain/credit/events.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { reviewId, type ReviewId } from '../arguments/review-id.js';
import { done, type Outcome } from '../output/outcome.js';
import { tomanInWords } from '@misaq/wire/toman.js';
import type { Questions } from '../backend/questions.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

interface Options {
  readonly review: ReviewId;
  readonly reason: string;
}

export function registerDecide(program: Command, shell: Shell): void {
  const approving = decision(program, 'approve', 'approve the transfers of a review; only then credit moves');
  approving.action(() => shell.run(approving, (session) => approve(session, approving.opts<Options>())));
  const dismissing = decision(program, 'dismiss', 'dismiss the transfers of a review');
  dismissing.action(() => shell.run(dismissing, (session) => dismiss(session, dismissing.opts<Options>())));
}

function decision(program: Command, verb: string, description: string): Command {
  return program
    .command(verb)
    .description(description)
    .requiredOption('--review <id>', '<pool>-review-<n>', reviewId('--review'))
    .requiredOption('--reason <text>', 'why; it stays in the history')
    .addHelpText(
      'after',
      `
An economic deputy decides, and never on a review of their own asking.

Example:
  misaq ${verb} --review east-azerbaijan-1401-note16-review-1 --reason "session of 2 Bahman" --as deputy-1:economic-deputy`,
    );
}

async function approve(session: Session, { review, reason }: Options): Promise<Outcome> {
  const { pool, reviewId: id } = review;
  const { ask, send } = await session.reach('write');
  const command = { type: 'ApproveReallocation', reviewId: id, reason } as const;
  const { events, repeated } = await send({ to: 'pool', pool, command });
  const reallocated = reallocationIn(events) ?? (await recordedReallocation(ask, review));
  return done({ pool, ...reallocated, repeated }, () => approvedText(reallocated, repeated));
}

function reallocationIn(events: readonly DomainEvent[]): CreditReallocated | undefined {
  return (events as readonly CreditEvent[]).find((event) => event.type === 'CreditReallocated')?.data;
}

/** What an approval recorded that stood already: among what its deputy did, which is not much. */
async function recordedReallocation(ask: Questions, review: ReviewId): Promise<CreditReallocated> {
  const { outcome } = (await ask.review(review)).item;
  if (outcome.status === 'approved') {
    const asked = { subject: { by: 'actor', id: outcome.by }, after: -1n, limit: undefined } as const;
    for await (const { events } of ask.history(asked)) {
      const own = events.filter(({ stream }) => stream === streams.creditPool(review.pool));
      const found = own
        .map((event) => reallocationIn([event]))
        .find((each) => each?.reviewId === review.reviewId);
      if (found !== undefined) return found;
    }
  }
  throw new Error(`${review.reviewId} was approved and is not on record`);
}

function approvedText(reallocated: CreditReallocated, repeated: boolean): string {
  const { reviewId: id, approvedBy, approvedOn, reason, transfers } = reallocated;
  return [
    `${id} ${repeated ? 'stood approved already' : 'is approved'} by ${approvedBy} on ${formatJalali(approvedOn)}: ${reason}`,
    ...transfers.map(
      ({ from, to, amountRial, lotId, deadline }) =>
        `  ${tomanInWords(amountRial)} from ${from} to ${to} (${lotId}); its time is up with ${formatJalali(deadline)}`,
    ),
  ].join('\n');
}

async function dismiss(session: Session, { review, reason }: Options): Promise<Outcome> {
  const { pool, reviewId: id } = review;
  const backend = await session.reach('write');
  const command = { type: 'DismissReallocation', reviewId: id, reason } as const;
  const { events, repeated } = await backend.send({ to: 'pool', pool, command });
  const dismissed = (events as readonly CreditEvent[]).find(
    (event) => event.type === 'ReallocationDismissed',
  )?.data;
  return done({ pool, reviewId: id, reason, repeated, ...dismissed }, () => dismissedText(id, dismissed));
}

function dismissedText(id: string, dismissed: ReallocationDismissed | undefined): string {
  if (dismissed === undefined) return `${id} stood dismissed already.`;
  return `${id} is dismissed by ${dismissed.dismissedBy} on ${formatJalali(dismissed.dismissedOn)}: ${dismissed.reason}`;
}
