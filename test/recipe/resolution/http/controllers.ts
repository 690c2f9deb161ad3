import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';
import { PlanParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act, Question } from '@misaq/platform/http/request/routes.js';
import { resolutions } from '../boards/resolutions/question.js';
import { RecordResolutionDto } from './resolutions.dto.js';

@ApiTags('resolutions')
@Controller('api/v1/provinces/:province/resolutions/:year')
export class ResolutionsController {
  constructor(
    private readonly recording: Recording,
    private readonly questions: Questions,
  ) {}

  @Act('', 'plan-commitments', {
    summary: 'Record what a working group obliged an agency to.',
    refusals: ['resolution_outside_year', 'resolution_recorded_otherwise'],
  })
  record(
    @Req() request: FastifyRequest,
    @Param() of: PlanParams,
    @Body() body: RecordResolutionDto,
  ): Promise<Answer> {
    return this.recording.record(request, { command: { type: 'RecordResolution', ...of, ...body } });
  }

  @Question('', 'read', {
    summary: 'The resolutions of a province and year, by id.',
    answer: 'ResolutionPage',
    refusals: ['invalid_cursor'],
  })
  list(
    @Req() request: FastifyRequest,
    @Param() params: PlanParams,
    @Query() query: PageQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, resolutions, { ...params, ...query });
  }
}

/** The routes of the API. */
export const controllers = [ResolutionsController];
