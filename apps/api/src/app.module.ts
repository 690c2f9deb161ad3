import { type DynamicModule, Module } from '@nestjs/common';
import { systemRandom } from '@misaq/application/access/tokens.js';
import { AccessRecording } from './access/access-recording.js';
import { PrincipalCommandsController } from './access/principal-commands.controller.js';
import { CalendarCommandsController } from './calendar/calendar-commands.controller.js';
import { HealthController } from './health/health.controller.js';
import { Freshness } from './http/freshness.js';
import { Persons } from './http/persons.js';
import { Recording } from './http/recording.js';
import { JobCommandsController } from './jobs/job-commands.controller.js';
import { CommitmentCommandsController } from './plans/commitment-commands.controller.js';
import { FacilityCommandsController } from './pools/facility-commands.controller.js';
import { PoolCommandsController } from './pools/pool-commands.controller.js';
import { FacilityQuestionsController } from './pools/facility-questions.controller.js';
import { JobQuestionsController } from './jobs/job-questions.controller.js';
import { ImportQuestionsController } from './imports/import-questions.controller.js';
import { PoolQuestionsController } from './pools/pool-questions.controller.js';
import { PrincipalQuestionsController } from './access/principal-questions.controller.js';
import { HistoryController } from './history/history.controller.js';
import { Questions } from './http/questions.js';
import { PlanQuestionsController } from './plans/plan-questions.controller.js';
import { RegisterQuestionsController } from './register/register-questions.controller.js';
import { ReviewQuestionsController } from './pools/review-questions.controller.js';
import { ReviewCommandsController } from './pools/review-commands.controller.js';
import { RegisterCommandsController } from './register/register-commands.controller.js';
import { RANDOM, SERVICE, type Service } from './service.js';

const COMMANDS = [
  RegisterCommandsController,
  CalendarCommandsController,
  CommitmentCommandsController,
  PoolCommandsController,
  FacilityCommandsController,
  ReviewCommandsController,
  JobCommandsController,
  PrincipalCommandsController,
];

const QUESTIONS = [
  RegisterQuestionsController,
  PlanQuestionsController,
  PoolQuestionsController,
  ReviewQuestionsController,
  FacilityQuestionsController,
  JobQuestionsController,
  ImportQuestionsController,
  HistoryController,
  PrincipalQuestionsController,
];

/** Wires the edge to what it serves. */
@Module({})
export class ApiModule {
  static on(service: Service): DynamicModule {
    return {
      module: ApiModule,
      controllers: [HealthController, ...COMMANDS, ...QUESTIONS],
      providers: [
        { provide: SERVICE, useValue: service },
        { provide: RANDOM, useValue: systemRandom },
        Recording,
        AccessRecording,
        Persons,
        Freshness,
        Questions,
      ],
    };
  }
}
