import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as registerQuestions from '../boards/register/question.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';
import { ProvinceParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { OrganisationsQuery } from './register-questions.dto.js';

@Controller('api/v1/provinces')
export class RegisterQuestionsController {
  constructor(private readonly questions: Questions) {}

  @ApiTags('register')
  @Question('', 'read', {
    summary: 'The provinces that something is registered in.',
    description: 'An officer of an agency or a bank is shown the own one.',
    answer: 'ProvincePage',
    refusals: ['invalid_cursor'],
  })
  provinces(@Req() request: FastifyRequest, @Query() query: PageQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, registerQuestions.provinces, query);
  }

  @ApiTags('register')
  @Question(':province/organisations', 'read', {
    summary: 'The agencies, banks, sectors and counties of a province, in order of kind and id.',
    description:
      'An officer of an agency sees of the agencies the own one, an officer of a bank of the banks.',
    answer: 'OrganisationPage',
    refusals: ['invalid_cursor'],
  })
  organisations(
    @Req() request: FastifyRequest,
    @Param() params: ProvinceParams,
    @Query() query: OrganisationsQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, registerQuestions.organisations, { ...params, ...query });
  }
}
