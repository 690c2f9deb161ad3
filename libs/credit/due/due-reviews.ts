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

/** What time has brought about, as the tables of a read model find it. They may lag: the pool itself decides. */
export interface DueSource {
  /** Every pool, after what was recorded until now can be seen. */
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
  /** `stood`: another node or an earlier sweep had asked for it, or it was no longer due. */
  readonly outcome: 'requested' | 'stood';
}

export interface RaisedReminder {
  readonly pool: string;
  readonly lotId: string;
  readonly deadline: PlainDate;
  readonly workingDaysLeft: number;
}

/** A pool for which something could not be done; the others were looked at all the same. */
export interface SweepProblem {
  readonly pool: string;
  readonly refusal?: Refusal;
  /** What was thrown. */
  readonly problem?: string;
}

export interface Sweep {
  readonly day: PlainDate;
  /** Pools looked at. */
  readonly pools: number;
  readonly reviews: readonly RequestedReview[];
  /** Reminders raised now; those that stood are not listed. */
  readonly reminders: readonly RaisedReminder[];
  readonly problems: readonly SweepProblem[];
}

export interface DueReviews {
  /**
   * Requests every review that is due on a day and raises every reminder whose time has come. Sweeping again, from
   * here or from another node, has no further effect.
   * @param signal stops between two pools; what is left is found by the next sweep
   */
  readonly sweep: (today: PlainDate, signal?: AbortSignal) => Promise<Sweep>;
}

export interface DueReviewsOptions {
  readonly router: Pick<CommandRouter, 'send'>;
  readonly source: DueSource;
}

export function createDueReviews({ router, source }: DueReviewsOptions): DueReviews {
  /** The id follows from pool, day and the review that stood: the same from every node. */
  function requestReview(pool: string, today: PlainDate, last: string | undefined): Promise<CommandResult> {
    const commandId = commandIdOf(`due review of ${pool} on ${today} after ${last ?? 'none'}`);
    const command = { type: 'ReviewPool', asOf: today, onlyWhenDue: true } as const;
    return router.send({ pool, command }, { commandId, actor: SYSTEM_ACTOR }, 'due-work');
  }

  function remind(command: RemindOfDeadline): Promise<CommandResult> {
    // Figures may have moved between two nodes; the key of a reminder is lot, deadline and mark.
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
