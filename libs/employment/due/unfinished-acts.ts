import type { ReleaseReason } from '../domain/events.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { Employment, Mended } from '../employment.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';

/**
 * This long after its first half, an act without a second half counts as cut off. Its sender was answered long before:
 * a request ends within a minute, and a client that got 503 retries within some minutes. A wrong guess does no harm (a
 * slow node, clocks of two machines that differ): a registration that was given up begins again.
 */
export const CUT_OFF_AFTER_MS = 10 * 60_000;

/** A half-finished act on a person and a job, as a read model lists it. */
export interface HalfAct {
  readonly personId: string;
  readonly jobId: string;
  /** `person`: the person holds the job, which does not run. `job`: the job runs, and its person does not hold it. */
  readonly half: 'person' | 'job';
  /** Number of the person's last claim; 0 when there is none. */
  readonly claim: number;
}

export interface MendedAct extends Pick<HalfAct, 'jobId'> {
  /** `claimed`: the person holds the job again. */
  readonly became: 'claimed' | ReleaseReason;
}

/**
 * An act that could not be mended; the others were still handled. Without a job, the list itself could not be read.
 */
export interface UnmendedAct extends Partial<Pick<HalfAct, 'jobId'>> {
  readonly refusal?: Refusal;
  /** The error message. */
  readonly problem?: string;
}

export interface Mending {
  /** Acts that were mended now, without those that needed nothing. */
  readonly mended: readonly MendedAct[];
  readonly problems: readonly UnmendedAct[];
}

export interface UnfinishedActs {
  /**
   * Finishes or reverses every act that was cut off. Doing it again, from this or another node at the same time, has no
   * further effect.
   * @param signal stops between two acts; the next call does the rest
   */
  readonly mend: (signal?: AbortSignal) => Promise<Mending>;
}

export interface UnfinishedActsOptions {
  readonly employment: Pick<Employment, 'giveUp' | 'finish' | 'claimFor'>;
  readonly clock: Clock;
  /**
   * Half-finished acts that were recorded up to a time (ms since the epoch). The list may lag: the streams themselves
   * decide.
   */
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

/** The same envelope from every node, so that all of them together have one effect. */
function envelopeFor({ half, personId, jobId, claim }: HalfAct): Envelope {
  const name = `mend the ${half} half of ${jobId} for ${personId} after claim ${String(claim)}`;
  return { commandId: commandIdOf(name), actor: SYSTEM_ACTOR };
}
