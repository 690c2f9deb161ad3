import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import * as banksQuestions from '../boards/banks/question.js';
import * as poolsQuestions from '../boards/pools/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('pools')
@Controller('api/v1')
export class PoolQuestionsController {
  constructor(private readonly questions: Questions) {}

  @Asks(poolsQuestions.pools, {
    summary:
      'The credit pools there are: credit, absorption, verdicts, next deadline, what can move, open review; with sums.',
    description:
      'An officer of an agency or a bank sees the pools it has to do with, and its own part of them.',
    answer: 'PoolPage',
    refusals: ['invalid_cursor'],
  })
  pools(request: FastifyRequest, params: ParamsOf<typeof poolsQuestions.pools>): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.pools, params);
  }

  @Asks(poolsQuestions.poolBoard, {
    summary: 'The credit board of a pool: who absorbed what, how much time is left, what could move.',
    description: 'An agency sees its own row, without the sums of all.',
    answer: 'PoolBoard',
    refusals: ['unknown_pool'],
  })
  board(request: FastifyRequest, params: ParamsOf<typeof poolsQuestions.poolBoard>): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.poolBoard, params);
  }

  @Asks(poolsQuestions.lots, {
    summary: 'The lots of credit of a pool with their clocks, in order of deadline.',
    answer: 'LotPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  allocations(
    request: FastifyRequest,
    params: ParamsOf<typeof poolsQuestions.lots>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.lots, params);
  }

  @Asks(poolsQuestions.simulation, {
    summary: 'What a review would find under another threshold, clock or split. Writes nothing.',
    description:
      'An agency may try settings for itself. The rule is then applied to its own figures alone: it sees its own verdict ' +
      'and how much of its credit could move at most (`changes`), and nothing that rests on the figures of others.',
    answer: 'Simulation',
    refusals: ['unknown_pool'],
  })
  simulation(
    request: FastifyRequest,
    params: ParamsOf<typeof poolsQuestions.simulation>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, poolsQuestions.simulation, params);
  }

  @Asks(banksQuestions.banksOfPool, {
    summary: 'The bank board of a pool: introduced, paid, declined, how long it takes and what waits.',
    description: 'A bank sees its own row.',
    answer: 'BankBoard',
    refusals: ['unknown_pool'],
  })
  banksOfPool(
    request: FastifyRequest,
    params: ParamsOf<typeof banksQuestions.banksOfPool>,
  ): Promise<QuestionAnswer> {
    return this.questions.ask(request, banksQuestions.banksOfPool, params);
  }

  @Asks(banksQuestions.banks, {
    summary: 'The bank board over all pools, or of one.',
    description: 'A bank sees its own row.',
    answer: 'BankBoard',
    refusals: ['unknown_pool'],
  })
  banks(request: FastifyRequest, params: ParamsOf<typeof banksQuestions.banks>): Promise<QuestionAnswer> {
    return this.questions.ask(request, banksQuestions.banks, params);
  }
}
