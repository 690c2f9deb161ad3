import { today } from '@misaq/platform/kernel/clock.js';
import { poolName } from '@misaq/platform/kernel/streams.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import type { Service } from '@misaq/platform/assembly/service.js';
import { actorOf } from '../arguments/actor.js';
import { PROVINCE, YEAR } from './story.js';

/** A pool of the story in which credit could move when the story has ended. */
const POOL = poolName({ province: PROVINCE, year: YEAR, programme: 'rural' });

/**
 * Asks for a review, so that the deputy has something to sign. A review of the day that stands already is left as it is:
 * the work of each morning may have asked for it.
 */
export async function leaveReviewOpen({ router, clock }: Pick<Service, 'router' | 'clock'>): Promise<void> {
  const command = { type: 'ReviewPool', asOf: today(clock) } as const;
  const envelope = { commandId: newCommandId(clock.now()), actor: actorOf('labour-1:labour') };
  const result = await router.send({ pool: POOL, command }, envelope, 'command-line');
  if (result.kind === 'refused') throw new Error(`the review was refused: ${result.refusal.name}`);
}
