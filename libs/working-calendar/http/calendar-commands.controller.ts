import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { WorkingCalendarCommand } from '../domain/commands.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { ProvinceParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import {
  AdoptWeekProfileDto,
  CancelHolidayDto,
  DeclareClosureDto,
  StartLunarMonthDto,
} from './calendar-commands.dto.js';

/** The working days of a province. */
@ApiTags('calendar')
@Controller('api/v1/provinces/:province/calendar')
export class CalendarCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('week-profiles', 'manage-calendar', {
    summary: 'Say which days of the week are off from a day on.',
    refusals: ['invalid_field', 'no_working_days', 'friday_is_off'],
  })
  adoptWeekProfile(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Body() body: AdoptWeekProfileDto,
  ): Promise<Answer> {
    return this.#record(request, province, { type: 'AdoptWeekProfile', ...body });
  }

  @Act('lunar-months', 'manage-calendar', {
    summary: 'Record the day on which a lunar month began.',
    refusals: ['invalid_field', 'month_start_implausible', 'conflicts_with_recorded'],
  })
  startLunarMonth(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Body() body: StartLunarMonthDto,
  ): Promise<Answer> {
    return this.#record(request, province, { type: 'StartLunarMonth', ...body });
  }

  @Act('closures', 'manage-calendar', {
    summary: 'Declare a day off.',
    refusals: ['invalid_field'],
  })
  declareClosure(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Body() body: DeclareClosureDto,
  ): Promise<Answer> {
    return this.#record(request, province, { type: 'DeclareClosure', ...body });
  }

  @Act('holiday-cancellations', 'manage-calendar', {
    summary: 'Make a holiday a working day.',
    refusals: ['invalid_field', 'not_a_holiday'],
  })
  cancelHoliday(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Body() body: CancelHolidayDto,
  ): Promise<Answer> {
    return this.#record(request, province, { type: 'CancelHoliday', ...body });
  }

  #record(request: FastifyRequest, province: string, command: WorkingCalendarCommand): Promise<Answer> {
    return this.recording.record(request, { province, command });
  }
}
