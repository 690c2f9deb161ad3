import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as facilitiesQuestions from '@misaq/questions/facilities.js';
import { FreshQuery } from '../http/freshness.js';
import { TABLE_FORMS } from '../http/negotiation.js';
import { FacilityParams, PoolParams } from '../http/params.js';
import { type QuestionAnswer, Questions } from '../http/questions.js';
import { Question } from '../http/routes.js';
import { FacilitiesQuery } from './facility-questions.dto.js';

@ApiTags('facilities')
@Controller('api/v1/pools/:pool/facilities')
export class FacilityQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary:
      'The applicants that were introduced in a pool, and how each file stands; with sums over all of them.',
    description: 'An officer of an agency or a bank sees the files of its own.',
    answer: 'FacilityPage',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  facilities(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: FacilitiesQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, facilitiesQuestions.facilities, { ...params, ...query });
  }

  @Question(':facilityId', 'read', {
    summary: 'One facility, with its payments, reversals, corrections and its end.',
    answer: 'Facility',
    refusals: ['unknown_facility'],
  })
  facility(
    @Req() request: FastifyRequest,
    @Param() params: FacilityParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, facilitiesQuestions.facility, { ...params, ...query });
  }
}
