import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as facilitiesQuestions from '../boards/facilities/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import * as allQuestions from '../boards/all-facilities/question.js';

@ApiTags('facilities')
@Controller('api/v1')
export class FacilityQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(facilitiesQuestions.facilities, {
    summary:
      'The applicants that were introduced in a pool, and how each file stands; with sums over all of them.',
    description: 'An officer of an agency or a bank sees the files of its own.',
    answer: 'FacilityPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  facilities(
    request: FastifyRequest,
    params: ParamsOf<typeof facilitiesQuestions.facilities>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, facilitiesQuestions.facilities, params);
  }

  @Asks(facilitiesQuestions.facility, {
    summary: 'One facility, with its payments, reversals, corrections and its end.',
    answer: 'Facility',
    refusals: ['unknown_facility'],
  })
  facility(
    request: FastifyRequest,
    params: ParamsOf<typeof facilitiesQuestions.facility>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, facilitiesQuestions.facility, params);
  }
}

@ApiTags('facilities')
@Controller('api/v1')
export class AllFacilitiesController {
  constructor(private readonly questions: Questions) {}

  @Asks(allQuestions.allFacilities, {
    summary: 'The facilities of all pools or of one, with the deadline of the credit behind each; with sums.',
    description:
      'What waits for money (`pending=true`) can be filtered and sorted by everything; all that was ever introduced in ' +
      'all pools only by agency, bank, status, id and day of introduction. An officer of an agency or a bank sees the files of its own.',
    answer: 'AllFacilitiesPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  facilities(
    request: FastifyRequest,
    params: ParamsOf<typeof allQuestions.allFacilities>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, allQuestions.allFacilities, params);
  }
}
