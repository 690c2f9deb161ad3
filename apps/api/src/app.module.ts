import { type DynamicModule, Module } from '@nestjs/common';
import { Freshness } from './http/freshness.js';
import { Recording } from './http/recording.js';
import { HealthController } from './health/health.controller.js';
import { PoolCommandsController } from './pools/pool-commands.controller.js';
import { PoolQuestionsController } from './pools/pool-questions.controller.js';
import { PrincipalQuestionsController } from './access/principal-questions.controller.js';
import { HistoryController } from './history/history.controller.js';
import { Questions } from './http/questions.js';
import { PlanQuestionsController } from './plans/plan-questions.controller.js';
import { RegisterQuestionsController } from './register/register-questions.controller.js';
import { ReviewQuestionsController } from './reviews/review-questions.controller.js';
import { SERVICE, type Service } from './service.js';

const CONTROLLERS = [
  HealthController,
  PoolCommandsController,
  RegisterQuestionsController,
  PlanQuestionsController,
  PoolQuestionsController,
  ReviewQuestionsController,
  HistoryController,
  PrincipalQuestionsController,
];

/** Wires the edge to what it serves. */
@Module({})
export class ApiModule {
  static on(service: Service): DynamicModule {
    return {
      module: ApiModule,
      controllers: CONTROLLERS,
      providers: [{ provide: SERVICE, useValue: service }, Recording, Freshness, Questions],
    };
  }
}
