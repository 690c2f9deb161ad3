import type { Board } from '@misaq/platform/questions/board.js';
import { calendar, holidays, workingDays } from './question.js';

/** The working days of a province. The tables of the register hold the events of the calendar. */
export const calendarBoard: Board = { questions: [calendar, holidays, workingDays] };
