import { poolAggregate } from '@misaq/credit/aggregate.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditCommand } from '@misaq/credit/domain/commands.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import type { CreditReallocated, PoolReviewed } from '@misaq/credit/domain/review-events.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { System } from '@misaq/platform/assembly/system.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/** The session of 2 Bahman 1401: the time of the Note 16 credit is up since 26 Dey. */
export interface ActOne {
  readonly before: PoolReviewed;
  /** Who tried to approve first, and why that was refused. */
  readonly attempt: { readonly by: Actor; readonly refusal: Refusal };
  readonly reallocated: CreditReallocated;
  /** The same question asked again after the reallocation. */
  readonly after: PoolReviewed;
}

export interface Cast {
  readonly labour: Actor;
  readonly deputy: Actor;
}

const REASON = 'Session of 2 Bahman 1401: unpaid credit goes to the agency whose applicants wait';

/**
 * Review, an approval by someone who may not, an approval by someone who may, and a second review. Every command has
 * an id that is the same each time, so that a demo started again finds what it did before.
 */
export async function actOne(system: System, pool: string, asOf: PlainDate, cast: Cast): Promise<ActOne> {
  const ask = (name: string, actor: Actor, command: CreditCommand): Promise<CommandResult> =>
    system.router.send({ pool, command }, { commandId: commandIdOf(`demo ${name}`), actor }, 'command-line');

  const before = reviewed(await ask('first review', cast.labour, { type: 'ReviewPool', asOf }));
  const { reviewId } = before;
  const approval = { type: 'ApproveReallocation', reviewId, reason: REASON } as const;
  const tried = await ask('approval by labour', cast.labour, approval);
  if (tried.kind !== 'refused') throw new Error('labour approved a reallocation');
  const approved = await ask('approval by the deputy', cast.deputy, approval);
  if (approved.kind === 'refused') throw new Error(`the approval was refused: ${approved.refusal.name}`);
  const after = reviewed(await ask('second review', cast.labour, { type: 'ReviewPool', asOf }));

  const { reallocations } = await system.runner.state(poolAggregate, streams.creditPool(pool));
  const reallocated = reallocations.get(reviewId);
  if (reallocated === undefined) throw new Error(`${reviewId} was approved and is not on record`);
  return { before, attempt: { by: cast.labour, refusal: tried.refusal }, reallocated, after };
}

function reviewed(result: CommandResult): PoolReviewed {
  if (result.kind === 'refused') throw new Error(`the review was refused: ${result.refusal.name}`);
  for (const event of result.events as readonly CreditEvent[])
    if (event.type === 'PoolReviewed') return event.data;
  throw new Error('a review recorded nothing');
}
