import { type Act, may, mayOnFound, ownOrganisation } from '@misaq/access/domain/roles.js';
import type { CreditCommand, IntroduceFacility } from './domain/commands.js';
import type { CreditContext } from './domain/context.js';
import type { CreditEvent } from './domain/events.js';
import * as pool from './domain/pool.js';
import { evolvePool, forkPool, initialPool, poolBytes, type PoolState } from './domain/state.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';
import { provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

export const poolAggregate: Aggregate<PoolState, CreditCommand, CreditContext> = {
  category: 'creditPool',
  initial: initialPool,
  evolve: (state, event: DomainEvent) => evolvePool(state, event as CreditEvent),
  fork: forkPool,
  bytes: poolBytes,
  authorise: authoriseCredit,
  decide: namingNobody(pool.decide),
};

/** The right that each command needs (the table of roles). */
export const CREDIT_RIGHTS = {
  AdoptPolicy: 'adopt-policy',
  AllocateCredit: 'allocate-credit',
  CorrectAllocation: 'correct-allocation',
  IntroduceFacility: 'introduce',
  CorrectIntroduction: 'correct-introduction',
  WithdrawFacility: 'withdraw',
  DeclineFacility: 'decline',
  PayFacility: 'pay',
  ReversePayment: 'reverse-payment',
  CloseFacility: 'close-facility',
  ReviewPool: 'request-review',
  ApproveReallocation: 'decide-reallocation',
  DismissReallocation: 'decide-reallocation',
  ReverseReallocation: 'decide-reallocation',
} as const satisfies Record<CreditCommand['type'], Act>;

function authoriseCredit(
  actor: Actor,
  state: PoolState,
  command: CreditCommand,
  stream: string,
): Refusal | undefined {
  const act = CREDIT_RIGHTS[command.type];
  const province = provinceOfStream(stream);
  switch (command.type) {
    case 'AdoptPolicy':
    case 'AllocateCredit':
    case 'CorrectAllocation':
    case 'ReviewPool':
    case 'ApproveReallocation':
    case 'DismissReallocation':
    case 'ReverseReallocation':
      return may(actor, act, { province });
    case 'IntroduceFacility':
      return (
        may(actor, act, { agency: command.agency, province }) ?? introducedByAnother(actor, state, command)
      );
    case 'CorrectIntroduction':
    case 'WithdrawFacility':
      return mayOnFound(actor, act, { ...ownerOf(state, command), province });
    case 'DeclineFacility':
    case 'PayFacility':
    case 'ReversePayment':
    case 'CloseFacility':
      return may(actor, act, { bank: command.bank, province });
  }
}

function ownerOf(
  state: PoolState,
  { facilityId }: { readonly facilityId: string },
): { agency?: string; bank?: string } {
  const facility = state.facilities.get(facilityId);
  return facility === undefined ? {} : { agency: facility.agency, bank: facility.bank };
}

/** An id that is taken is called taken; what another agency recorded under it is not shown. */
function introducedByAnother(
  actor: Actor,
  state: PoolState,
  { facilityId }: IntroduceFacility,
): Refusal<'conflicts_with_recorded'> | undefined {
  const found = state.facilities.get(facilityId);
  if (actor.role !== 'agency' || found === undefined || found.agency === ownOrganisation(actor))
    return undefined;
  return { name: 'conflicts_with_recorded', figures: { key: facilityId } };
}
