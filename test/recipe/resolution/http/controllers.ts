import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { PlanParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import { resolutions } from '../boards/resolutions/question.js';
import { RecordResolutionDto } from './resolutions.dto.js';

@ApiTags('resolutions')
@Controller('api/v1/provinces/:province/resolutions/:year')
export class ResolutionCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('', 'plan-commitments', {
    summary: 'Record what a working group obliged an agency to.',
    refusals: ['resolution_outside_year', 'resolution_recorded_otherwise'],
  })
  record(
    @Req() request: FastifyRequest,
    @Param() of: PlanParams,
    @Body() body: RecordResolutionDto,
  ): Promise<Answer> {
    const { province, year } = of;
    const { resolutionId, agency, text, adoptedOn } = body;
    const command = {
      type: 'RecordResolution',
      province,
      year,
      resolutionId,
      agency,
      text,
      adoptedOn,
    } as const;
    return this.recording.record(request, { command });
  }
}

@ApiTags('resolutions')
@Controller('api/v1')
export class ResolutionQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(resolutions, {
    summary: 'The resolutions of a province and year, by id.',
    answer: 'ResolutionPage',
    refusals: ['invalid_cursor'],
  })
  list(request: FastifyRequest, params: ParamsOf<typeof resolutions>): Promise<QuestionAnswer> {
    return this.questions.ask(request, resolutions, params);
  }
}

/** The routes of the API. */
export const controllers = [ResolutionCommandsController, ResolutionQuestionsController];
