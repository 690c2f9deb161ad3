import { ACCESS } from './projection.js';
import type { Page } from '@misaq/platform/questions/page.js';
import {
  type MeItem,
  meItem,
  ownTokens,
  type PrincipalDetailItem,
  principalDetailItem,
  type PrincipalItem,
  principalItem,
} from './wire.js';
import { listIn, nextOf, PAGE_DEFAULT, type PageParams, placeIn } from '@misaq/platform/questions/pages.js';
import { idField } from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { NoParams, Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { actorScope, noScope } from '@misaq/platform/questions/scope.js';

/** Who may act, and in which roles, in order of id. */
export const principals: Question<PageParams, Page<PrincipalItem>> = {
  name: 'principals',
  path: 'principals',
  fields: pageFields,
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
  fields: {
    principalId: idField({ example: 'a-ahmadi' }),
  },
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

/** Who the asker is, what the asker may do, and every token that was issued in the asker's name. */
export const me: Question<NoParams, MeItem> = {
  name: 'me',
  path: 'me',
  fields: {},
  needs: 'signed-in',
  free: true,
  scope: actorScope,
  from: [ACCESS],
  find({ models, today, scope: { actor } }) {
    if (actor === undefined) throw new Error('the question «me» was asked without its scope');
    return meItem(actor, ownTokens(models.access.tokensOf(actor.id), today));
  },
};
