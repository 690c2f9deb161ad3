import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Freshness } from './http/freshness.js';
import { Recording } from './http/recording.js';
import { HealthController } from './health/health.controller.js';
import { HEALTH, type Health } from './health/health.js';
import { METRICS, type Metrics } from './health/metrics.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OPENAPI, type OpenApiText } from './openapi/openapi.js';
import { PoolCommandsController } from './pools/pool-commands.controller.js';
import { SERVICE, type Service } from './service.js';

const CONTROLLERS = [HealthController, OpenApiController, PoolCommandsController];

/** What the controllers are given. */
export interface Parts {
  readonly service: Service;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly openApi: OpenApiText;
}

/** Wires the edge to what it serves. */
@Module({})
export class ApiModule {
  static on({ service, health, metrics, openApi }: Parts): DynamicModule {
    const given: Provider[] = [
      { provide: SERVICE, useValue: service },
      { provide: HEALTH, useValue: health },
      { provide: METRICS, useValue: metrics },
      { provide: OPENAPI, useValue: openApi },
    ];
    return { module: ApiModule, controllers: CONTROLLERS, providers: [...given, Recording, Freshness] };
  }
}
