import type { Command } from 'commander';
import { reviewId, type ReviewId } from './review-id.js';
import { pool } from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { jalaliOr } from '@misaq/platform/command-line/dates.js';
import type { ReviewOutcome } from '../boards/reviews/projection.js';
import { positioned } from '@misaq/platform/command-line/lists.js';
import { review } from '../boards/reviews/question.js';
import { reviewsOf } from './reviews-of.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { table } from '@misaq/platform/command-line/table.js';
import { toman, tomanInWords } from '@misaq/platform/text/toman.js';
import { reviewText } from './review-text.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly pool?: string;
  readonly review?: ReviewId;
}

export function registerReviews(command: Command, shell: VerbShell): void {
  command
    .option('--pool <pool>', '<province>-<year>-<programme> (default: of all pools)', pool('--pool'))
    .option('--review <id>', '<pool>-review-<n>', reviewId('--review'))
    .addHelpText(
      'after',
      `
Examples:
  misaq reviews --pool east-azerbaijan-1401-note16
  misaq reviews --review east-azerbaijan-1401-note16-review-1`,
    );
  command.action(() => {
    const options = command.opts<Options>();
    return shell.run(command, (session) => {
      if (options.review !== undefined && options.pool !== undefined)
        throw new UsageError('two_questions', 'give --pool or --review, one of them');
      return options.review === undefined ? list(session, options.pool) : one(session, options.review);
    });
  });
}

async function list(session: VerbSession, poolId: string | undefined): Promise<Outcome> {
  const { position, reviews } = await reviewsOf((await session.reach('read')).ask, poolId);
  return done({ position, reviews }, (screen) =>
    reviews.length === 0
      ? 'No review has been made. One is made where time is up, at the start of each day and of the server; ' +
        '«misaq review» asks for one now.'
      : table(
          screen,
          [
            { title: 'review' },
            { title: 'as of' },
            { title: 'requested by' },
            { title: 'status' },
            { title: 'moves', align: 'right' },
            { title: 'decided by' },
            { title: 'reason' },
          ],
          reviews.map((each) => [
            each.reviewId,
            jalaliOr(each.asOf),
            each.requestedBy,
            each.outcome.status,
            each.transferredRial === null ? '–' : toman(each.transferredRial),
            ...decisionCells(each.outcome),
          ]),
        ),
  );
}

async function one(session: VerbSession, id: ReviewId): Promise<Outcome> {
  const { ask } = await session.reach('read');
  const item = positioned(await ask(review, id));
  return done(item, (screen) =>
    [reviewText(screen, item), `It is ${outcomeInWords(item.outcome)}.`].join('\n\n'),
  );
}

function decisionCells(outcome: ReviewOutcome): readonly [by: string, reason: string] {
  switch (outcome.status) {
    case 'open':
    case 'superseded':
      return ['', ''];
    case 'approved':
    case 'dismissed':
      return [outcome.by, outcome.reason];
  }
}

function outcomeInWords(outcome: ReviewOutcome): string {
  switch (outcome.status) {
    case 'open':
      return 'open';
    case 'superseded':
      return `superseded by ${outcome.supersededBy}`;
    case 'approved': {
      const reversed = outcome.reversals.map(
        ({ amountRial, by, reason }) => `; ${tomanInWords(amountRial)} went back by ${by}: ${reason}`,
      );
      return `approved by ${outcome.by} on ${jalaliOr(outcome.on)}: ${outcome.reason}${reversed.join('')}`;
    }
    case 'dismissed':
      return `dismissed by ${outcome.by} on ${jalaliOr(outcome.on)}: ${outcome.reason}`;
  }
}
