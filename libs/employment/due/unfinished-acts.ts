import type { ReleaseReason } from '../domain/events.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { Employment, Mended } from '../employment.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';

/**
 * So long after its first half an act without a second half counts as cut off. Whoever sent it has been answered long
 * before: a request ends within a minute, and a client that was told 503 sends again within some minutes. A mistake
 * does no harm (a slow node, clocks of two machines that differ): a registration that was given up begins anew.
 */
export const CUT_OFF_AFTER_MS = 10 * 60_000;

/** An act on a person and a job of which one half stands alone, as a read model lists it. */
export interface HalfAct {
  readonly personId: string;
  readonly jobId: string;
  /** `person`: the person holds the job, which does not run. `job`: the job runs, and its person does not hold it. */
  readonly half: 'person' | 'job';
  /** Number of the person's last claim; 0 when there is none. */
  readonly claim: number;
}

export interface MendedAct extends Pick<HalfAct, 'jobId'> {
  /** `claimed`: the person was given back to the job. */
  readonly became: 'claimed' | ReleaseReason;
}

/** An act that could not be mended; the others were looked at all the same. Without a job the acts could not be listed. */
export interface UnmendedAct extends Partial<Pick<HalfAct, 'jobId'>> {
  readonly refusal?: Refusal;
  /** What was thrown. */
  readonly problem?: string;
}

export interface Mending {
  /** Acts that were mended now; those that stood already are not listed. */
  readonly mended: readonly MendedAct[];
  readonly problems: readonly UnmendedAct[];
}

export interface UnfinishedActs {
  /**
   * Finishes or takes back every act that was cut off. Doing it again, from here or from another node at the same
   * time, has no further effect.
   * @param signal stops between two acts; what is left is found by the next call
   */
  readonly mend: (signal?: AbortSignal) => Promise<Mending>;
}

export interface UnfinishedActsOptions {
  readonly employment: Pick<Employment, 'giveUp' | 'finish' | 'claimFor'>;
  readonly clock: Clock;
  /** Acts whose half was recorded at a time (ms since the epoch) or before. It may lag: the streams themselves decide. */
  readonly halves: (recordedByMs: number) => readonly HalfAct[];
}

export function createUnfinishedActs({ employment, clock, halves }: UnfinishedActsOptions): UnfinishedActs {
  return {
    async mend(signal) {
      const mended: MendedAct[] = [];
      const problems: UnmendedAct[] = [];
      for (const act of halves(clock.now() - CUT_OFF_AFTER_MS)) {
        if (signal?.aborted === true) break;
        const { jobId } = act;
        try {
          const outcome = await mendOne(employment, act);
          if (outcome.kind === 'refused') problems.push({ jobId, refusal: outcome.refusal });
          else if (outcome.kind === 'claimed') mended.push({ jobId, became: 'claimed' });
          else if (outcome.kind === 'released') mended.push({ jobId, became: outcome.reason });
        } catch (error) {
          problems.push({ jobId, problem: error instanceof Error ? error.message : String(error) });
        }
      }
      return { mended, problems };
    },
  };
}

async function mendOne(employment: UnfinishedActsOptions['employment'], act: HalfAct): Promise<Mended> {
  const { half, personId, jobId, claim } = act;
  if (half === 'job') return employment.claimFor(personId, jobId, envelopeFor(act));
  return employment.giveUp({ personId, jobId, claim }, 'not-finished', envelopeFor(act));
}

/** The same from every node, so that all they do has one effect. */
function envelopeFor({ half, personId, jobId, claim }: HalfAct): Envelope {
  const name = `mend the ${half} half of ${jobId} for ${personId} after claim ${String(claim)}`;
  return { commandId: commandIdOf(name), actor: SYSTEM_ACTOR };
}
