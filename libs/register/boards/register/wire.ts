import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { OrganisationKind, Ownership } from '../../domain/events.js';
import type { KeptOrganisation } from './projection.js';
import { nameOn } from './queries.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    ProvincePage: Page<ProvinceItem>;
    OrganisationPage: Page<OrganisationItem>;
  }
}

export interface ProvinceItem {
  readonly province: string;
}

/** An agency, a bank, a sector or a county, with the names it bore. */
export interface OrganisationItem {
  readonly kind: OrganisationKind;
  readonly id: string;
  /** On the day asked for. */
  readonly name: string;
  readonly ownership: Ownership | null;
  readonly activeFrom: PlainDate;
  /** The first day on which it is no longer active. */
  readonly retiredFrom: PlainDate | null;
  /** Each with the first day it held. */
  readonly names: readonly { readonly name: string; readonly from: PlainDate }[];
}

export function organisationItem(organisation: KeptOrganisation, on: PlainDate): OrganisationItem {
  const { kind, id, ownership, activeFrom, retiredFrom, names } = organisation;
  return {
    kind,
    id,
    name: nameOn(organisation, on) ?? id,
    ownership: ownership ?? null,
    activeFrom,
    retiredFrom: retiredFrom ?? null,
    names,
  };
}
