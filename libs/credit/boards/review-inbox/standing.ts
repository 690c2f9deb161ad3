import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import { may } from '@misaq/access/domain/roles.js';
import { approvalOf } from '../../domain/decide-review.js';
import type { ReviewAnswer } from '../reviews/queries.js';

/** Whether an open review could be approved now, by the guards of the approval itself. Nothing is recorded. */
export interface ReviewStanding {
  /** Why the asker's signature would be refused; undefined when it would be accepted. */
  readonly refusal: Refusal | undefined;
  /** Why anybody's would be: the review is stale, or banks have time left to report. */
  readonly fault: Refusal | undefined;
}

/** Somebody who may sign and who asked for no review. No principal has such an id. */
const ANYBODY = { id: '-', role: 'economic-deputy' } as const;
const REASON = 'dry run';

interface Standing {
  readonly models: Pick<ReadModels, 'credit'>;
  readonly today: PlainDate;
  readonly signer: Actor;
  readonly slice?: Slice;
}

/** Undefined for a review that is not open. */
export async function standingOfReview(
  { pool, reviewId, requestedBy, outcome, trace }: ReviewAnswer,
  { models, today, signer, slice }: Standing,
): Promise<ReviewStanding | undefined> {
  if (outcome.status !== 'open') return undefined;
  const again = await models.credit.reviewed(pool, trace.asOf, { ...(slice && { slice }) });
  if (again === undefined) throw new Error(`review ${reviewId} is of no pool`);
  const { review, policies, calendar } = again;
  const record = { reviewId, requestedBy, status: 'open', review: trace } as const;
  const refusalOf = (actor: Pick<Actor, 'id' | 'role'>): Refusal | undefined => {
    const decision = approvalOf(
      { record, policies, reviewAgain: () => review },
      { reviewId, reason: REASON },
      { actor, today, calendar },
    );
    return decision.kind === 'refused' ? decision.refusal : undefined;
  };
  const province = parsePool(pool)?.province;
  return {
    refusal: may(signer, 'decide-reallocation', { province }) ?? refusalOf(signer),
    fault: refusalOf(ANYBODY),
  };
}
