import { CalendarCommandsController } from './calendar-commands.controller.js';
import { CalendarQuestionsController } from './calendar-questions.controller.js';

/** The routes of the API. */
export const controllers = [CalendarCommandsController, CalendarQuestionsController];
