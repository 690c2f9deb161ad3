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
  /** The name on a day (without a day: the last one); the id itself for an unknown organisation. */
  readonly nameOf: (kind: OrganisationKind, id: string, on?: PlainDate) => string;
  /** Like {@link nameOf}, but undefined for an unknown organisation. */
  readonly knownName: (kind: OrganisationKind, id: string, on?: PlainDate) => string | undefined;
}

export interface RegisterQuestions {
  /** The provinces with a register, by id. */
  readonly provinces: () => readonly string[];
  /** The organisations of a province, by kind and id. */
  readonly organisations: (province: string) => OrganisationNames;
  /** The working calendar of a province: the shipped one with all revisions. The same object until it changes. */
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
      // Day tables are cached for each calendar object: a new object for each question would compute every day again.
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

/** The name in force on a day. Without a day it is the last one; before the first day it is the first one. */
export function nameOn({ names }: KeptOrganisation, on?: PlainDate): string | undefined {
  const inForce = on === undefined ? names.at(-1) : (names.findLast(({ from }) => from <= on) ?? names[0]);
  return inForce?.name;
}
