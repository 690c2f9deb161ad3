import { type Act, may } from '@misaq/access/domain/roles.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import * as workingCalendar from './domain/calendar.js';
import type { WorkingCalendarCommand } from './domain/commands.js';
import type { WorkingCalendarEvent } from './domain/events.js';
import { provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const CALENDAR_RIGHTS = {
  AdoptWeekProfile: 'manage-calendar',
  StartLunarMonth: 'manage-calendar',
  DeclareClosure: 'manage-calendar',
  CancelHoliday: 'manage-calendar',
} as const satisfies Record<WorkingCalendarCommand['type'], Act>;

export const calendarAggregate: Aggregate<
  workingCalendar.WorkingCalendarState,
  WorkingCalendarCommand,
  workingCalendar.WorkingCalendarContext
> = {
  category: 'workingCalendar',
  initial: workingCalendar.initialCalendar,
  evolve: (state, event: DomainEvent) => workingCalendar.evolve(state, event as WorkingCalendarEvent),
  fork: (state) => state,
  bytes: () => 100_000,
  authorise: (actor, _state, { type }, stream) =>
    may(actor, CALENDAR_RIGHTS[type], { province: provinceOfStream(stream) }),
  decide: namingNobody(workingCalendar.decide),
};
