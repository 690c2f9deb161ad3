import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as banksQuestions from '../boards/banks/question.js';
import * as poolsQuestions from '../boards/pools/question.js';
import { TABLE_FORMS } from '@misaq/platform/http/request/negotiation.js';
import { PoolParams } from '@misaq/platform/http/request/params.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { AsOfQuery, BanksQuery, LotsQuery, PoolsQuery, SimulationQuery } from './pool-questions.dto.js';

@ApiTags('pools')
@Controller('api/v1')
export class PoolQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Question('pools', 'read', {
    summary:
      'The credit pools there are: credit, absorption, verdicts, next deadline, what can move, open review; with sums.',
    description:
      'An officer of an agency or a bank sees the pools it has to do with, and its own part of them.',
    answer: 'PoolPage',
    forms: TABLE_FORMS,
    refusals: ['invalid_cursor'],
  })
  pools(@Req() request: FastifyRequest, @Query() query: PoolsQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.pools, query);
  }

  @Question('pools/:pool', 'read', {
    summary: 'The credit board of a pool: who absorbed what, how much time is left, what could move.',
    description: 'An agency sees its own row, without the sums of all.',
    answer: 'PoolBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool'],
  })
  board(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: AsOfQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.poolBoard, { ...params, ...query });
  }

  @Question('pools/:pool/allocations', 'read', {
    summary: 'The lots of credit of a pool with their clocks, in order of deadline.',
    answer: 'LotPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  allocations(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: LotsQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.lots, { ...params, ...query });
  }

  @Question('pools/:pool/simulation', 'simulate', {
    summary: 'What a review would find under another threshold, clock or split. Writes nothing.',
    description:
      'An agency may try settings for itself. The rule is then applied to its own figures alone: it sees its own verdict ' +
      'and how much of its credit could move at most (`changes`), and nothing that rests on the figures of others.',
    answer: 'Simulation',
    refusals: ['unknown_pool'],
  })
  simulation(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: SimulationQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.simulation, { ...params, ...query });
  }

  @Question('pools/:pool/banks', 'read', {
    summary: 'The bank board of a pool: introduced, paid, declined, how long it takes and what waits.',
    description: 'A bank sees its own row.',
    answer: 'BankBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool'],
  })
  banksOfPool(
    @Req() request: FastifyRequest,
    @Param() params: PoolParams,
    @Query() query: AsOfQuery,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, banksQuestions.banksOfPool, { ...params, ...query });
  }

  @Question('banks', 'read', {
    summary: 'The bank board over all pools, or of one.',
    description: 'A bank sees its own row.',
    answer: 'BankBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool'],
  })
  banks(@Req() request: FastifyRequest, @Query() query: BanksQuery): Promise<QuestionAnswer> {
    return this.questions.ask(request, banksQuestions.banks, query);
  }
}
