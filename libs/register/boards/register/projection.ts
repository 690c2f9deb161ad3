import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { bothTypes, isAmong } from '@misaq/platform/kernel/event-types.js';
import {
  type OrganisationKind,
  type Ownership,
  REGISTER_EVENTS,
  type RegisterEvent,
} from '../../domain/events.js';
import { WORKING_CALENDAR_EVENTS, type WorkingCalendarEvent } from '@misaq/working-calendar/domain/events.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';

export const REGISTER = 'register';

/** An organisation with its names; each date is the first day of a name. */
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
    organisations: records<['province', 'kind', 'id'], KeptOrganisation>(['province', 'kind', 'id']),
    /** The events of a province's calendar. They are few, and the domain builds the calendar from them. */
    calendar: records<['province', 'revision'], WorkingCalendarEvent>(['province', 'revision']),
  },
  types: bothTypes(REGISTER_EVENTS, WORKING_CALENDAR_EVENTS),
  apply(event, { organisations, calendar }) {
    if (isAmong(WORKING_CALENDAR_EVENTS, event)) {
      const province = provinceOf(event.stream, CALENDAR_STREAM);
      calendar.set([province, event.revision], {
        type: event.type,
        data: event.data,
      } as WorkingCalendarEvent);
      return;
    }
    const province = provinceOf(event.stream, REGISTER_STREAM);
    const { kind, id } = event.data;
    organisations.set([province, kind, id], evolved(organisations.get(province, kind, id), event));
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
