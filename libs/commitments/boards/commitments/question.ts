import { BASELINE } from '../../domain/events.js';
import type { CellFilter } from './cells.js';
import { COMMITMENT_BOARD } from './projection.js';
import { type CommitmentBoard, ownPart } from './queries.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import {
  type CommitmentBoardItem,
  commitmentBoardItem,
  type CommitmentCellItem,
  commitmentCellItem,
} from './wire.js';
import { commitmentTable } from './table.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { namesOf } from '@misaq/platform/questions/names.js';
import { listIn, nextOf, PAGE_DEFAULT, type PageParams, placeIn } from '@misaq/platform/questions/pages.js';
import { idField, jalaliYearField, textField } from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Asking, Question } from '@misaq/platform/questions/question.js';
import { refused } from '@misaq/platform/questions/refused.js';
import { agencyScope, holdToOwn, ownersIn, type Scope } from '@misaq/platform/questions/scope.js';

export interface PlanParams {
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  /** The version to measure against; default: the baseline. */
  readonly version?: string | undefined;
}

/** The commitment board of a year. An agency sees its own promise, without the totals. */
export const commitmentBoard: Question<PlanParams, CommitmentBoardItem> = {
  name: 'commitment-board',
  path: 'provinces/:province/plans/:year',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    year: jalaliYearField(),
    version: idField({
      optional: true,
      example: 'raised',
      description: 'The version that it is measured against.',
    }),
  },
  needs: 'read',
  scope: agencyScope,
  from: [COMMITMENT_BOARD, REGISTER],
  find: boardItem,
  table: {
    file: ({ province, year }) => ['commitments', province, String(year)],
    of: (asking) => commitmentTable(boardItem(asking)),
  },
};

function boardItem({ models, params, scope, today }: Asking<PlanParams>): CommitmentBoardItem {
  const { province } = params;
  const found = boardOf(models, params, scope);
  return commitmentBoardItem(found, {
    agency: namesOf(models.register, province, 'agency', today),
    sector: namesOf(models.register, province, 'sector', today),
    county: namesOf(models.register, province, 'county', today),
  });
}

export interface CellsParams extends PlanParams, PageParams {
  readonly agency?: string | undefined;
  readonly sector?: string | undefined;
  readonly county?: string | undefined;
  /** Jalali month of registration. */
  readonly month?: string | undefined;
}

/** The board by agency, sector and county, each with its months, by id. */
export const commitmentCells: Question<CellsParams, Page<CommitmentCellItem>> = {
  name: 'cells',
  path: 'provinces/:province/plans/:year/cells',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    year: jalaliYearField(),
    ...pageFields,
    version: idField({
      optional: true,
      example: 'raised',
      description: 'The version that it is measured against.',
    }),
    agency: idField({ optional: true, example: 'behzisti' }),
    sector: idField({ optional: true, example: 'services' }),
    county: idField({ optional: true, example: 'tabriz' }),
    month: textField({
      optional: true,
      lengthMax: 7,
      example: '1401-10',
      description: 'Jalali month of registration. Commitments have none and are shown all the same.',
    }),
  },
  needs: 'read',
  scope(asker, { agency }) {
    const scope = agencyScope(asker);
    holdToOwn(asker, scope, { agency });
    return scope;
  },
  from: [COMMITMENT_BOARD],
  find({ models, params, scope }) {
    const { province, year, sector, county, month, version = BASELINE, limit = PAGE_DEFAULT } = params;
    boardOf(models, params, scope);
    const list = listIn(commitmentCells, params);
    const offset = Number(placeIn(list, params, ['whole'])?.[0] ?? 0);
    const { agency } = { ...ownersIn({ agency: params.agency }), ...scope };
    const filter: CellFilter = {
      ...(agency !== undefined && { agency }),
      ...(sector !== undefined && { sector }),
      ...(county !== undefined && { county }),
      ...(month !== undefined && { month }),
    };
    const { total, cells } = models.commitments.commitmentCells(province, year, {
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
  },
};

function boardOf(
  { commitments }: ReadModels,
  { province, year, version = BASELINE }: PlanParams,
  { agency }: Scope,
): CommitmentBoard {
  const found = commitments.commitmentBoard(province, year, { version });
  const seen = found === undefined || agency === undefined ? found : ownPart(found, agency);
  if (seen === undefined) throw refused('unknown_plan', { province, year });
  const { versions } = seen;
  if (!versions.includes(seen.version) && versions.length > 0)
    throw refused('unknown_version', { province, year, version, versions });
  return seen;
}
