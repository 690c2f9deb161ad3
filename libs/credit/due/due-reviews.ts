import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { NearDeadline } from '@misaq/notifications/domain/near-deadlines.js';
import type { RemindOfDeadline, WaitingAtBank } from '@misaq/notifications/domain/reminders.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';
import type { DueBecause } from '../domain/due-because.js';

/** Due reviews and reminders according to the tables. The tables may lag: the pool itself decides. */
export interface DueSource {
  /** All pools, including those recorded up to now. */
  readonly pools: () => Promise<readonly string[]>;
  readonly due: (pool: string, today: PlainDate) => PoolDue | undefined;
}

export interface PoolDue {
  readonly lastReviewId?: string;
  readonly review?: DueBecause;
  readonly deadlines: readonly (NearDeadline & { readonly waiting: readonly WaitingAtBank[] })[];
}

export interface RequestedReview {
  readonly pool: string;
  readonly because: DueBecause;
  /** `stood`: another node or an earlier sweep had requested it, or it was no longer due. */
  readonly outcome: 'requested' | 'stood';
}

export interface RaisedReminder {
  readonly pool: string;
  readonly lotId: string;
  readonly deadline: PlainDate;
  readonly workingDaysLeft: number;
}

/** A pool for which a step failed; the other pools were still handled. */
export interface SweepProblem {
  readonly pool: string;
  readonly refusal?: Refusal;
  /** The error message. */
  readonly problem?: string;
}

export interface Sweep {
  readonly day: PlainDate;
  /** Number of pools examined. */
  readonly pools: number;
  readonly reviews: readonly RequestedReview[];
  /** Reminders raised now, without those that had been raised before. */
  readonly reminders: readonly RaisedReminder[];
  readonly problems: readonly SweepProblem[];
}

export interface DueReviews {
  /**
   * Requests every review that is due on a day, and raises every due reminder. Sweeping again, from this or another
   * node, has no further effect.
   * @param signal stops between two pools; the next sweep does the rest
   */
  readonly sweep: (today: PlainDate, signal?: AbortSignal) => Promise<Sweep>;
}

export interface DueReviewsOptions {
  readonly router: Pick<CommandRouter, 'send'>;
  readonly source: DueSource;
}

export function createDueReviews({ router, source }: DueReviewsOptions): DueReviews {
  /** The command id is derived from pool, day and last review: every node sends the same. */
  function requestReview(pool: string, today: PlainDate, last: string | undefined): Promise<CommandResult> {
    const commandId = commandIdOf(`due review of ${pool} on ${today} after ${last ?? 'none'}`);
    const command = { type: 'ReviewPool', asOf: today, onlyWhenDue: true } as const;
    return router.send({ pool, command }, { commandId, actor: SYSTEM_ACTOR }, 'due-work');
  }

  function remind(command: RemindOfDeadline): Promise<CommandResult> {
    // Figures may differ between two nodes. The key of a reminder is lot, deadline and mark.
    const commandId = commandIdOf(canonicalJson(command));
    return router.send({ command }, { commandId, actor: SYSTEM_ACTOR }, 'due-work');
  }

  async function sweepPool(pool: string, today: PlainDate, found: Found): Promise<void> {
    const due = source.due(pool, today);
    if (due === undefined) return;
    if (due.review !== undefined) {
      const result = await requestReview(pool, today, due.lastReviewId);
      if (result.kind === 'refused') found.problems.push({ pool, refusal: result.refusal });
      else {
        const outcome = result.repeated ? 'stood' : 'requested';
        found.reviews.push({ pool, because: due.review, outcome });
      }
    }
    for (const near of due.deadlines) {
      const { lotId, deadline, workingDaysLeft } = near;
      const result = await remind({ type: 'RemindOfDeadline', pool, on: today, ...near });
      if (result.kind === 'refused') found.problems.push({ pool, refusal: result.refusal });
      else if (!result.repeated) found.reminders.push({ pool, lotId, deadline, workingDaysLeft });
    }
  }

  return {
    async sweep(today, signal) {
      const found: Found = { reviews: [], reminders: [], problems: [] };
      let looked = 0;
      for (const pool of await source.pools()) {
        if (signal?.aborted === true) break;
        looked += 1;
        try {
          await sweepPool(pool, today, found);
        } catch (error) {
          found.problems.push({ pool, problem: error instanceof Error ? error.message : String(error) });
        }
      }
      return { day: today, pools: looked, ...found };
    },
  };
}

interface Found {
  readonly reviews: RequestedReview[];
  readonly reminders: RaisedReminder[];
  readonly problems: SweepProblem[];
}
