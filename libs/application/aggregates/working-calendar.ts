import { type Act, may } from '@misaq/domain/access/roles.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import * as workingCalendar from '@misaq/domain/working-calendar/calendar.js';
import type { WorkingCalendarCommand } from '@misaq/domain/working-calendar/commands.js';
import type { WorkingCalendarEvent } from '@misaq/domain/working-calendar/events.js';
import { provinceOfStream } from '@misaq/domain/kernel/streams.js';
import type { Aggregate } from '../aggregate.js';
import { namingNobody } from './naming-nobody.js';

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
