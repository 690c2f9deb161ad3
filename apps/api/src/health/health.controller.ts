import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../http/needs.js';
import { HEALTH, type Health, type Readiness } from '../../../composition/src/health.js';
import { madeRarely } from '../http/made-rarely.js';
import { METRICS, type Metrics } from '../../../composition/src/metrics.js';

/** Anybody may ask. Each takes milliseconds to make, and scrapers and load balancers ask a few times a minute. */
const READINESS_A_SECOND = 20;
const METRICS_A_SECOND = 4;

/** For whoever runs the machine: no names, no figures of the province. */
@ApiExcludeController()
@Controller()
export class HealthController {
  readonly #readiness: () => Promise<Readiness>;
  readonly #metrics: () => Promise<string>;

  constructor(
    @Inject(HEALTH) health: Health,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {
    this.#readiness = madeRarely(READINESS_A_SECOND, () => health.readiness());
    this.#metrics = madeRarely(METRICS_A_SECOND, () => metrics.text());
  }

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
    const readiness = await this.#readiness();
    void reply.status(readiness.ready ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }

  /** For Prometheus. */
  @Get('metrics')
  @Needs('nobody')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.#metrics();
  }
}
