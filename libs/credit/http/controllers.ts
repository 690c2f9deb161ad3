import { PoolCommandsController } from './pool-commands.controller.js';
import { FacilityCommandsController } from './facility-commands.controller.js';
import { ReviewCommandsController } from './review-commands.controller.js';
import { PoolQuestionsController } from './pool-questions.controller.js';
import { ReviewInboxController, ReviewQuestionsController } from './review-questions.controller.js';
import { PaymentQuestionsController } from './payment-questions.controller.js';
import { AllFacilitiesController, FacilityQuestionsController } from './facility-questions.controller.js';

/** The routes of the API. */
export const controllers = [
  PoolCommandsController,
  FacilityCommandsController,
  ReviewCommandsController,
  PoolQuestionsController,
  ReviewQuestionsController,
  ReviewInboxController,
  FacilityQuestionsController,
  AllFacilitiesController,
  PaymentQuestionsController,
];
