import { CommitmentCommandsController } from './commitment-commands.controller.js';
import { PlanQuestionsController } from './plan-questions.controller.js';

/** The routes of the API. */
export const controllers = [CommitmentCommandsController, PlanQuestionsController];
