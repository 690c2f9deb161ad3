import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { dayField, idField, jalaliYearField, wholeField } from '@misaq/platform/questions/fields.js';
import type { ProvinceParams, Question } from '@misaq/platform/questions/question.js';
import { noScope } from '@misaq/platform/questions/scope.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import {
  type CalendarItem,
  calendarItem,
  type HolidaysItem,
  holidaysItem,
  type WorkingDaysItem,
  workingDaysItem,
} from './wire.js';

/** The current working calendar of a province, with its revision. */
export const calendar: Question<ProvinceParams, CalendarItem> = {
  name: 'calendar',
  path: 'provinces/:province/calendar',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
  },
  needs: 'read',
  scope: noScope,
  from: [REGISTER],
  find: ({ models, params: { province } }) => calendarItem(province, models.register.calendar(province)),
};

/** The holidays of a Jalali year, with the closures and cancellations of the province. */
export const holidays: Question<ProvinceParams & { readonly year: number }, HolidaysItem> = {
  name: 'holidays',
  path: 'provinces/:province/calendar/holidays',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    year: jalaliYearField(),
  },
  needs: 'read',
  scope: noScope,
  from: [REGISTER],
  find: ({ models, params: { province, year } }) => holidaysItem(models.register.calendar(province), year),
};

/** Longest period that is counted, as in the calendar. */
const WORKING_DAYS_MAX = 1000;

export interface WorkingDaysParams extends ProvinceParams {
  readonly notified: string;
  readonly days: number;
}

/** Counts working days from a notification, and names the skipped holidays. */
export const workingDays: Question<WorkingDaysParams, WorkingDaysItem> = {
  name: 'working-days',
  path: 'provinces/:province/calendar/working-days',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    notified: dayField({ description: 'Day of the notification; day 1 is the day after.' }),
    days: wholeField({ min: 1, max: WORKING_DAYS_MAX, example: 20, description: 'Working days.' }),
  },
  needs: 'read',
  scope: noScope,
  from: [REGISTER],
  find: ({ models, params: { province, notified, days } }) =>
    workingDaysItem(models.register.calendar(province), notified as PlainDate, days),
};
