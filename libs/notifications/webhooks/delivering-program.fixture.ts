/**
 * A separate program that sends one notification to each of some webhooks, until it is accepted or given up:
 * - node delivering-program.fixture.js FOLDER '{"WEBHOOK-ID": "URL", …}'
 *
 * Every name resolves to loopback. The program prints {@link Delivered} on stdout. NODE_EXTRA_CA_CERTS names the
 * authorities that it trusts beside those of Node; Node reads it once a process.
 */
import { SUBJECTS } from '@misaq/subjects.js';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { webhookAggregate } from '../aggregate.js';
import { actor, applicationOn, wholeLog } from '@misaq/platform/commands/application.fixture.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import { webhookKey } from '@misaq/platform/webhooks/key.js';
import { appendRejections } from '@misaq/platform/webhooks/rejections.fixture.js';
import { createWebhooks } from './webhooks.js';

export interface Delivered {
  /** Names that were resolved. */
  readonly asked: readonly string[];
  /** The secret of each webhook. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Number of accepted notifications of each webhook. */
  readonly taken: Readonly<Record<string, number>>;
  /** Why each of the others was suspended. */
  readonly suspended: Readonly<Record<string, string>>;
}

const [folder = '', urls = '{}'] = process.argv.slice(2);
const KEY = webhookKey('a secret of the server');
const receivers = Object.entries(JSON.parse(urls) as Record<string, string>);

const store = createInMemoryEventStore();
const { runner, router } = applicationOn(store);
for (const [webhookId, url] of receivers) {
  const result = await runner.execute(
    webhookAggregate,
    streams.webhook(webhookId),
    {
      type: 'RegisterWebhook',
      webhookId,
      url,
      organisation: { province: 'sample', kind: 'agency', id: 'behzisti' },
    },
    { commandId: newCommandId(Date.now()), actor: actor('admin') },
    () => ({ today: plainDate('2025-03-20'), register: smallRegister(), webhooks: 0 }),
  );
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
}
await appendRejections(store, 'behzisti', 0, 1, plainDate('2025-03-20'));

const models = await openReadModels({ subjects: SUBJECTS, folder, store });
await models.runner.catchUp();
const scheduler = createInProcessScheduler({ clock: Date });
const asked: string[] = [];
const webhooks = createWebhooks({
  scheduler,
  router,
  clock: Date,
  key: KEY,
  allowPrivateNetworks: true,
  limits: { connectMs: 1_500, wholeMs: 5_000 },
  retry: { attempts: 3, firstPauseMs: 10, pauseMaxMs: 20 },
  notifications: models.notifications,
  lookup: (name) => {
    asked.push(name);
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  },
});
await scheduler.start();
await webhooks.derive();

/** The data of all events of a type, by webhook. */
async function recorded<T>(
  type: string,
  said: (data: Record<string, unknown>) => T,
): Promise<Record<string, T>> {
  const events = (await wholeLog(store)).filter((event) => event.type === type);
  return Object.fromEntries(
    events.map(({ data }) => {
      const parsed = JSON.parse(data) as Record<string, unknown>;
      return [String(parsed.webhookId), said(parsed)];
    }),
  );
}

for (;;) {
  const taken = await recorded('WebhookDelivered', ({ count }) => Number(count));
  const suspended = await recorded('WebhookSuspended', ({ problem }) => String(problem));
  if (Object.keys(taken).length + Object.keys(suspended).length >= receivers.length) {
    const secrets = Object.fromEntries(receivers.map(([id]) => [id, KEY.secretOf(id)]));
    writeSync(1, JSON.stringify({ asked, secrets, taken, suspended } satisfies Delivered));
    break;
  }
  await pause(10);
}
webhooks.close();
await scheduler.close();
await models.runner.close();
