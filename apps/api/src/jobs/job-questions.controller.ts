import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { JOBS } from '@misaq/read-models/jobs/projection.js';
import type { JobFilter, JobOnList, JobPaging } from '@misaq/read-models/jobs/queries.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import type { Place } from '@misaq/read-models/sorted-page.js';
import { type AgencyNameIn, jobTable } from '@misaq/wire/exports/jobs.js';
import { jobDetailItem } from '@misaq/wire/jobs.js';
import type { Names } from '@misaq/wire/names.js';
import type { ReadyAnswer } from '../http/answer.js';
import { everyPage, Files, ROWS_A_PAGE, type TableAnswer } from '../http/files.js';
import { FreshQuery } from '../http/freshness.js';
import { namesOf } from '../http/names.js';
import { TABLE_FORMS } from '../http/negotiation.js';
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
    private readonly files: Files,
  ) {}

  @Question('', 'read', {
    summary: 'The jobs that were registered, and how far each is verified; with counts over all of them.',
    description: 'An agency sees its own.',
    answer: 'JobPage',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor', 'not_own'],
  })
  jobs(@Req() request: FastifyRequest, @Query() query: JobsQuery): Promise<ReadyAnswer | TableAnswer> {
    const scope = agencyScopeOf(request);
    const { limit = PAGE_DEFAULT, cursor: _, atLeast: _atLeast, direction, ...wanted } = query;
    const filter = { ...wanted, ...within(request, scope, agencyIn(query)) };
    const descending = direction === 'falling';
    if (request.form !== 'json')
      return this.files.table(request, { query, from: [JOBS, REGISTER] }, ['jobs'], () =>
        jobTable(this.allJobs({ ...filter, descending }), this.agencyNames()),
      );
    return this.questions.answer(request, { query, scope, from: [JOBS] }, () => {
      const list = listOf('jobs', {}, query);
      const after = placeIn(list, query, ['text', 'text', 'whole', 'text']);
      const { jobs, next, total, byStatus } = this.service.models.jobs.jobs({
        ...filter,
        limit,
        descending,
        ...(after !== undefined && { after }),
      });
      return { items: jobs, next: nextOf(list, next), total, byStatus };
    });
  }

  @Question(':jobId', 'read', {
    summary: 'One job, with its rounds: who signed when, and why.',
    answer: 'Job',
    refusals: ['unknown_job'],
  })
  job(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [JOBS] }, async (slice) => {
      const found = await slice.waitFor(this.service.models.jobs.job(jobId));
      if (found === undefined || !seen(scope, found)) throw refuse('unknown_job', { jobId });
      return jobDetailItem(found);
    });
  }

  private allJobs(filter: JobFilter & JobPaging): AsyncIterable<JobOnList> {
    return everyPage<JobOnList, Place>((after) => {
      const page = { ...filter, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
      const { jobs, next, total } = this.service.models.jobs.jobs(page);
      return { rows: jobs, next, total };
    });
  }

  private agencyNames(): AgencyNameIn {
    const on = this.questions.today();
    const provinces = new Map<string, Names>();
    return (province, agency) => {
      let names = provinces.get(province);
      if (names === undefined)
        provinces.set(province, (names = namesOf(this.service.models.register, province, 'agency', on)));
      return names(agency);
    };
  }
}
