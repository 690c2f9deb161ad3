import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/**
 * The kinds of organisations in the register of a province: they divide and spend credit, pay it, or classify jobs.
 */
export const ORGANISATION_KINDS = ['agency', 'bank', 'sector', 'county'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const OWNERSHIPS = ['state', 'private'] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** The stream `register-<province>` names the province. Days are the first on which the change holds. */
export interface OrganisationRegistered {
  readonly type: 'OrganisationRegistered';
  readonly data: {
    readonly kind: OrganisationKind;
    readonly id: string;
    readonly name: string;
    /** Always present for a bank, sometimes for an agency, never for a sector or county. */
    readonly ownership?: Ownership;
    readonly activeFrom: PlainDate;
  };
}

export interface OrganisationRenamed {
  readonly type: 'OrganisationRenamed';
  readonly data: {
    readonly kind: OrganisationKind;
    readonly id: string;
    readonly name: string;
    readonly from: PlainDate;
    readonly reason: string;
  };
}

/** `from` is the first day on which the organisation is no longer active. */
export interface OrganisationRetired {
  readonly type: 'OrganisationRetired';
  readonly data: {
    readonly kind: OrganisationKind;
    readonly id: string;
    readonly from: PlainDate;
    readonly reason: string;
  };
}

export type RegisterEvent = OrganisationRegistered | OrganisationRenamed | OrganisationRetired;

export const REGISTER_EVENTS = eventTypes<RegisterEvent>({
  OrganisationRegistered: true,
  OrganisationRenamed: true,
  OrganisationRetired: true,
});
