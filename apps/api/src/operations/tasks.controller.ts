import { Controller, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NOTIFICATIONS } from '@misaq/notifications/boards/notifications/projection.js';
import { tasks } from '@misaq/operations/boards/tasks/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { refuse } from '@misaq/platform/http/answer/refused.js';
import { documented as Documented, OF_BODIES, type Described } from '@misaq/platform/http/request/routes.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { TaskParams, KindOfTasksParams } from './operations.dto.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';

/** Changes tasks and records nothing. */
function OnTasks(path: string, described: Described): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Needs('operate'),
    Documented('operate', described, OF_BODIES),
  );
}

/** The tasks of the scheduler: due reviews, reminders, webhooks. The addresses keep the word of older versions. */
@ApiTags('operations')
@Controller('api/v1')
export class SchedulerTasksController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork,
    private readonly questions: Questions,
  ) {}

  @Asks(tasks, {
    operationId: 'schedulerJobs_list',
    summary: 'The tasks of the scheduler that wait, and those that failed and need an operator.',
    answer: 'Jobs',
  })
  list(request: FastifyRequest, params: ParamsOf<typeof tasks>): Promise<QuestionAnswer> {
    return this.questions.ask(request, tasks, params);
  }

  @OnTasks('operations/jobs/:kind/:id/retry', {
    operationId: 'schedulerJobs_retry',
    summary: 'Give a failed task all its attempts again, from now on.',
    refusals: ['unknown_failed_job'],
  })
  async retry(@Req() _request: FastifyRequest, @Param() { kind, id }: TaskParams): Promise<Answer> {
    return this.#done(kind, id, await this.unasked.scheduler.retry(kind, id));
  }

  @OnTasks('operations/jobs/:kind/:id/discard', {
    operationId: 'schedulerJobs_discard',
    summary: 'Remove a failed task from the list. It is derived again if its work is still due.',
    refusals: ['unknown_failed_job'],
  })
  async discard(@Req() _request: FastifyRequest, @Param() { kind, id }: TaskParams): Promise<Answer> {
    return this.#done(kind, id, await this.unasked.scheduler.discard(kind, id));
  }

  @OnTasks('operations/jobs/:kind/forget', {
    operationId: 'schedulerJobs_forget',
    summary:
      'Remove a kind that no process handles, with all its tasks, such as those of a node that will not come back.',
    refusals: ['unknown_kind_of_jobs', 'jobs_are_handled'],
  })
  async forget(@Req() _request: FastifyRequest, @Param() { kind }: KindOfTasksParams): Promise<Answer> {
    const became = await this.unasked.scheduler.forget(kind);
    if (became === 'unknown') throw refuse('unknown_kind_of_jobs', { kind });
    if (became === 'handled') throw refuse('jobs_are_handled', { kind });
    return new Answer({ kind }, this.models.runner.reader(NOTIFICATIONS).position());
  }

  #done(kind: string, id: string, wasFailed: boolean): Answer {
    if (!wasFailed) throw refuse('unknown_failed_job', { kind, id });
    return new Answer({ kind, id }, this.models.runner.reader(NOTIFICATIONS).position());
  }
}
