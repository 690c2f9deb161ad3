import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import { type KeptOrganisation, REGISTER } from './projection.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { ORGANISATION_KINDS } from '../../domain/events.js';
import { type OrganisationItem, organisationItem, type ProvinceItem } from './wire.js';
import { listIn, pageOf, type PageParams } from '@misaq/platform/questions/pages.js';
import { choiceField, dayField, idField, textField } from '@misaq/platform/questions/fields.js';
import { pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { concernedScope, provinceScope, type Scope } from '@misaq/platform/questions/scope.js';

/** The provinces with registered organisations; an officer sees only the own one. */
export const provinces: Question<PageParams, Page<ProvinceItem>> = {
  name: 'provinces',
  path: 'provinces',
  fields: pageFields,
  needs: 'read',
  scope: provinceScope,
  from: [REGISTER],
  find({ models, params, scope }) {
    const all = models.register
      .provinces()
      .filter((province) => scope.province === undefined || province === scope.province)
      .map((province) => ({ province }));
    return pageOf(listIn(provinces, params), params, all, ({ province }) => [province]);
  },
};

export interface OrganisationsParams extends PageParams {
  readonly province: string;
  readonly kind?: string | undefined;
  readonly activeOn?: string | undefined;
  readonly search?: string | undefined;
}

/**
 * The agencies, banks, sectors and counties of a province. Of the own kind, an officer sees only the own organisation.
 */
export const organisations: Question<OrganisationsParams, Page<OrganisationItem>> = {
  name: 'organisations',
  path: 'provinces/:province/organisations',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    ...pageFields,
    kind: choiceField(ORGANISATION_KINDS, { optional: true }),
    activeOn: dayField({
      optional: true,
      description: 'Only who is active on that day; names are those of that day.',
    }),
    search: textField({
      optional: true,
      description: 'Only whose id or any name holds this, however it is spelt (ye, kaf, digits, ZWNJ).',
    }),
  },
  needs: 'read',
  scope: concernedScope,
  from: [REGISTER],
  find({ models, params, scope, today }) {
    const found = models.register
      .organisations(params.province)
      .organisations.filter((each) => isSeen(each, scope) && fits(each, params));
    const page = pageOf(listIn(organisations, params), params, found, ({ kind, id }) => [kind, id]);
    const on = (params.activeOn as PlainDate | undefined) ?? today;
    return { ...page, items: page.items.map((each) => organisationItem(each, on)) };
  },
};

/**
 * Whether a reader may see an organisation. Sectors, counties and other kinds are public; others of the own kind are
 * not.
 */
function isSeen({ kind, id }: KeptOrganisation, { agency, bank }: Scope): boolean {
  if (kind === 'agency' && agency !== undefined) return id === agency;
  if (kind === 'bank' && bank !== undefined) return id === bank;
  return true;
}

function fits(organisation: KeptOrganisation, { kind, activeOn, search }: OrganisationsParams): boolean {
  const { id, names, activeFrom, retiredFrom } = organisation;
  if (kind !== undefined && organisation.kind !== kind) return false;
  if (
    activeOn !== undefined &&
    (activeFrom > activeOn || (retiredFrom !== undefined && retiredFrom <= activeOn))
  )
    return false;
  if (search === undefined) return true;
  const folded = foldForSearch(search);
  return [id, ...names.map(({ name }) => name)].some((text) => foldForSearch(text).includes(folded));
}
