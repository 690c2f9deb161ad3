import { RegisterCommandsController } from './register-commands.controller.js';
import { RegisterQuestionsController } from './register-questions.controller.js';

/** The routes of the API. */
export const controllers = [RegisterCommandsController, RegisterQuestionsController];
