import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { identifier, pool } from '@misaq/platform/command-line/values.js';
import { reviewId, type ReviewId } from './review-id.js';
import { tomanInWords } from '@misaq/platform/text/toman.js';
import { onRecord } from './on-record.js';
import { amountOf, withAmount, type AmountOptions } from './facility.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';

export function registerCorrectAllocation(command: Command, shell: VerbShell): void {
  withAmount(
    command
      .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
      .requiredOption('--allocation <id>', 'the allocation', identifier('--allocation'))
      .requiredOption('--reason <text>', 'why'),
  ).addHelpText(
    'after',
    `
Example:
  misaq correct-allocation --pool east-azerbaijan-1401-note16 --allocation note16-1401-behzisti-1 \\
    --amount-toman 506000000000 --reason "letter 1234" --as labour-1:labour`,
  );
  command.action(() => {
    const options = command.opts<AmountOptions & { pool: string; allocation: string; reason: string }>();
    const { pool: poolId, allocation: allocationId, reason } = options;
    return shell.run(command, async (session) => {
      const amountRial = amountOf(options);
      const backend = await session.reach('write');
      const correct = { type: 'CorrectAllocation', allocationId, amountRial, reason } as const;
      const result = await backend.send({ pool: poolId, command: correct });
      return recorded(result, `allocation ${allocationId} is ${tomanInWords(amountRial)}`);
    });
  });
}

interface ReverseOptions extends AmountOptions {
  readonly review: ReviewId;
  readonly from: string;
  readonly to: string;
  readonly reversal: string;
  readonly reason: string;
}

export function registerReverseReallocation(command: Command, shell: VerbShell): void {
  withAmount(
    command
      .requiredOption('--review <id>', 'the review that was approved', reviewId('--review'))
      .requiredOption('--from <agency>', 'the donor of the reallocation', identifier('--from'))
      .requiredOption('--to <agency>', 'its recipient, who gives back', identifier('--to'))
      .requiredOption('--reversal <id>', 'an identifier for this reversal', identifier('--reversal'))
      .requiredOption('--reason <text>', 'why'),
  ).addHelpText(
    'after',
    `
Another economic deputy than the one who approved it; at most what the recipient has not paid out.

Example:
  misaq reverse-reallocation --review east-azerbaijan-1401-note16-review-1 --from behzisti --to relief-committee \\
    --reversal settle-1 --amount-toman 5000000000 --reason "late-reported payments" --as deputy-2:economic-deputy`,
  );
  command.action(() => {
    const options = command.opts<ReverseOptions>();
    const { review, from, to, reversal: reversalId, reason } = options;
    return shell.run(command, async (session) => {
      const amountRial = amountOf(options);
      const backend = await session.reach('write');
      const result = await backend.send({
        pool: review.pool,
        command: {
          type: 'ReverseReallocation',
          reversalId,
          reviewId: review.reviewId,
          from,
          to,
          amountRial,
          reason,
        },
      });
      const sentence = `${tomanInWords(amountRial)} went back from ${to} to ${from}`;
      if (!result.repeated || result.events.length > 0) return recorded(result, sentence);
      // In the history of the agency that had lost the credit, which is shorter than that of the pool.
      const subject = { by: 'agency', id: from } as const;
      const first = await onRecord(
        backend.ask,
        subject,
        review.pool,
        'ReallocationReversed',
        (data) => data.reversalId === reversalId,
      );
      if (first === undefined) return recorded(result, sentence);
      const { reversedBy, reversedOn } = first;
      return recorded(
        { ...result, events: [{ type: 'ReallocationReversed', data: first }] },
        `${sentence} (by ${reversedBy} on ${formatJalali(reversedOn)})`,
      );
    });
  });
}
