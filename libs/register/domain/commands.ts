import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { OrganisationKind, Ownership } from './events.js';

interface OfOrganisation {
  /** Determines the stream. */
  readonly province: string;
  readonly kind: OrganisationKind;
  readonly id: string;
}

export interface RegisterOrganisation extends OfOrganisation {
  readonly type: 'RegisterOrganisation';
  readonly name: string;
  readonly ownership?: Ownership | undefined;
  readonly activeFrom: PlainDate;
}

export interface RenameOrganisation extends OfOrganisation {
  readonly type: 'RenameOrganisation';
  readonly name: string;
  readonly from: PlainDate;
  readonly reason: string;
}

export interface RetireOrganisation extends OfOrganisation {
  readonly type: 'RetireOrganisation';
  readonly from: PlainDate;
  readonly reason: string;
}

export type RegisterCommand = RegisterOrganisation | RenameOrganisation | RetireOrganisation;
