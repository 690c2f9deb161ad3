import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as plansQuestions from '../boards/commitments/question.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { PlanParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { CellsQuery, PlanQuery } from './plan-questions.dto.js';

@ApiTags('plans')
@Controller('api/v1/provinces/:province/plans/:year')
export class PlanQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('', 'read', {
    summary: 'The commitment board of a year: promised, registered and verified jobs.',
    description: 'An agency sees its own promise, without the sums over sectors, counties and months.',
    answer: 'CommitmentBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_plan', 'unknown_version'],
  })
  board(
    @Req() request: FastifyRequest,
    @Param() params: PlanParams,
    @Query() query: PlanQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, plansQuestions.commitmentBoard, { ...params, ...query });
  }

  @Question('cells', 'read', {
    summary: 'The same by agency, sector and county, each with its months, in order of their ids.',
    answer: 'CommitmentCellPage',
    refusals: ['unknown_plan', 'unknown_version', 'invalid_cursor', 'not_own'],
  })
  cells(
    @Req() request: FastifyRequest,
    @Param() params: PlanParams,
    @Query() query: CellsQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, plansQuestions.commitmentCells, { ...params, ...query });
  }
}
