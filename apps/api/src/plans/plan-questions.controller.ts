import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { BASELINE } from '@misaq/domain/commitments/events.js';
import type { CellFilter } from '@misaq/read-models/commitment-board/cells.js';
import { COMMITMENT_BOARD } from '@misaq/read-models/commitment-board/projection.js';
import { type CommitmentBoard, ownPart } from '@misaq/read-models/commitment-board/queries.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import { commitmentTable } from '@misaq/wire/exports/commitment-board.js';
import { commitmentBoardItem, commitmentCellItem } from '@misaq/wire/commitment-board.js';
import type { ReadyAnswer } from '../http/answer.js';
import { Files, type TableAnswer } from '../http/files.js';
import { TABLE_FORMS } from '../http/negotiation.js';
import { namesOf } from '../http/names.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '../http/paging.js';
import { PlanParams } from '../http/params.js';
import { Questions } from '../http/questions.js';
import { refuse } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { agencyIn, agencyScopeOf, type Scope, within } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { CellsQuery, PlanQuery } from './plan-questions.dto.js';

@ApiTags('plans')
@Controller('api/v1/provinces/:province/plans/:year')
export class PlanQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
    private readonly files: Files,
  ) {}

  @Question('', 'read', {
    summary: 'The commitment board of a year: promised, registered and verified jobs.',
    description: 'An agency sees its own promise, without the sums over sectors, counties and months.',
    answer: 'CommitmentBoard',
    forms: TABLE_FORMS,
    refusals: ['unknown_plan', 'unknown_version'],
  })
  board(
    @Req() request: FastifyRequest,
    @Param() { province, year }: PlanParams,
    @Query() query: PlanQuery,
  ): Promise<ReadyAnswer | TableAnswer> {
    const scope = agencyScopeOf(request);
    const from = [COMMITMENT_BOARD, REGISTER];
    const find = () => {
      const on = this.questions.today();
      const { register } = this.service.models;
      const names = {
        agency: namesOf(register, province, 'agency', on),
        sector: namesOf(register, province, 'sector', on),
        county: namesOf(register, province, 'county', on),
      };
      return { found: this.boardOf(province, year, query.version ?? BASELINE, scope), names };
    };
    if (request.form !== 'json')
      return this.files.table(request, { query, from }, ['commitments', province, String(year)], () => {
        const { found, names } = find();
        return commitmentTable(found, names);
      });
    return this.questions.answer(request, { query, scope, from }, () => {
      const { found, names } = find();
      return commitmentBoardItem(found, names);
    });
  }

  @Question('cells', 'read', {
    summary: 'The same by agency, sector and county, each with its months, in order of their ids.',
    answer: 'CommitmentCellPage',
    refusals: ['unknown_plan', 'unknown_version', 'invalid_cursor', 'not_own'],
  })
  cells(
    @Req() request: FastifyRequest,
    @Param() { province, year }: PlanParams,
    @Query() query: CellsQuery,
  ): Promise<ReadyAnswer> {
    const scope = agencyScopeOf(request);
    const { agency } = within(request, scope, agencyIn(query));
    const { sector, county, month, version = BASELINE, limit = PAGE_DEFAULT } = query;
    return this.questions.answer(request, { query, scope, from: [COMMITMENT_BOARD] }, () => {
      this.boardOf(province, year, version, scope);
      const list = listOf('cells', { province, year }, query);
      const offset = Number(placeIn(list, query, ['whole'])?.[0] ?? 0);
      const filter: CellFilter = {
        ...(agency !== undefined && { agency }),
        ...(sector !== undefined && { sector }),
        ...(county !== undefined && { county }),
        ...(month !== undefined && { month }),
      };
      const { total, cells } = this.service.models.commitments.commitmentCells(province, year, {
        ...filter,
        version,
        offset,
        limit,
      });
      const end = offset + cells.length;
      return {
        items: cells.map((cell) => commitmentCellItem(cell, version)),
        next: nextOf(list, end < total ? [end] : undefined),
        total,
      };
    });
  }

  private boardOf(province: string, year: number, version: string, { agency }: Scope): CommitmentBoard {
    const found = this.service.models.commitments.commitmentBoard(province, year, { version });
    const seen = found === undefined || agency === undefined ? found : ownPart(found, agency);
    if (seen === undefined) throw refuse('unknown_plan', { province, year });
    const { versions } = seen;
    if (!versions.includes(seen.version) && versions.length > 0)
      throw refuse('unknown_version', { province, year, version, versions });
    return seen;
  }
}
