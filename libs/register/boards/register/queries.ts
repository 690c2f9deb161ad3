import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import type { OrganisationKind } from '../../domain/events.js';
import { evolve, initialCalendar } from '@misaq/working-calendar/domain/calendar.js';
import type { WorkingCalendarEvent } from '@misaq/working-calendar/domain/events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { heldSpelling } from '@misaq/platform/projections/spellings.js';
import type { KeptOrganisation } from './projection.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

export interface OrganisationNames extends Fresh {
  readonly organisations: readonly KeptOrganisation[];
  /** The name on a day (without a day the last one); the id itself when the register does not know it. */
  readonly nameOf: (kind: OrganisationKind, id: string, on?: PlainDate) => string;
  /** The same, undefined when the register does not know it. */
  readonly knownName: (kind: OrganisationKind, id: string, on?: PlainDate) => string | undefined;
}

export interface RegisterQuestions {
  /** The provinces that have a register, in order of id. */
  readonly provinces: () => readonly string[];
  /** Who is known in a province, in order of kind and id. */
  readonly organisations: (province: string) => OrganisationNames;
  /** The working calendar of a province: the shipped one with what was recorded since. The same value until it changes. */
  readonly calendar: (province: string) => WorkingCalendar;
}

export function registerQuestions(tables: TableReader): RegisterQuestions {
  const calendars = new Map<string, { readonly made: string; readonly calendar: WorkingCalendar }>();
  return {
    provinces: () =>
      tables
        .all<{ province: string }>('SELECT DISTINCT province FROM organisations ORDER BY province')
        .map(({ province }) => province),
    organisations(province) {
      const rows = tables.all<{ value: string }>(
        'SELECT value FROM organisations WHERE province = ? ORDER BY kind, id',
        heldSpelling(tables, ['organisations', 'province'], province),
      );
      const organisations = rows.map(({ value }) => JSON.parse(value) as KeptOrganisation);
      const byKey = new Map(
        organisations.map((organisation) => [`${organisation.kind} ${organisation.id}`, organisation]),
      );
      const knownName: OrganisationNames['knownName'] = (kind, id, on) => {
        const organisation = byKey.get(`${kind} ${id}`);
        return organisation === undefined ? undefined : nameOn(organisation, on);
      };
      return {
        position: tables.position(),
        organisations,
        nameOf: (kind, id, on) => knownName(kind, id, on) ?? id,
        knownName,
      };
    },
    calendar(given) {
      const province = heldSpelling(tables, ['calendar', 'province'], given);
      const rows = tables.all<{ value: string }>(
        'SELECT value FROM calendar WHERE province = ? ORDER BY revision',
        province,
      );
      if (rows.length === 0) return shippedCalendar();
      // Day tables are kept beside a calendar's value: a new value for each question would count every day anew.
      const made = rows.map(({ value }) => value).join('\n');
      const kept = calendars.get(province);
      if (kept?.made === made) return kept.calendar;
      const { calendar } = rows
        .map(({ value }) => JSON.parse(value) as WorkingCalendarEvent)
        .reduce(evolve, initialCalendar());
      calendars.set(province, { made, calendar });
      return calendar;
    },
  };
}

/** The name that was in force on a day; without a day the last one, before the first day the first. */
export function nameOn({ names }: KeptOrganisation, on?: PlainDate): string | undefined {
  const inForce = on === undefined ? names.at(-1) : (names.findLast(({ from }) => from <= on) ?? names[0]);
  return inForce?.name;
}
