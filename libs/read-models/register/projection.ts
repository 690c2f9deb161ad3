import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { JsonValue } from '@misaq/domain/kernel/decision.js';
import type { OrganisationKind, Ownership, RegisterEvent } from '@misaq/domain/register/events.js';
import type { WorkingCalendarEvent } from '@misaq/domain/working-calendar/events.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { records } from '@misaq/projections/records.js';
import { CALENDAR_TYPES, REGISTER_TYPES } from '../events.js';

export const REGISTER = 'register';

/** An organisation with the names it bore; dates are the first days they held. */
export interface KeptOrganisation {
  readonly kind: OrganisationKind;
  readonly id: string;
  readonly ownership?: Ownership;
  readonly activeFrom: PlainDate;
  readonly names: readonly { readonly name: string; readonly from: PlainDate }[];
  /** The first day on which it was no longer active. */
  readonly retiredFrom?: PlainDate;
}

const REGISTER_STREAM = 'register-';
const CALENDAR_STREAM = 'workingCalendar-';

export const registerProjection = defineProjection({
  name: REGISTER,
  schemaVersion: 1,
  tables: {
    organisations: records<['province', 'kind', 'id'], JsonValue>(['province', 'kind', 'id']),
    /** The events of a province's calendar: few, and the domain itself makes the calendar of them. */
    calendar: records<['province', 'revision'], JsonValue>(['province', 'revision']),
  },
  types: new Set([...REGISTER_TYPES, ...CALENDAR_TYPES]),
  apply(stored, { organisations, calendar }) {
    if (CALENDAR_TYPES.has(stored.type)) {
      const { type, data } = stored as unknown as WorkingCalendarEvent;
      const province = provinceOf(stored.stream, CALENDAR_STREAM);
      calendar.set([province, stored.revision], { type, data: { ...data } });
      return;
    }
    const event = stored as unknown as RegisterEvent;
    const province = provinceOf(stored.stream, REGISTER_STREAM);
    const { kind, id } = event.data;
    const before = organisations.get(province, kind, id) as unknown as KeptOrganisation | undefined;
    organisations.set([province, kind, id], evolved(before, event) as unknown as JsonValue);
  },
});

function evolved(before: KeptOrganisation | undefined, event: RegisterEvent): KeptOrganisation {
  if (event.type === 'OrganisationRegistered') {
    const { kind, id, name, ownership, activeFrom } = event.data;
    return { kind, id, ...(ownership && { ownership }), activeFrom, names: [{ name, from: activeFrom }] };
  }
  if (before === undefined) throw new Error(`no ${event.data.kind} ${event.data.id}`);
  if (event.type === 'OrganisationRetired') return { ...before, retiredFrom: event.data.from };
  return { ...before, names: [...before.names, { name: event.data.name, from: event.data.from }] };
}

function provinceOf(stream: string, prefix: string): string {
  if (!stream.startsWith(prefix)) throw new Error(`not a stream ${prefix}…: ${stream}`);
  return stream.slice(prefix.length);
}
