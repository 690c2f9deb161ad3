import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as calendarQuestions from '../boards/calendar/question.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { ProvinceParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { HolidaysQuery, WorkingDaysQuery } from './calendar-questions.dto.js';

/** The operation ids are those of the time when the register answered for the calendar. */
@ApiTags('calendar')
@Controller('api/v1/provinces/:province/calendar')
export class CalendarQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    operationId: 'registerQuestions_calendar',
    summary: 'The working calendar of a province as it stands, with its revision.',
    answer: 'Calendar',
  })
  calendar(
    @Req() request: FastifyRequest,
    @Param() params: ProvinceParams,
    @Query() query: FreshQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.calendar, { ...params, ...query });
  }

  @Question('holidays', 'read', {
    operationId: 'registerQuestions_holidays',
    summary: 'The holidays of a Jalali year, with the closures and cancellations of the province.',
    answer: 'Holidays',
  })
  holidays(
    @Req() request: FastifyRequest,
    @Param() params: ProvinceParams,
    @Query() query: HolidaysQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.holidays, { ...params, ...query });
  }

  @Question('working-days', 'read', {
    operationId: 'registerQuestions_workingDays',
    summary: 'Counts working days from a notification, and names the holidays passed over.',
    answer: 'WorkingDays',
  })
  workingDays(
    @Req() request: FastifyRequest,
    @Param() params: ProvinceParams,
    @Query() query: WorkingDaysQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, calendarQuestions.workingDays, { ...params, ...query });
  }
}
