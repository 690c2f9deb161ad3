import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** What the register of a province knows: who divides and spends credit, who pays it, and what jobs are counted by. */
export const ORGANISATION_KINDS = ['agency', 'bank', 'sector', 'county'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const OWNERSHIPS = ['state', 'private'] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** The province is named by the stream, `register-<province>`. Days are the first on which the act holds. */
export interface OrganisationRegistered {
  readonly type: 'OrganisationRegistered';
  readonly data: {
    readonly kind: OrganisationKind;
    readonly id: string;
    readonly name: string;
    /** Always of a bank, sometimes of an agency, never of a sector or a county. */
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
