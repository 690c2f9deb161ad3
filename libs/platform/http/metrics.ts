import { statfs } from 'node:fs/promises';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import { createProjectionLag } from './projection-lag.js';
import type { NightlyVerification } from '@misaq/platform/tasks/nightly-verification.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { Watched } from './health.js';
import type { LiveStreams } from '@misaq/platform/live/live-streams.js';

export const METRICS = Symbol('metrics');

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Gauges that others keep: queues, live updates. */
  readonly registry: Registry;
}

export const LATENCY_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What Prometheus is told. Labels are names of the program (routes, types, roles), never of anybody. */
// Longer than 60 lines: one metric after the other.
export function createMetrics(
  {
    store,
    models,
    router,
  }: Pick<Watched, 'store' | 'models'> & { readonly router: Pick<CommandRouter, 'watch'> },
  scheduler: Scheduler,
  dataDirectory: string,
  verification?: Pick<NightlyVerification, 'last'>,
): Metrics {
  const registry = new Registry();
  // Event loop, garbage, memory and processor time of the process.
  collectDefaultMetrics({ register: registry });
  const commands = new Histogram({
    name: 'misaq_command_seconds',
    help: 'Commands until they were durable or refused, by type, sender and outcome.',
    labelNames: ['type', 'sender', 'outcome'],
    buckets: LATENCY_SECONDS,
    registers: [registry],
  });
  router.watch(({ type, sender, outcome, seconds }) => {
    commands.observe({ type, sender, outcome }, seconds);
  });
  new Gauge({
    name: 'misaq_log_position',
    help: 'Position of the last event of the log.',
    registers: [registry],
    async collect() {
      this.set(Number((await store.health()).position));
    },
  });
  new Gauge({
    name: 'misaq_log_writable',
    help: '1 while the log can be written.',
    registers: [registry],
    async collect() {
      this.set((await store.health()).writable ? 1 : 0);
    },
  });
  new Gauge({
    name: 'misaq_projection_lag',
    help: 'Positions that a projection is behind the log.',
    labelNames: ['projection'],
    registers: [registry],
    async collect() {
      for (const { name, lag } of await models.runner.health()) this.set({ projection: name }, Number(lag));
    },
  });
  const behind = createProjectionLag();
  new Gauge({
    name: 'misaq_projection_behind_seconds',
    help: 'Since when the end of the log has been seen that a projection has not come to yet; 0 at the end.',
    labelNames: ['projection'],
    registers: [registry],
    async collect() {
      for (const { name, position, lag } of await models.runner.health())
        this.set({ projection: name }, behind(name, position, position + lag, performance.now()));
    },
  });
  new Gauge({
    name: 'misaq_projection_stopped',
    help: '1 when a projection has stopped at an event it could not apply.',
    labelNames: ['projection'],
    registers: [registry],
    async collect() {
      for (const { name, state } of await models.runner.health())
        this.set({ projection: name }, state === 'stopped' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'misaq_projection_files_refused',
    help: 'How often since the start the file of a projection was not as this program had left it, and was made anew.',
    labelNames: ['projection'],
    registers: [registry],
    async collect() {
      for (const { name, refusals = 0 } of await models.runner.health())
        this.set({ projection: name }, refusals);
    },
  });
  if (verification !== undefined) measureVerification(registry, verification);
  new Gauge({
    name: 'misaq_jobs',
    help: 'Tasks of the scheduler by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { waiting, running, failed } = await scheduler.health();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'running' }, running);
      this.set({ state: 'failed' }, failed);
    },
  });
  new Gauge({
    name: 'misaq_jobs_late_seconds',
    help: 'How long the job that has been due longest has been so.',
    registers: [registry],
    async collect() {
      this.set((await scheduler.health()).lateMs / 1_000);
    },
  });
  new Gauge({
    name: 'misaq_jobs_available',
    help: '1 while tasks can be scheduled and run.',
    registers: [registry],
    async collect() {
      this.set((await scheduler.health()).available ? 1 : 0);
    },
  });
  new Gauge({
    name: 'misaq_disk_available_bytes',
    help: 'Room for the process on the disk of its data directory.',
    registers: [registry],
    async collect() {
      const { bavail, bsize } = await statfs(dataDirectory);
      this.set(bavail * bsize);
    },
  });
  new Gauge({
    name: 'misaq_disk_bytes',
    help: 'Size of the disk of the data directory.',
    registers: [registry],
    async collect() {
      const { blocks, bsize } = await statfs(dataDirectory);
      this.set(blocks * bsize);
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    registry,
  };
}

/** How many browsers and programs listen to live updates. */
export function observeLiveStreams({ registry }: Metrics, streams: Pick<LiveStreams, 'count'>): void {
  new Gauge({
    name: 'misaq_live_streams',
    help: 'Live streams that are open.',
    registers: [registry],
    collect() {
      this.set(streams.count());
    },
  });
}

function measureVerification(registry: Registry, { last }: Pick<NightlyVerification, 'last'>): void {
  new Gauge({
    name: 'misaq_verify_last_run_timestamp_seconds',
    help: 'When the log and the read models were last verified unasked; the first start of the node before that.',
    registers: [registry],
    collect() {
      this.set(last().at / 1_000);
    },
  });
  new Gauge({
    name: 'misaq_verify_sound',
    help: '1 when nothing was wrong when the log and the read models were last verified unasked.',
    registers: [registry],
    collect() {
      this.set(last().sound === false ? 0 : 1);
    },
  });
}
