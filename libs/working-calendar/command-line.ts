import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { WorkingCalendarCommand } from './domain/commands.js';

const CALENDAR = 'provinces/:province/calendar';

const addresses: Readonly<Record<WorkingCalendarCommand['type'], CommandAddress>> = {
  AdoptWeekProfile: { path: `${CALENDAR}/week-profiles` },
  StartLunarMonth: { path: `${CALENDAR}/lunar-months` },
  DeclareClosure: { path: `${CALENDAR}/closures` },
  CancelHoliday: { path: `${CALENDAR}/holiday-cancellations` },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'working-days',
      group: 'days',
      takes: '[options]',
      summary: 'count working days from a notification, and name the holidays passed over',
      load: async () => (await import('./verbs/working-days.js')).registerWorkingDays,
    },
    {
      name: 'holidays',
      group: 'days',
      takes: '[options]',
      summary: 'the holidays of a Jalali year',
      load: async () => (await import('./verbs/holidays.js')).registerHolidays,
    },
    {
      name: 'calendar',
      group: 'change',
      place: 2,
      takes: '',
      summary: 'revise the working calendar of a province: weeks, lunar months, closures',
      load: async () => (await import('./verbs/calendar.js')).registerCalendar,
    },
  ],
};
