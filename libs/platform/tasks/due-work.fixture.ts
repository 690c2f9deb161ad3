import { SUBJECTS } from '@misaq/subjects.js';
import { webhookAggregate } from '@misaq/notifications/aggregate.js';
import { actor, applicationOn, wholeLog } from '@misaq/platform/commands/application.fixture.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { createDueReviews } from '@misaq/credit/due/due-reviews.js';
import { createUnfinishedActs } from '@misaq/employment/due/unfinished-acts.js';
import { allocate, introduce, pay, provinceOn } from '@misaq/credit/due/due.fixture.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { NOTIFICATIONS } from '@misaq/notifications/boards/notifications/projection.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import type { Timers } from '@misaq/platform/scheduling/timers.js';
import { webhookKey } from '@misaq/platform/webhooks/key.js';
import { createWebhooks } from '@misaq/notifications/webhooks/webhooks.js';
import { dueSource } from '@misaq/platform/assembly/due-source.js';
import { startDueWork } from './due-work.js';

export const POOL = 'sample-1403-note16';

/** Pools whose second lot is unpaid: a review of each proposes to move it. */
export function manyPools(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `sample-1403-programme${String(index)}`);
}

/**
 * Pools whose lots were notified on 15 Esfand 1403 and end on 2025-04-13, with one agency that has a webhook. The other
 * agency has passed before and receives what this one loses.
 */
export async function springOf1404(
  newFolder: () => string,
  receiverUrl: string,
  pools: readonly string[] = [POOL],
) {
  const province = await provinceOn(newFolder);
  for (const pool of pools) {
    await province.on('2025-02-08', pool, allocate('relief', 'relief-committee', 1_000n, '2025-02-08'));
    await province.on('2025-02-10', pool, introduce('f-1', 'relief-committee', 1_600n, '2025-02-10'));
    await province.on('2025-02-12', pool, pay('f-1', 900n, '2025-02-12'));
    await province.on('2025-03-05', pool, allocate('behzisti', 'behzisti', 500n, '2025-03-05'));
  }
  const { runner } = applicationOn(province.store);
  const command = {
    type: 'RegisterWebhook',
    webhookId: 'w-1',
    url: receiverUrl,
    organisation: { province: 'sample', kind: 'agency', id: 'behzisti' },
  } as const;
  const registered = await runner.execute(
    webhookAggregate,
    streams.webhook('w-1'),
    command,
    { commandId: newCommandId(0), actor: actor('admin') },
    () => ({ today: plainDate('2025-02-08'), register: smallRegister(), webhooks: 0 }),
  );
  if (registered.kind === 'refused') throw new Error(JSON.stringify(registered.refusal));
  return province.store;
}

/** One process on a log: read models that follow it, and all due work on a scheduler. */
export async function processOn(
  store: EventStore,
  folder: string,
  {
    scheduler,
    clock,
    timers,
  }: { readonly scheduler: Scheduler; readonly clock: { now(): number }; readonly timers?: Timers },
) {
  const models = await openReadModels({ subjects: SUBJECTS, folder, store });
  await models.runner.catchUp();
  const stop = new AbortController();
  const following = models.runner.follow(stop.signal);
  const application = applicationOn(store);
  application.setClock(clock.now());
  const due = createDueReviews({
    router: application.router,
    source: dueSource(models, store, 10_000),
  });
  const webhooks = createWebhooks({
    scheduler,
    router: application.router,
    clock,
    key: webhookKey('a secret that all nodes share'),
    allowPrivateNetworks: true,
    notifications: models.notifications,
    retry: { attempts: 100, firstPauseMs: 20, pauseMaxMs: 100 },
  });
  const logged: string[] = [];
  const work = await startDueWork({
    scheduler,
    clock,
    ...(timers && { timers }),
    sweep: (today, signal) => {
      application.setClock(clock.now());
      return due.sweep(today, signal);
    },
    mend: createUnfinishedActs({
      employment: application.employment,
      clock,
      halves: models.halfActs,
    }).mend,
    webhooks,
    position: () => models.runner.reader(NOTIFICATIONS).position(),
    log: (message) => logged.push(message),
  });
  return {
    work,
    models,
    logged,
    async close(): Promise<void> {
      await work.close();
      stop.abort();
      await following;
      await models.runner.close();
    },
  };
}

/** The events that due work wrote, in order. */
export async function written(store: EventStore): Promise<readonly string[]> {
  return (await wholeLog(store))
    .filter(({ metadata }) => metadata.includes('"role":"system"'))
    .map(({ type, data }) => {
      const { workingDaysLeft, asOf } = JSON.parse(data) as Readonly<Record<string, string | number>>;
      return [type, workingDaysLeft ?? asOf ?? ''].join(' ').trim();
    });
}
