import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { CreditEvent } from '../domain/events.js';
import type { CreditReallocated, ReallocationDismissed } from '../domain/review-events.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { reviewId, type ReviewId } from './review-id.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { tomanInWords } from '@misaq/platform/text/toman.js';
import { onRecord } from './on-record.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { review as reviewAsked } from '../boards/reviews/question.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly review: ReviewId;
  readonly reason: string;
}

export function registerApprove(command: Command, shell: VerbShell): void {
  decision(command);
  command.action(() => shell.run(command, (session) => approve(session, command.opts<Options>())));
}

export function registerDismiss(command: Command, shell: VerbShell): void {
  decision(command);
  command.action(() => shell.run(command, (session) => dismiss(session, command.opts<Options>())));
}

function decision(command: Command): void {
  command
    .requiredOption('--review <id>', '<pool>-review-<n>', reviewId('--review'))
    .requiredOption('--reason <text>', 'why; it stays in the history')
    .addHelpText(
      'after',
      `
An economic deputy decides, and never on a review of their own asking.

Example:
  misaq ${command.name()} --review east-azerbaijan-1401-note16-review-1 --reason "session of 2 Bahman" --as deputy-1:economic-deputy`,
    );
}

async function approve(session: VerbSession, { review, reason }: Options): Promise<Outcome> {
  const { pool, reviewId: id } = review;
  const { ask, send } = await session.reach('write');
  const command = { type: 'ApproveReallocation', reviewId: id, reason } as const;
  const { events, repeated } = await send({ pool, command });
  const reallocated = reallocationIn(events) ?? (await recordedDecision(ask, review, 'CreditReallocated'));
  return done({ pool, ...reallocated, repeated }, () => approvedText(reallocated, repeated));
}

function reallocationIn(events: readonly DomainEvent[]): CreditReallocated | undefined {
  return (events as readonly CreditEvent[]).find((event) => event.type === 'CreditReallocated')?.data;
}

/** What a decision recorded that stood already: among what its deputy did, which is not much. */
async function recordedDecision<Type extends 'CreditReallocated' | 'ReallocationDismissed'>(
  ask: Ask,
  review: ReviewId,
  type: Type,
) {
  const { outcome } = (await ask(reviewAsked, review)).item;
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

async function dismiss(session: VerbSession, { review, reason }: Options): Promise<Outcome> {
  const { pool, reviewId: id } = review;
  const { ask, send } = await session.reach('write');
  const command = { type: 'DismissReallocation', reviewId: id, reason } as const;
  const { events, repeated } = await send({ pool, command });
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
