import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tokenOf } from '@misaq/platform/http/access/authenticate.js';
import { GUESSES, type Guesses } from '@misaq/platform/http/access/guesses.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { refuse } from '@misaq/platform/http/answer/refused.js';
import { HEALTH, type Health, type Readiness } from '@misaq/platform/http/health.js';
import { forAnybody, IS_OPERATOR, type IsOperator } from '@misaq/platform/http/access/operator.js';
import { throttled } from '@misaq/platform/http/answer/throttled.js';
import { METRICS, type Metrics } from '@misaq/platform/http/metrics.js';

/** Anybody may ask. Each takes milliseconds to make, and scrapers and load balancers ask a few times a minute. */
const READINESS_A_SECOND = 20;
const METRICS_A_SECOND = 4;

/** For the operator of the machine: no names, no figures of the province. */
@ApiExcludeController()
@Controller()
export class HealthController {
  readonly #readiness: () => Promise<Readiness>;
  readonly #metrics: () => Promise<string>;

  constructor(
    @Inject(HEALTH) health: Health,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(IS_OPERATOR) private readonly isOperator: IsOperator,
    @Inject(GUESSES) private readonly guesses: Guesses,
  ) {
    this.#readiness = throttled(READINESS_A_SECOND, () => health.readiness());
    this.#metrics = throttled(METRICS_A_SECOND, () => metrics.text());
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
  async ready(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const readiness = await this.#readiness();
    void reply.status(readiness.ready ? 200 : 503).header('cache-control', 'no-store');
    return this.isOperator(request.raw) ? readiness : forAnybody(readiness);
  }

  /**
   * For Prometheus.
   * @throws RefusedError `unauthenticated` when the request does not come from an operator
   */
  @Get('metrics')
  @Needs('nobody')
  async text(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!this.isOperator(request.raw)) {
      const guessed = tokenOf(request);
      if (guessed !== undefined) await this.guesses.made(request, guessed);
      throw refuse('unauthenticated');
    }
    void reply.type(this.metrics.contentType);
    return this.#metrics();
  }
}
