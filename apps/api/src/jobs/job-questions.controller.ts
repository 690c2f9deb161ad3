import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { JOBS } from '@misaq/read-models/jobs/projection.js';
import { jobDetailItem } from '@misaq/wire/jobs.js';
import type { ReadyAnswer } from '../http/answer.js';
import { FreshQuery } from '../http/freshness.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '../http/paging.js';
import { JobParams } from '../http/params.js';
import { Questions } from '../http/questions.js';
import { refuse } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { agencyIn, agencyScopeOf, seen, within } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { JobsQuery } from './job-questions.dto.js';

@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
  ) {}

  @Question('', 'read', {
    summary: 'The jobs that were registered, and how far each is verified; with counts over all of them.',
    description: 'An agency sees its own.',
    answer: 'JobPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  jobs(@Req() request: FastifyRequest, @Query() query: JobsQuery): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    const { limit = PAGE_DEFAULT, cursor: _, atLeast: _atLeast, direction, ...wanted } = query;
    const filter = { ...wanted, ...within(request, scope, agencyIn(query)) };
    return this.questions.answer(request, { query, scope, from: [JOBS] }, () => {
      const list = listOf('jobs', {}, query);
      const after = placeIn(list, query, ['text', 'text', 'whole', 'text']);
      const { jobs, next, total, byStatus } = this.service.models.jobs.jobs({
        ...filter,
        limit,
        descending: direction === 'falling',
        ...(after !== undefined && { after }),
      });
      return { items: jobs, next: nextOf(list, next), total, byStatus };
    });
  }

  @Question(':jobId', 'read', {
    summary: 'One of them, with its rounds: who signed when, and why.',
    answer: 'Job',
    refusals: ['unknown_job'],
  })
  job(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [JOBS] }, async () => {
      const found = await this.service.models.jobs.job(jobId);
      if (found === undefined || !seen(scope, found)) throw refuse('unknown_job', { jobId });
      return jobDetailItem(found);
    });
  }
}
