import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../http/needs.js';
import { HEALTH, type Health } from '../../../composition/src/health.js';
import { METRICS, type Metrics } from '../../../composition/src/metrics.js';

/** For whoever runs the machine: no names, no figures of the province. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: Health,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** Whether the process runs at all: to be restarted when it does not answer. */
  @Get('health/live')
  @Needs('nobody')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Whether requests should be sent here. */
  @Get('health/ready')
  @Needs('nobody')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const readiness = await this.health.readiness();
    void reply.status(readiness.ready ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }

  /** For Prometheus. */
  @Get('metrics')
  @Needs('nobody')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
