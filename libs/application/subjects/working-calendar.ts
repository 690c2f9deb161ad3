import { workingCalendarFacts } from '@misaq/domain/working-calendar/facts.js';
import { workingCalendarRefusals } from '@misaq/domain/working-calendar/refusals.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import type { WorkingCalendarCommand } from '@misaq/domain/working-calendar/commands.js';
import { CALENDAR_RIGHTS, calendarAggregate } from '../aggregates/working-calendar.js';
import { commandRoute } from '../command-route.js';

interface ToCalendar {
  readonly province: string;
  readonly command: WorkingCalendarCommand;
}

export const workingCalendar = {
  facts: workingCalendarFacts,
  refusals: workingCalendarRefusals,
  routes: [
    commandRoute({
      aggregate: calendarAggregate,
      rights: CALENDAR_RIGHTS,
      stream: ({ province }: ToCalendar) => streams.workingCalendar(province),
      context: (contexts) => contexts.day(),
    }),
  ],
} as const;
