import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import type { CreditReallocated, ReallocationDismissed } from '@misaq/credit/domain/review-events.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { reviewId, type ReviewId } from '../arguments/review-id.js';
import { done, type Outcome } from '../output/outcome.js';
import { tomanInWords } from '@misaq/platform/text/toman.js';
import { onRecord } from '../backend/on-record.js';
import type { Questions } from '../backend/questions.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { VERBS } from '../verb-list.js';

interface Options {
  readonly review: ReviewId;
  readonly reason: string;
}

export function registerDecide(program: Command, shell: Shell): void {
  const approving = decision(program, 'approve', VERBS.approve.summary);
  approving.action(() => shell.run(approving, (session) => approve(session, approving.opts<Options>())));
  const dismissing = decision(program, 'dismiss', VERBS.dismiss.summary);
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
  const reallocated = reallocationIn(events) ?? (await recordedDecision(ask, review, 'CreditReallocated'));
  return done({ pool, ...reallocated, repeated }, () => approvedText(reallocated, repeated));
}

function reallocationIn(events: readonly DomainEvent[]): CreditReallocated | undefined {
  return (events as readonly CreditEvent[]).find((event) => event.type === 'CreditReallocated')?.data;
}

/** What a decision recorded that stood already: among what its deputy did, which is not much. */
async function recordedDecision<Type extends 'CreditReallocated' | 'ReallocationDismissed'>(
  ask: Questions,
  review: ReviewId,
  type: Type,
) {
  const { outcome } = await ask.review(review);
  const found =
    outcome.status === 'approved' || outcome.status === 'dismissed'
      ? await onRecord(
          ask,
          { by: 'actor', id: outcome.by },
          review.pool,
          type,
          (data) => data.reviewId === review.reviewId,
        )
      : undefined;
  if (found === undefined) throw new Error(`${review.reviewId} was decided and is not on record`);
  return found;
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
  const { ask, send } = await session.reach('write');
  const command = { type: 'DismissReallocation', reviewId: id, reason } as const;
  const { events, repeated } = await send({ to: 'pool', pool, command });
  const dismissed =
    (events as readonly CreditEvent[]).find((event) => event.type === 'ReallocationDismissed')?.data ??
    (await recordedDecision(ask, review, 'ReallocationDismissed'));
  return done({ pool, ...dismissed, repeated }, () => dismissedText(dismissed, repeated));
}

function dismissedText(
  { reviewId: id, dismissedBy, dismissedOn, reason }: ReallocationDismissed,
  repeated: boolean,
): string {
  return `${id} ${repeated ? 'stood dismissed already' : 'is dismissed'} by ${dismissedBy} on ${formatJalali(dismissedOn)}: ${reason}`;
}
