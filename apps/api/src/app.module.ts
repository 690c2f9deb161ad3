import { type DynamicModule, Module } from '@nestjs/common';
import { Freshness } from './http/freshness.js';
import { Recording } from './http/recording.js';
import { HealthController } from './health/health.controller.js';
import { PoolCommandsController } from './pools/pool-commands.controller.js';
import { SERVICE, type Service } from './service.js';

const CONTROLLERS = [HealthController, PoolCommandsController];

/** Wires the edge to what it serves. */
@Module({})
export class ApiModule {
  static on(service: Service): DynamicModule {
    return {
      module: ApiModule,
      controllers: CONTROLLERS,
      providers: [{ provide: SERVICE, useValue: service }, Recording, Freshness],
    };
  }
}
