import { Controller, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NOTIFICATIONS } from '@misaq/notifications/boards/notifications/projection.js';
import { tasks } from '@misaq/operations/boards/tasks.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { refuse } from '@misaq/platform/http/answer/refused.js';
import { documented as Documented, OF_BODIES, type Described } from '@misaq/platform/http/request/routes.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { JobOfSchedulerParams, KindOfJobsParams } from './operations.dto.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';

/** Touches jobs and records nothing. */
function OnJobs(path: string, described: Described): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Needs('operate'),
    Documented('operate', described, OF_BODIES),
  );
}

/** What is done unasked: due reviews, reminders, webhooks. */
@ApiTags('operations')
@Controller('api/v1')
export class SchedulerJobsController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork,
    private readonly questions: Questions,
  ) {}

  @Asks(tasks, {
    summary: 'What waits to be done unasked, and what has failed and needs somebody.',
    answer: 'Jobs',
  })
  list(request: FastifyRequest, params: ParamsOf<typeof tasks>): Promise<QuestionAnswer> {
    return this.questions.ask(request, tasks, params);
  }

  @OnJobs('operations/jobs/:kind/:id/retry', {
    summary: 'Give a failed job all its attempts again, from now on.',
    refusals: ['unknown_failed_job'],
  })
  async retry(@Req() _request: FastifyRequest, @Param() { kind, id }: JobOfSchedulerParams): Promise<Answer> {
    return this.#done(kind, id, await this.unasked.scheduler.retry(kind, id));
  }

  @OnJobs('operations/jobs/:kind/:id/discard', {
    summary: 'Take a failed job off the list. What it is about is derived again when it is still due.',
    refusals: ['unknown_failed_job'],
  })
  async discard(
    @Req() _request: FastifyRequest,
    @Param() { kind, id }: JobOfSchedulerParams,
  ): Promise<Answer> {
    return this.#done(kind, id, await this.unasked.scheduler.discard(kind, id));
  }

  @OnJobs('operations/jobs/:kind/forget', {
    summary: 'Take a kind away that nobody does, with all its jobs: those of a node that will not come back.',
    refusals: ['unknown_kind_of_jobs', 'jobs_are_handled'],
  })
  async forget(@Req() _request: FastifyRequest, @Param() { kind }: KindOfJobsParams): Promise<Answer> {
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
