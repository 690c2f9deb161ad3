import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isSameText } from '@misaq/domain/kernel/spelling.js';
import { BANK_BOARD } from '@misaq/read-models/bank-board/projection.js';
import { CREDIT_BOARD } from '@misaq/read-models/credit-board/projection.js';
import { FACILITIES } from '@misaq/read-models/facilities/projection.js';
import type {
  FacilityFilter,
  FacilityOnList,
  FacilityPaging,
} from '@misaq/read-models/facilities/queries.js';
import { HISTORY } from '@misaq/read-models/history/projection.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import type { Place } from '@misaq/read-models/sorted-page.js';
import type { ExportTable } from '@misaq/wire/exports/export-table.js';
import { facilityTable } from '@misaq/wire/exports/facilities.js';
import { facilityDetailItem, facilityItem } from '@misaq/wire/facilities.js';
import type { ReadyAnswer } from '../http/answer.js';
import { everyPage, Files, ROWS_A_PAGE, type TableAnswer } from '../http/files.js';
import { FreshQuery } from '../http/freshness.js';
import { namesOfPool } from '../http/names.js';
import { TABLE_FORMS } from '../http/negotiation.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '../http/paging.js';
import { FacilityParams, PoolParams } from '../http/params.js';
import { Questions } from '../http/questions.js';
import { RefusedError } from '../http/refused.js';
import { Question } from '../http/routes.js';
import { concernedScopeOf, ownersIn, type Scope, seen, within } from '../http/scopes.js';
import { SERVICE, type Service } from '../service.js';
import { FacilitiesQuery } from './facility-questions.dto.js';

@ApiTags('facilities')
@Controller('api/v1/pools/:pool/facilities')
export class FacilityQuestionsController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly questions: Questions,
    private readonly files: Files,
  ) {}

  @Question('', 'read', {
    summary:
      'The applicants that were introduced in a pool, and how each file stands; with sums over all of them.',
    description: 'An officer of an agency or a bank sees the files of its own.',
    answer: 'FacilityPage',
    forms: TABLE_FORMS,
    refusals: ['unknown_pool', 'invalid_cursor', 'not_own'],
  })
  facilities(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Query() query: FacilitiesQuery,
  ): Promise<ReadyAnswer | TableAnswer> {
    const scope = concernedScopeOf(request);
    const { limit = PAGE_DEFAULT, cursor: _, atLeast: _atLeast, direction, ...wanted } = query;
    const filter = { ...wanted, ...within(request, scope, ownersIn(query)) };
    const descending = direction === 'falling';
    const from = [FACILITIES, CREDIT_BOARD, BANK_BOARD];
    if (request.form !== 'json')
      return this.files.table(request, { query, from: [...from, REGISTER] }, ['facilities', pool], () => {
        if (!this.isKnown(pool, scope)) throw new RefusedError({ name: 'unknown_pool', figures: { pool } });
        return this.allFacilities(pool, { ...filter, descending });
      });
    return this.questions.answer(request, { query, scope, from }, () => {
      if (!this.isKnown(pool, scope)) throw new RefusedError({ name: 'unknown_pool', figures: { pool } });
      const list = listOf('facilities', { pool }, query);
      const after = placeIn(list, query, ['text', 'text']);
      const found = this.service.models.facilities.facilities(pool, this.questions.today(), {
        ...filter,
        limit,
        descending,
        ...(after !== undefined && { after }),
      });
      return {
        items: found.facilities.map(facilityItem),
        next: nextOf(list, found.next),
        total: found.sums.facilities,
        sums: found.sums,
      };
    });
  }

  @Question(':facilityId', 'read', {
    summary: 'One facility, with its payments, reversals, corrections and its end.',
    answer: 'Facility',
    refusals: ['unknown_facility'],
  })
  facility(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Query() query: FreshQuery,
  ): Promise<ReadyAnswer> {
    const scope = concernedScopeOf(request);
    return this.questions.answer(request, { query, scope, from: [HISTORY] }, async (slice) => {
      const found = await slice.waitFor(this.service.models.facilities.facility(pool, facilityId));
      if (found === undefined || !seen(scope, found))
        throw new RefusedError({ name: 'unknown_facility', figures: { facilityId } });
      return facilityDetailItem(found);
    });
  }

  private allFacilities(pool: string, filter: FacilityFilter & FacilityPaging): ExportTable<FacilityOnList> {
    const { facilities, register } = this.service.models;
    const on = this.questions.today();
    const rows = everyPage<FacilityOnList, Place>((after) => {
      const page = { ...filter, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
      const found = facilities.facilities(pool, on, page);
      return { rows: found.facilities, next: found.next, total: found.sums.facilities };
    });
    return facilityTable(rows, {
      agency: namesOfPool(register, pool, 'agency', on),
      bank: namesOfPool(register, pool, 'bank', on),
    });
  }

  /** For an officer of a bank a pool is there when it has a file of the bank: one that has none tells nothing. */
  private isKnown(pool: string, { agency, bank }: Scope): boolean {
    const { banks, credit } = this.service.models;
    if (bank !== undefined) return banks.poolsOf(bank).some((each) => isSameText(each.pool, pool));
    return credit
      .pools(agency === undefined ? {} : { agency })
      .pools.some((each) => isSameText(each.pool, pool));
  }
}
