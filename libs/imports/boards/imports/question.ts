import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { ownOrganisation } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import { choiceField, idField } from '@misaq/platform/questions/fields.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { listIn, ordinals, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import type { Question } from '@misaq/platform/questions/question.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { refused } from '@misaq/platform/questions/refused.js';
import { concernedScope, type Scope } from '@misaq/platform/questions/scope.js';
import { importKinds } from '@misaq/platform/imports/import-kinds.js';
import { backgroundOf } from '@misaq/platform/tasks/background-work.js';
import type { ImportKind } from '../../domain/events.js';
import { IMPORTS, type KeptImport } from './projection.js';
import type { ImportOwner } from './queries.js';
import { type ImportDetailItem, importDetailItem, type ImportItem, importItem } from './wire.js';

const STATUSES = ['accepted', 'completed'] as const;

export interface ImportsParams extends PageParams {
  readonly kind?: ImportKind | undefined;
  readonly status?: (typeof STATUSES)[number] | undefined;
}

/** The accepted files, the latest first. An officer sees what was imported for the own organisation. */
export const importedFiles: Question<ImportsParams, Page<ImportItem>> = {
  name: 'imports',
  path: 'imports',
  fields: {
    ...pageFields,
    kind: choiceField(importKinds(), { optional: true }),
    status: choiceField(STATUSES, { optional: true, description: '`accepted`: rows are being applied.' }),
  },
  needs: 'read',
  scope: concernedScope,
  from: [IMPORTS, ACCESS],
  find({ models, params, scope }) {
    const { kind, status } = params;
    const seen = models.imports.imports().imports.filter((each) => isOwn(models, each, scope));
    const placeOf = ordinals(seen);
    const found = seen.filter(
      (each) =>
        (kind === undefined || each.kind === kind) &&
        (status === undefined || importItem(each).status === status),
    );
    const list = listIn(importedFiles, params);
    const page = pageOf(list, params, found, (each) => [placeOf(each)], { falling: true });
    return { ...page, items: page.items.map(importItem) };
  },
};

export interface ImportParams {
  readonly importId: string;
}

/** One import, how far this process has applied it, and its late refusals. */
export const importedFile: Question<ImportParams, ImportDetailItem> = {
  name: 'import',
  path: 'imports/:importId',
  fields: { importId: idField({ example: 'payments-1401-01' }) },
  needs: 'read',
  scope: concernedScope,
  from: [IMPORTS, ACCESS],
  ofProcess: true,
  find({ models, params: { importId }, scope, process }) {
    const found = models.imports.import(importId, ownerIn(scope));
    // An import that names no province may still be of another one.
    if (found === undefined || !isOwn(models, found, scope)) throw refused('unknown_import', { importId });
    return importDetailItem(found, backgroundOf(process).importTasks.standing(importId));
  },
};

/** Whether an officer of the organisation in the scope imported the file, in the same province. */
function isOwn(
  models: Pick<ReadModels, 'access'>,
  { by, province: recorded }: KeptImport,
  scope: Scope,
): boolean {
  const own = ownerIn(scope);
  if (own === undefined) return true;
  if (by.role !== own.kind || ownOrganisation(by) !== own.id) return false;
  return (recorded ?? onlyProvinceOf(models, by)) === scope.province;
}

/** The organisation that an asker is held to; undefined for those who see everything. */
function ownerIn({ agency, bank, province = '' }: Scope): ImportOwner | undefined {
  if (agency !== undefined) return { kind: 'agency', id: agency, province };
  return bank === undefined ? undefined : { kind: 'bank', id: bank, province };
}

/** For an import that records no province: the province of its officer, if the officer ever acted in only one. */
function onlyProvinceOf({ access }: Pick<ReadModels, 'access'>, by: Actor): string | null {
  const grants = access.principal(by.id)?.grants ?? [];
  const own = grants.filter(
    ({ role, organisation }) => role === by.role && organisation === ownOrganisation(by),
  );
  const [only, another] = new Set(own.map(({ province }) => province));
  return another === undefined ? (only ?? null) : null;
}
