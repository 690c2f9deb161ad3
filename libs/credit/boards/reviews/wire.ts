import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolReviewed } from '../../domain/review-events.js';
import type { Policy } from '../../domain/policy.js';
import type { Transfer } from '../../domain/trace.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import type { ReviewAnswer, ReviewOnList } from './queries.js';
import type { ReviewOutcome } from './projection.js';
import { agencyItem, type AgencyItem } from '../pools/wire.js';
import type { Names } from '@misaq/platform/text/names.js';
import { traceInPersian } from './trace-in-persian.js';
import { traceInWords } from './trace-in-words.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    ReviewPage: Page<ReviewSummaryItem>;
    Review: ReviewDetailItem;
  }
}

/** A review: the event, with agencies in the form of all answers. */
export interface ReviewItem {
  readonly reviewId: string;
  /** Version of the rule that was applied. */
  readonly ruleVersion: number;
  readonly asOf: PlainDate;
  /** Id of who asked; `system` for Misaq itself. */
  readonly requestedBy: string;
  readonly calendarRevision: number;
  readonly policy: Policy;
  readonly agencies: readonly AgencyItem[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: RialText;
}

export function reviewItem(reviewed: PoolReviewed, names: Names): ReviewItem {
  const { reviewId, asOf, requestedBy, policy, calendarRevision, agencies, transfers, unplacedRial } =
    reviewed;
  return {
    reviewId,
    ruleVersion: reviewed.ruleVersion ?? 1,
    asOf,
    requestedBy,
    calendarRevision,
    policy,
    agencies: agencies.map((agency) => agencyItem(agency, names, reviewed.holidays)),
    transfers,
    unplacedRial,
  };
}

/** A review that was just requested, without its outcome. */
export function reviewOf({
  reviewId,
  ruleVersion,
  asOf,
  requestedBy,
  calendarRevision,
  policy,
  agencies,
  transfers,
  unplacedRial,
}: ReviewDetailItem): Omit<ReviewItem, 'unplacedRial'> & Pick<ReviewDetailItem, 'unplacedRial'> {
  return {
    reviewId,
    ruleVersion,
    asOf,
    requestedBy,
    calendarRevision,
    policy,
    agencies,
    transfers,
    unplacedRial,
  };
}

/** A review in a list. The sums are null for whoever sees one agency only. */
export interface ReviewSummaryItem {
  readonly pool: string;
  readonly reviewId: string;
  readonly asOf: PlainDate;
  readonly requestedBy: string;
  readonly policyVersion: number;
  readonly transferredRial: RialText | null;
  readonly unplacedRial: RialText | null;
  /** Its outcome. */
  readonly outcome: ReviewOutcome;
}

/** @param own the only agency that the reader sees */
export function reviewSummaryItem(review: ReviewOnList, own?: string): ReviewSummaryItem {
  const { pool, reviewId, asOf, requestedBy, policyVersion, transferredRial, unplacedRial, outcome } = review;
  return {
    pool,
    reviewId,
    asOf,
    requestedBy,
    policyVersion,
    transferredRial: own === undefined ? transferredRial : null,
    unplacedRial: own === undefined ? unplacedRial : null,
    outcome: own === undefined ? outcome : ownOutcome(outcome, own),
  };
}

function ownOutcome(outcome: ReviewOutcome, own: string): ReviewOutcome {
  if (outcome.status !== 'approved') return outcome;
  return { ...outcome, reversals: outcome.reversals.filter(({ from, to }) => from === own || to === own) };
}

/** A review with everything it was decided on, in figures and in words. */
export interface ReviewDetailItem extends Omit<ReviewItem, 'unplacedRial'>, ReviewSummaryItem {
  /** How each verdict came about, agency by agency, then what moves where, in sentences of the language that was asked for. */
  readonly inWords: string;
}

/** A reader with an agency of their own does not see the figures of other agencies. */
export function reviewDetailItem(
  { trace, position: _, ...summary }: ReviewAnswer,
  names: Names,
  { own, language }: { readonly own?: string; readonly language: Language },
): ReviewDetailItem {
  const shown: PoolReviewed =
    own === undefined
      ? trace
      : {
          ...trace,
          agencies: trace.agencies.filter(({ agency }) => agency === own),
          transfers: trace.transfers.filter(({ from, to }) => from === own || to === own),
          unplacedRial: '0',
        };
  return {
    ...reviewItem(shown, names),
    ...reviewSummaryItem(summary, own),
    inWords: language === 'fa' ? traceInPersian(shown, names) : traceInWords(shown, names),
  };
}
