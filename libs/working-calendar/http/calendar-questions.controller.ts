import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as calendarQuestions from '../boards/calendar/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

/** The operation ids are those of the time when the register answered for the calendar. */
@ApiTags('calendar')
@Controller('api/v1')
export class CalendarQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(calendarQuestions.calendar, {
    operationId: 'registerQuestions_calendar',
    summary: 'The working calendar of a province as it stands, with its revision.',
    answer: 'Calendar',
  })
  calendar(
    request: FastifyRequest,
    params: ParamsOf<typeof calendarQuestions.calendar>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.calendar, params);
  }

  @Asks(calendarQuestions.holidays, {
    operationId: 'registerQuestions_holidays',
    summary: 'The holidays of a Jalali year, with the closures and cancellations of the province.',
    answer: 'Holidays',
  })
  holidays(
    request: FastifyRequest,
    params: ParamsOf<typeof calendarQuestions.holidays>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.holidays, params);
  }

  @Asks(calendarQuestions.workingDays, {
    operationId: 'registerQuestions_workingDays',
    summary: 'Counts working days from a notification, and names the holidays passed over.',
    answer: 'WorkingDays',
  })
  workingDays(
    request: FastifyRequest,
    params: ParamsOf<typeof calendarQuestions.workingDays>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.workingDays, params);
  }
}
