import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as registerQuestions from '../boards/register/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@Controller('api/v1')
export class RegisterQuestionsController {
  constructor(private readonly questions: Questions) {}

  @ApiTags('register')
  @Asks(registerQuestions.provinces, {
    summary: 'The provinces that something is registered in.',
    description: 'An officer of an agency or a bank is shown the own one.',
    answer: 'ProvincePage',
    refusals: ['invalid_cursor'],
  })
  provinces(
    request: FastifyRequest,
    params: ParamsOf<typeof registerQuestions.provinces>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, registerQuestions.provinces, params);
  }

  @ApiTags('register')
  @Asks(registerQuestions.organisations, {
    summary: 'The agencies, banks, sectors and counties of a province, in order of kind and id.',
    description:
      'An officer of an agency sees of the agencies the own one, an officer of a bank of the banks.',
    answer: 'OrganisationPage',
    refusals: ['invalid_cursor'],
  })
  organisations(
    request: FastifyRequest,
    params: ParamsOf<typeof registerQuestions.organisations>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, registerQuestions.organisations, params);
  }
}
