import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as jobsQuestions from '../boards/jobs/question.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { JobParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { JobsQuery } from './job-questions.dto.js';

@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary: 'The jobs that were registered, and how far each is verified; with counts over all of them.',
    description: 'An agency sees its own.',
    answer: 'JobPage',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor', 'not_own'],
  })
  jobs(@Req() request: FastifyRequest, @Query() query: JobsQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, jobsQuestions.jobs, query);
  }

  @Question(':jobId', 'read', {
    summary: 'One job, with its rounds: who signed when, and why.',
    answer: 'Job',
    refusals: ['unknown_job'],
  })
  job(
    @Req() request: FastifyRequest,
    @Param() params: JobParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, jobsQuestions.job, { ...params, ...query });
  }
}
