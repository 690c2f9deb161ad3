import { ACCESS } from './projection.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { type PrincipalDetailItem, principalDetailItem, type PrincipalItem, principalItem } from './wire.js';
import { listIn, nextOf, PAGE_DEFAULT, type PageParams, placeIn } from '@misaq/platform/questions/pages.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { noScope } from '@misaq/platform/questions/scope.js';

/** Who may act, and in which roles, in order of id. */
export const principals: Question<PageParams, Page<PrincipalItem>> = {
  name: 'principals',
  path: 'principals',
  needs: 'manage-principals',
  scope: noScope,
  from: [ACCESS],
  find({ models, params }) {
    const list = listIn(principals, params);
    const { limit = PAGE_DEFAULT } = params;
    const place = placeIn(list, params, ['text']);
    const { total, principals: found } = models.access.principals({
      after: String(place?.[0] ?? ''),
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      items: shown.map(principalItem),
      next: nextOf(list, more ? [last.principalId] : undefined),
      total,
    };
  },
};

export interface PrincipalParams {
  readonly principalId: string;
}

/** One principal, with the roles held and the tokens that were issued. */
export const principal: Question<PrincipalParams, PrincipalDetailItem> = {
  name: 'principal',
  path: 'principals/:principalId',
  needs: 'manage-principals',
  scope: noScope,
  from: [ACCESS],
  find({ models, params: { principalId }, today }) {
    const found = models.access.principal(principalId);
    if (found === undefined)
      throw new QuestionRefusedError({ name: 'principal_unknown', figures: { principalId } });
    return principalDetailItem(found, today);
  },
};
