import { JobCommandsController } from './job-commands.controller.js';
import { JobQuestionsController } from './job-questions.controller.js';

/** The routes of the API. */
export const controllers = [JobCommandsController, JobQuestionsController];
