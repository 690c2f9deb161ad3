import { commandLine } from './command-line.js';
import { workingCalendarFacts } from './domain/facts.js';
import { workingCalendarRefusals } from './domain/refusals.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { WorkingCalendarCommand } from './domain/commands.js';
import { CALENDAR_RIGHTS, calendarAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';
import { calendarBoard } from './boards/calendar/board.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToCalendar {
  readonly province: string;
  readonly command: WorkingCalendarCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly workingCalendar: ToCalendar;
  }
}

export const workingCalendar = {
  name: 'working calendar',
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
  boards: [calendarBoard],
  http: async () => (await import('./http/controllers.js')).controllers,
  commandLine,
} as const satisfies Subject;
