import { createDueReviews } from '@misaq/credit/due/due-reviews.js';
import { createUnfinishedActs } from '@misaq/employment/due/unfinished-acts.js';
import { Employment } from '@misaq/employment/employment.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { NOTIFICATIONS } from '@misaq/notifications/boards/notifications/projection.js';
import { openBullMqScheduler } from '@misaq/platform/scheduling/bullmq/bullmq-scheduler.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import type { NetworkRules } from '@misaq/platform/webhooks/addresses.js';
import { createWebhooks } from '@misaq/notifications/webhooks/webhooks.js';
import type { Config } from '@misaq/platform/node/config.js';
import { dueSource } from './due-source.js';
import { type DueWork, startDueWork } from '@misaq/platform/tasks/due-work.js';
import type { Service } from './service.js';
import { openWebhookKey } from '@misaq/platform/node/webhook-key-file.js';

type Log = (message: string) => void;

const A_SECOND_MS = 1_000;
/** The pools are looked at only when the tables show the whole log as it was when the day began. */
const CATCH_UP_MS = 60_000;

/** Holds tasks and timers: on Redis where MISAQ_REDIS_URL says so, else in this process. */
export async function openScheduler(
  {
    MISAQ_REDIS_URL: url,
    MISAQ_JOB_STALLED_SECONDS: stalledSeconds,
  }: Pick<Config, 'MISAQ_REDIS_URL' | 'MISAQ_JOB_STALLED_SECONDS'>,
  clock: Clock,
  log: Log,
  warn: Log,
): Promise<Scheduler> {
  return url === undefined
    ? createInProcessScheduler({ clock })
    : openBullMqScheduler({ url, clock, log, warn, stalledMs: stalledSeconds * A_SECOND_MS });
}

/** Where webhooks may lead: asked when one is registered, and each time that something is sent. */
export function networkRules({ MISAQ_WEBHOOK_PRIVATE }: Pick<Config, 'MISAQ_WEBHOOK_PRIVATE'>): NetworkRules {
  return { allowPrivateNetworks: MISAQ_WEBHOOK_PRIVATE === 'allow' };
}

/**
 * Starts what Misaq does unasked: reviews and reminders each morning, webhooks, and the mending of acts that were cut
 * off. It starts and closes the scheduler.
 * @throws WebhookKeyError
 */
export async function startBackgroundWork(
  service: Service,
  scheduler: Scheduler,
  config: Pick<Config, 'MISAQ_WEBHOOK_KEY' | 'MISAQ_WEBHOOK_PRIVATE'>,
  log: Log,
): Promise<DueWork> {
  const { router, tables, clock, models, store, folder } = service;
  const due = createDueReviews({
    router,
    source: dueSource(models, store, CATCH_UP_MS),
  });
  const employment = new Employment({ router, tables });
  const { mend } = createUnfinishedActs({ employment, clock, halves: models.halfActs });
  const webhooks = createWebhooks({
    scheduler,
    router,
    clock,
    key: openWebhookKey(folder, config),
    ...networkRules(config),
    notifications: models.notifications,
  });
  return startDueWork({
    scheduler,
    clock,
    sweep: due.sweep,
    mend,
    webhooks,
    position: () => models.runner.reader(NOTIFICATIONS).position(),
    log,
  });
}
