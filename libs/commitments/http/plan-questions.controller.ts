import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as courseQuestions from '../boards/course/question.js';
import * as plansQuestions from '../boards/commitments/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('plans')
@Controller('api/v1')
export class PlanQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(plansQuestions.commitmentBoard, {
    summary: 'The commitment board of a year: promised, registered and verified jobs.',
    description: 'An agency sees its own promise, without the sums over sectors, counties and months.',
    answer: 'CommitmentBoard',
    refusals: ['unknown_plan', 'unknown_version'],
  })
  board(
    request: FastifyRequest,
    params: ParamsOf<typeof plansQuestions.commitmentBoard>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, plansQuestions.commitmentBoard, params);
  }

  @Asks(courseQuestions.course, {
    summary: 'The course of a promise through its year: expected and registered jobs, month by month.',
    description:
      'Expected is even by working days of the year. Of all parts that match the filters; an agency sees its own.',
    answer: 'Course',
    refusals: ['unknown_plan', 'unknown_version', 'not_own'],
  })
  course(request: FastifyRequest, params: ParamsOf<typeof courseQuestions.course>): Promise<QuestionAnswer> {
    return this.questions.ask(request, courseQuestions.course, params);
  }

  @Asks(plansQuestions.commitmentCells, {
    summary: 'The same by agency, sector and county, each with its months, in order of their ids.',
    answer: 'CommitmentCellPage',
    refusals: ['unknown_plan', 'unknown_version', 'invalid_cursor', 'not_own'],
  })
  cells(
    request: FastifyRequest,
    params: ParamsOf<typeof plansQuestions.commitmentCells>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, plansQuestions.commitmentCells, params);
  }
}
