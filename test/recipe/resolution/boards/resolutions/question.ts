import { pageFields } from '@misaq/platform/questions/common-fields.js';
import { idField, jalaliYearField } from '@misaq/platform/questions/fields.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { listIn, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { agencyScope } from '@misaq/platform/questions/scope.js';
import { RESOLUTIONS } from './projection.js';
import type { ResolutionItem } from './wire.js';

export interface ResolutionsParams extends PageParams {
  readonly province: string;
  readonly year: number;
}

/** The resolutions of a province and year, by id; an agency sees those that oblige it. */
export const resolutions: Question<ResolutionsParams, Page<ResolutionItem>> = {
  name: 'resolutions',
  path: 'provinces/:province/resolutions/:year',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    year: jalaliYearField(),
    ...pageFields,
  },
  needs: 'read',
  scope: agencyScope,
  from: [RESOLUTIONS],
  find({ models, params, scope }) {
    const { province, year } = params;
    const seen = models.resolutions
      .of(province, year)
      .filter(({ agency }) => scope.agency === undefined || agency === scope.agency);
    return pageOf(listIn(resolutions, params), params, seen, ({ resolutionId }) => [resolutionId]);
  },
};
