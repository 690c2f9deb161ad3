import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as jobsQuestions from '../boards/jobs/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('jobs')
@Controller('api/v1')
export class JobQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(jobsQuestions.jobs, {
    summary: 'The jobs that were registered, and how far each is verified; with counts over all of them.',
    description: 'An agency sees its own.',
    answer: 'JobPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  jobs(request: FastifyRequest, params: ParamsOf<typeof jobsQuestions.jobs>): Promise<QuestionAnswer> {
    return this.questions.ask(request, jobsQuestions.jobs, params);
  }

  @Asks(jobsQuestions.job, {
    summary: 'One job, with its rounds: who signed when, and why.',
    answer: 'Job',
    refusals: ['unknown_job'],
  })
  job(request: FastifyRequest, params: ParamsOf<typeof jobsQuestions.job>): Promise<QuestionAnswer> {
    return this.questions.ask(request, jobsQuestions.job, params);
  }
}
