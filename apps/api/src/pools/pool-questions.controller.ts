import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import {
  DEFAULT_GRACE_WORKING_DAYS,
  type Clock,
  type Split,
  type LateReports,
} from '@misaq/domain/credit/policy.js';
import { parsePool, poolName } from '@misaq/domain/kernel/streams.js';
import { BANK_BOARD } from '@misaq/read-models/bank-board/projection.js';
import type { PoolBoard } from '@misaq/read-models/credit-board/board.js';
import { CREDIT_BOARD } from '@misaq/read-models/credit-board/projection.js';
import type { Variation } from '@misaq/read-models/credit-board/simulation.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import type { Slice } from '@misaq/scheduling/slices.js';
import { bankBoardItem } from '@misaq/wire/bank-board.js';
import { bankBoardTable } from '@misaq/wire/exports/bank-board.js';
import { creditBoardTable } from '@misaq/wire/exports/credit-board.js';
import { lotOnBoardItem, poolBoardItem, type PoolItem, simulationItem } from '@misaq/wire/credit-board.js';
import type { ReadyAnswer } from '../http/answer.js';
import { Files, type TableAnswer } from '../http/files.js';
import { TABLE_FORMS } from '../http/negotiation.js';
import { namesAnywhere, namesOfPool } from '../http/names.js';
import { listOf, pageOf } from '../http/paging.js';
import { PoolParams } from '../http/params.js';
import { Questions } from '../http/questions.js';
import { invalidRequest, RefusedError } from '../http/refused.js';
import { Question } from '../http/routes.js';
import {
  agencyIn,
  agencyScopeOf,
  bankScopeOf,
  concernedScopeOf,
  type Scope,
  within,
} from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { AsOfQuery, BanksQuery, LotsQuery, PoolsQuery, SimulationQuery } from './pool-questions.dto.js';

@ApiTags('pools')
@Controller('api/v1')
export class PoolQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
    private readonly files: Files,
  ) {}

  @Question('pools', 'read', {
    summary: 'The credit pools there are, with what they came to.',
    description:
      'An officer of an agency or a bank sees the pools it has to do with, and its own part of them.',
    answer: 'PoolPage',
    refusals: ['invalid_cursor'],
  })
  pools(@Req() request: FastifyRequest, @Query() query: PoolsQuery): Promise<ReadyAnswer> {
    const scope = concernedScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [CREDIT_BOARD, BANK_BOARD] }, () => {
      const { province, year } = query;
      const all = this.poolsSeen(scope).filter(
        (each) =>
          (province === undefined || each.province === province) &&
          (scope.province === undefined || each.province === scope.province) &&
          (year === undefined || each.year === year),
      );
      return pageOf(listOf('pools', {}, query), query, all, ({ pool }) => [pool]);
    });
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
    @Param() { pool }: PoolParams,
    @Query() query: AsOfQuery,
  ): Promise<ReadyAnswer | TableAnswer> {
    const scope = agencyScopeOf(request);
    const from = [CREDIT_BOARD, REGISTER];
    const find = async (slice: Slice) => {
      const asOf = this.asOf(query);
      const names = namesOfPool(this.service.models.register, pool, 'agency', asOf);
      return { found: await this.boardOf(pool, asOf, scope, slice), names };
    };
    if (request.form !== 'json')
      return this.files.table(request, { query, from }, ['credit', pool], async (slice) => {
        const { found, names } = await find(slice);
        return creditBoardTable(found, names);
      });
    return this.questions.answer(request, { query, scope, from }, async (slice) => {
      const { found, names } = await find(slice);
      return poolBoardItem(found, names, scope.agency !== undefined);
    });
  }

  @Question('pools/:pool/allocations', 'read', {
    summary: 'The lots of credit of a pool with their clocks, in order of deadline.',
    answer: 'LotPage',
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  allocations(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Query() query: LotsQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    const { agency } = within(request, scope, agencyIn(query));
    const from = [CREDIT_BOARD, REGISTER];
    return this.questions.answer(request, { query, scope, from }, async (slice) => {
      const asOf = this.asOf(query);
      const of = agency === undefined ? {} : { agency };
      const found = await this.service.models.credit.lots(pool, asOf, { ...of, slice });
      if (found === undefined || (scope.agency !== undefined && !found.isOnBoard)) throw unknownPool(pool);
      const list = listOf('allocations', { pool }, query);
      const page = pageOf(list, query, found.lots, ({ deadline, lotId }) => [deadline, lotId]);
      return { ...page, items: page.items.map((lot) => lotOnBoardItem(lot, found.holidays)) };
    });
  }

  @Question('pools/:pool/simulation', 'simulate', {
    summary: 'What a review would find under another threshold, clock or split. Writes nothing.',
    description:
      'An agency may try settings for itself: it sees its own verdict and what it would give or receive (`changes`), ' +
      'and nobody else.',
    answer: 'Simulation',
    refusals: ['unknown_pool'],
  })
  simulation(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Query() query: SimulationQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    const variation = variationOf(query);
    return this.questions.answer(
      request,
      { query, scope, from: [CREDIT_BOARD, REGISTER], dear: true },
      async (slice) => {
        const asOf = this.asOf(query);
        const { credit, register } = this.service.models;
        const simulated = await credit.simulate(pool, asOf, variation, { ...scope, slice });
        if (simulated === undefined || (scope.agency !== undefined && simulated.agencies.length === 0))
          throw unknownPool(pool);
        const names = namesOfPool(register, pool, 'agency', asOf);
        return simulationItem(simulated, names, scope.agency !== undefined);
      },
    );
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
    @Param() { pool }: PoolParams,
    @Query() query: AsOfQuery,
  ): Promise<ReadyAnswer | TableAnswer> {
    return this.bankBoard(request, query, pool);
  }

  @Question('banks', 'read', {
    summary: 'The bank board over all pools, or of one.',
    description: 'A bank sees its own row.',
    answer: 'BankBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool'],
  })
  banks(@Req() request: FastifyRequest, @Query() query: BanksQuery): Promise<ReadyAnswer | TableAnswer> {
    return this.bankBoard(request, query, query.pool);
  }

  private bankBoard(
    request: FastifyRequest,
    query: AsOfQuery,
    pool?: string,
  ): Promise<ReadyAnswer | TableAnswer> {
    const scope = bankScopeOf(request);
    const from = [BANK_BOARD, CREDIT_BOARD, REGISTER];
    const find = () => {
      const asOf = this.asOf(query);
      const { banks, credit, register } = this.service.models;
      if (pool !== undefined && credit.programmeTotals(pool) === undefined) throw unknownPool(pool);
      const found = banks.bankBoard(asOf, { ...scope, ...(pool !== undefined && { pool }) });
      if (pool !== undefined && scope.bank !== undefined && found.banks.length === 0) throw unknownPool(pool);
      const names =
        pool === undefined
          ? namesAnywhere(register, 'bank', asOf)
          : namesOfPool(register, pool, 'bank', asOf);
      return { found, names };
    };
    if (request.form !== 'json')
      return this.files.table(
        request,
        { query, from },
        ['banks', ...(pool === undefined ? [] : [pool])],
        () => {
          const { found, names } = find();
          return bankBoardTable(found, names);
        },
      );
    return this.questions.answer(request, { query, scope, from }, () => {
      const { found, names } = find();
      return bankBoardItem(found, names);
    });
  }

  private asOf({ asOf }: { readonly asOf?: string }): PlainDate {
    return (asOf as PlainDate | undefined) ?? this.questions.today();
  }

  /** For an agency a pool it has nothing to do with is as one that does not exist. */
  private async boardOf(pool: string, asOf: PlainDate, scope: Scope, slice: Slice): Promise<PoolBoard> {
    const found = await this.service.models.credit.poolBoard(pool, asOf, { ...scope, slice });
    if (found === undefined || (scope.agency !== undefined && found.agencies.length === 0))
      throw unknownPool(pool);
    return found;
  }

  private poolsSeen({ agency, bank }: Scope): readonly PoolItem[] {
    const { banks, credit } = this.service.models;
    if (bank !== undefined) return banks.poolsOf(bank).map((found) => ({ ...opened(found.pool), ...found }));
    const of = agency === undefined ? {} : { agency };
    return credit.pools(of).pools.map((each) => {
      const totals = credit.programmeTotals(each.pool, of);
      if (totals === undefined) throw new Error(`${each.pool} was opened and has no totals`);
      const { facilities, introducedRial, paidRial } = totals;
      return { ...each, facilities, introducedRial, paidRial };
    });
  }
}

function opened(pool: string) {
  const name = parsePool(pool);
  if (name === undefined) throw new Error(`not a pool: ${pool}`);
  return { pool: poolName(name), ...name };
}

function unknownPool(pool: string): RefusedError {
  return new RefusedError({ name: 'unknown_pool', figures: { pool } });
}

function variationOf(query: SimulationQuery): Variation {
  const { threshold, exactThresholdPasses, ringFence, split } = query;
  const { reportingWorkingDays, lateReportsOfIntroductions } = query;
  const clock = clockOf(query);
  return {
    ...(threshold !== undefined && { thresholdPercent: threshold }),
    ...(exactThresholdPasses !== undefined && { exactThresholdPasses }),
    ...(ringFence !== undefined && { ringFence }),
    ...(split !== undefined && { split: split as Split }),
    ...(clock !== undefined && { clock }),
    ...(reportingWorkingDays !== undefined && { reportingWorkingDays }),
    ...(lateReportsOfIntroductions !== undefined && {
      lateReportsOfIntroductions: lateReportsOfIntroductions as LateReports,
    }),
  };
}

/** @throws RefusedError when there are two clocks, or a part of none */
function clockOf({ days, until, graceWorkingDays }: SimulationQuery): Clock | undefined {
  if (days !== undefined && until !== undefined)
    throw invalidRequest({
      field: 'until',
      code: 'two_clocks',
      message: 'days and until are two clocks; give one of them.',
    });
  if (until !== undefined)
    return {
      kind: 'until',
      date: until as PlainDate,
      graceWorkingDays: graceWorkingDays ?? DEFAULT_GRACE_WORKING_DAYS,
    };
  if (graceWorkingDays !== undefined)
    throw invalidRequest({
      field: 'graceWorkingDays',
      code: 'no_such_clock',
      message: 'graceWorkingDays goes with until.',
    });
  return days === undefined ? undefined : { kind: 'working-days', days };
}
