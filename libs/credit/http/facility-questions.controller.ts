import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as facilitiesQuestions from '../boards/facilities/question.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { FacilityParams, PoolParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import * as allQuestions from '../boards/all-facilities/question.js';
import { AllFacilitiesQuery, FacilitiesQuery } from './facility-questions.dto.js';

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

@ApiTags('facilities')
@Controller('api/v1/facilities')
export class AllFacilitiesController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary: 'The facilities of all pools or of one, with the deadline of the credit behind each; with sums.',
    description:
      'What waits for money (`pending=true`) can be filtered and sorted by everything; all that was ever introduced in ' +
      'all pools only by agency, bank, status, id and day of introduction. An officer of an agency or a bank sees the files of its own.',
    answer: 'AllFacilitiesPage',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  facilities(@Req() request: FastifyRequest, @Query() query: AllFacilitiesQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, allQuestions.allFacilities, query);
  }
}
