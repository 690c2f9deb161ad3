import type { NoParams, Question } from '@misaq/platform/questions/question.js';
import { noScope } from '@misaq/platform/questions/scope.js';
import { backgroundOf } from '@misaq/platform/tasks/background-work.js';
import { jobOfSchedulerItem, type JobsOfSchedulerItem } from '../../wire.js';

/** The tasks of the scheduler that wait, and those that failed and need an operator. */
export const tasks: Question<NoParams, JobsOfSchedulerItem> = {
  name: 'tasks',
  path: 'operations/jobs',
  fields: {},
  needs: 'operate',
  free: true,
  scope: noScope,
  from: [],
  ofProcess: true,
  async find({ process }) {
    const { scheduler, work } = backgroundOf(process);
    const [{ available, waiting, running, lateMs, problem }, kinds, failed, health] = await Promise.all([
      scheduler.health(),
      scheduler.kinds().catch(() => []),
      scheduler.failed().catch(() => []),
      work?.health(),
    ]);
    return {
      available,
      waiting,
      running,
      lateMs,
      kinds,
      failed: failed.map(jobOfSchedulerItem),
      problems: [
        ...(problem === undefined ? [] : [problem]),
        ...(health?.problem === undefined ? [] : [health.problem]),
        ...(health?.problems ?? []).map(
          ({ pool, refusal, problem: why }) => `${pool}: ${refusal?.name ?? why ?? ''}`,
        ),
        ...(health?.failingWebhooks ?? []).map(
          ({ webhookId, problem: why }) => `webhook ${webhookId}: ${why}`,
        ),
      ],
    };
  },
};
