import { SUBJECTS } from '@misaq/subjects.js';
import { webhookAggregate } from '../aggregate.js';
import { actor, applicationOn, wholeLog } from '@misaq/platform/commands/application.fixture.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { WebhookCommand } from '../domain/webhook.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { temporaryFolders, testLog } from '@misaq/platform/projections/log.fixture.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import type { Lookup } from '@misaq/platform/webhooks/addresses.js';
import { webhookKey } from '@misaq/platform/webhooks/key.js';
import {
  answers,
  breaksOff,
  dribbles,
  floods,
  hangsUp,
  isSigned,
  stalls,
  startReceiver,
  takes,
  type TestReceiver,
} from '@misaq/platform/webhooks/receiver.fixture.js';
import { appendRejections } from '@misaq/platform/webhooks/rejections.fixture.js';
import { createWebhooks, type WebhooksOptions } from './webhooks.js';

const newFolder = temporaryFolders();
const KEY = webhookKey('a secret of the server');
const LIMITS = { connectMs: 500, wholeMs: 400 };
const RETRY = { attempts: 4, firstPauseMs: 10, pauseMaxMs: 40 };

/** A log with webhooks, and nodes that deliver from it. */
function delivering() {
  const store = createInMemoryEventStore();
  const application = applicationOn(store);
  const receivers: TestReceiver[] = [];
  const closing: (() => Promise<void>)[] = [];
  let told = 0;

  async function webhook(command: WebhookCommand, by = actor('admin')) {
    const result = await application.runner.execute(
      webhookAggregate,
      streams.webhook(command.webhookId),
      command,
      { commandId: newCommandId(Date.now()), actor: by },
      () => ({ today: plainDate('2025-03-20'), register: smallRegister(), webhooks: 0 }),
    );
    if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
  }

  return {
    store,
    webhook,
    async receiver(): Promise<TestReceiver> {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return receiver;
    },
    register: (webhookId: string, url: string, organisation = 'behzisti') =>
      webhook({
        type: 'RegisterWebhook',
        webhookId,
        url,
        organisation: { province: 'sample', kind: 'agency', id: organisation },
      }),
    /** Records this many rejected jobs of an agency, which cause notifications. */
    async tell(count: number, agency = 'behzisti', eventId?: string): Promise<void> {
      await appendRejections(store, agency, told, count, plainDate('2025-03-20'), eventId);
      told += count;
    },
    /** Another process that delivers from this log. */
    async node(options: Partial<WebhooksOptions> = {}) {
      const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store });
      await models.runner.catchUp();
      const scheduler = createInProcessScheduler({ clock: Date });
      const { router } = closing.length === 0 ? application : applicationOn(store);
      const scheduled: string[] = [];
      const webhooks = createWebhooks({
        scheduler: {
          ...scheduler,
          schedule: (task) => {
            scheduled.push(task.id);
            return scheduler.schedule(task);
          },
        },
        router,
        clock: Date,
        key: KEY,
        allowPrivateNetworks: true,
        limits: LIMITS,
        retry: RETRY,
        notifications: models.notifications,
        ...options,
      });
      await scheduler.start();
      const close = async (): Promise<void> => {
        webhooks.close();
        await scheduler.close();
        await models.runner.close();
      };
      closing.push(close);
      return {
        webhooks,
        scheduler,
        models,
        /** Catches up with the log and delivers. */
        async derive(): Promise<void> {
          await models.runner.catchUp();
          await webhooks.derive();
        },
        /** The waiting and running deliveries. */
        async jobs() {
          const jobs = await Promise.all(scheduled.map((id) => scheduler.task('webhook', id)));
          return jobs.filter((job) => job !== undefined);
        },
        async delivered(): Promise<void> {
          await until(
            async () => (await scheduler.health()).waiting + (await scheduler.health()).running === 0,
          );
        },
        close,
      };
    },
    async events(type: string): Promise<readonly Record<string, unknown>[]> {
      return (await wholeLog(store))
        .filter((event) => event.type === type)
        .map(({ data }) => JSON.parse(data) as Record<string, unknown>);
    },
    async end(): Promise<void> {
      for (const close of closing) await close();
      for (const receiver of receivers) await receiver.stop();
    },
  };
}

type Delivering = ReturnType<typeof delivering>;

let log: Delivering;
beforeEach(() => {
  log = delivering();
});
afterEach(() => log.end());

const jobsIn = ({ received }: TestReceiver): string[] =>
  received.map(
    ({ body }) => (JSON.parse(body) as { data: { figures: { jobId: string } } }).data.figures.jobId,
  );

describe('a webhook', () => {
  it('gets each notification once, in order, signed with its own secret', async () => {
    const receiver = await log.receiver();
    await log.tell(1);
    await log.register('w-1', receiver.url('/hooks?a=b'));
    await log.tell(45);
    const node = await log.node();
    await node.derive();
    await until(() => receiver.received.length === 45);
    await node.delivered();
    expect(jobsIn(receiver)).toEqual(Array.from({ length: 45 }, (_, index) => `job-${String(index + 1)}`));
    const [first] = receiver.received;
    expect(first?.path).toBe('/hooks?a=b');
    expect(first?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      type: 'job-rejected',
      data: {
        id: first?.headers['webhook-id'],
        organisation: { province: 'sample', kind: 'agency', id: 'behzisti' },
        figures: { jobId: 'job-1', on: '1403-12-30', onIso: '2025-03-20' },
        text: { en: 'Job job-1 was rejected in round 2 on 1403-12-30: nobody was there' },
      },
    });
    expect(receiver.received.every((each) => isSigned(each, KEY.secretOf('w-1')))).toBe(true);
    expect(isSigned(first!, KEY.secretOf('w-2'))).toBe(false);
    const recorded = await log.events('WebhookDelivered');
    expect(recorded.map(({ count }) => count)).toEqual([20, 20, 5]);
    await node.derive();
    await node.delivered();
    expect(receiver.received).toHaveLength(45);
    expect(JSON.stringify(await log.events('WebhookRegistered'))).not.toContain('whsec');
  });

  it('continues what another process left, and gets later notifications', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(3);
    const first = await log.node();
    await first.derive();
    await until(() => receiver.received.length === 3);
    await first.close();
    await log.tell(2);
    const second = await log.node();
    await second.derive();
    await until(() => receiver.received.length === 5);
    await second.delivered();
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  });

  it('gets notifications that arrive while a delivery ends, without a new derivation', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(1);
    const node = await log.node();
    receiver.behave((response) => {
      void log
        .tell(receiver.received.length === 1 ? 1 : 0)
        .then(() => node.models.runner.catchUp())
        .then(() => response.writeHead(200).end());
    });
    await node.derive();
    await until(() => receiver.received.length === 2);
  });

  it('gets a message twice, with the same id and body, when two processes deliver at once; the record has it once', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(30);
    const nodes = [await log.node(), await log.node()];
    await Promise.all(nodes.map((node) => node.derive()));
    for (const node of nodes) await node.delivered();
    const bodies = new Map(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]));
    expect(bodies.size).toBe(30);
    for (const { headers, body } of receiver.received) expect(bodies.get(headers['webhook-id'])).toBe(body);
    const through = (await log.events('WebhookDelivered')).map(({ throughEventId }) => throughEventId);
    expect(new Set(through).size).toBe(through.length);
    for (const node of nodes) {
      await node.models.runner.catchUp();
      expect(node.models.notifications.webhooksDue()).toEqual([]);
    }
  });
});

describe('events of several streams with one id, as older versions wrote them', () => {
  const TWIN = 'a'.repeat(32);

  it('are each sent to every organisation they concern, in order and with different ids', async () => {
    const [ours, theirs] = [await log.receiver(), await log.receiver()];
    await log.register('ours', ours.url());
    await log.register('theirs', theirs.url(), 'relief-committee');
    await log.tell(10, 'behzisti', TWIN);
    await log.tell(1, 'relief-committee', TWIN);
    await log.tell(25);
    await log.tell(10, 'behzisti', TWIN);
    await log.tell(1, 'relief-committee');
    const node = await log.node();
    await node.derive();
    await until(() => ours.received.length >= 45 && theirs.received.length >= 2);
    await node.delivered();
    const jobs = (...ranges: readonly [from: number, to: number][]): string[] =>
      ranges.flatMap(([from, to]) =>
        Array.from({ length: to - from }, (_, index) => `job-${String(from + index)}`),
      );
    expect(jobsIn(ours)).toEqual(jobs([0, 10], [11, 46]));
    expect(jobsIn(theirs)).toEqual(jobs([10, 11], [46, 47]));
    const messages = [...ours.received, ...theirs.received].map(({ headers }) => headers['webhook-id']);
    expect(new Set(messages).size).toBe(47);
    await node.models.runner.catchUp();
    expect(node.models.notifications.webhooksDue()).toEqual([]);
  });

  it('continue from what an older version recorded, and lose nothing that it had not sent', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(1, 'behzisti', TWIN);
    await log.tell(3);
    await log.tell(2, 'behzisti', TWIN);
    // It had sent only the first event and recorded its id, which the last event also has.
    await testLog(log.store, 77).write([
      {
        stream: 'webhook-w-1',
        revision: 0,
        event: { type: 'WebhookDelivered', data: { webhookId: 'w-1', throughEventId: TWIN, count: 1 } },
      },
    ]);
    const node = await log.node({ router: applicationOn(log.store).router });
    await node.derive();
    await until(() => receiver.received.length >= 5);
    await node.delivered();
    expect(jobsIn(receiver)).toEqual(['job-1', 'job-2', 'job-3', 'job-4', 'job-5']);
  });
});

describe('many webhooks', () => {
  it('with one address are called one after the other, and none is left out', async () => {
    const receiver = await log.receiver();
    let [now, most] = [0, 0];
    receiver.behave((response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.writeHead(200).end();
      }, 20);
    });
    for (let index = 0; index < 10; index += 1)
      await log.register(`w-${String(index)}`, receiver.url(`/${String(index)}`));
    await log.tell(2);
    const node = await log.node();
    await node.derive();
    await until(() => receiver.received.length === 20);
    await node.delivered();
    expect(most).toBe(1);
    expect(new Set(receiver.received.map(({ path }) => path)).size).toBe(10);
    expect(node.webhooks.failing()).toEqual([]);
  });

  it('of one organisation in an older log delay no other organisation, and are all served', async () => {
    const receivers = await Promise.all(Array.from({ length: 60 }, () => log.receiver()));
    const other = await log.receiver();
    for (const [index, receiver] of receivers.entries())
      await log.register(`many-${String(index)}`, receiver.url());
    await log.register('other', other.url(), 'relief-committee');
    await log.tell(1);
    await log.tell(1, 'relief-committee');
    const node = await log.node();
    let before = Infinity;
    other.behave((response) => {
      before = receivers.filter(({ received }) => received.length > 0).length;
      response.writeHead(200).end();
    });
    await node.derive();
    await until(() => [other, ...receivers].every(({ received }) => received.length === 1));
    expect(before).toBeLessThan(60);
    await node.delivered();
    expect(await log.events('WebhookDelivered')).toHaveLength(61);
  });
});

describe('a receiver that fails', () => {
  it.each([
    ['answers 500', answers(500)],
    ['redirects', answers(307, { location: 'http://127.0.0.1:9/' })],
    ['answers 304', answers(304)],
    ['hangs up', hangsUp],
    ['stalls', stalls],
    ['says 200 and breaks off', breaksOff],
    ['says 200 and never ends', dribbles],
  ])('is tried again when it %s', async (_what, behaviour) => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(2);
    const node = await log.node();
    receiver.behave((response, count, socket) => {
      (count === 1 ? behaviour : takes)(response, count, socket);
    });
    await node.derive();
    await until(async () => (await log.events('WebhookDelivered')).length > 0);
    await node.delivered();
    expect(jobsIn(receiver)).toEqual(['job-0', 'job-0', 'job-1']);
    expect(new Set(receiver.received.slice(0, 2).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(node.webhooks.failing()).toEqual([]);
  });

  it('is read no further than its status and a little more', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(1);
    const node = await log.node();
    receiver.behave(floods);
    await node.derive();
    await until(async () => (await log.events('WebhookDelivered')).length === 1);
    expect(receiver.received).toHaveLength(1);
  });

  it('gets missed notifications after it has come back', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(3);
    const node = await log.node({ retry: { ...RETRY, attempts: 1_000 } });
    await receiver.stop();
    await node.derive();
    await until(() => node.webhooks.failing().length === 1);
    expect(node.webhooks.failing()).toMatchObject([
      { webhookId: 'w-1', problem: 'the connection failed (ECONNREFUSED)' },
    ]);
    await receiver.restart();
    await until(() => receiver.received.length === 3);
    await node.delivered();
    expect(node.webhooks.failing()).toEqual([]);
  });

  it('gets its requested pause, within limits', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(1);
    const node = await log.node();
    receiver.behave(answers(429, { 'retry-after': '9999999' }));
    await node.derive();
    await until(async () => (await node.scheduler.health()).waiting === 1);
    const [job] = await node.jobs();
    const pauseMs = (job?.dueAtMs ?? 0) - Date.now();
    expect(pauseMs).toBeLessThanOrEqual(6 * 3_600_000);
    expect(pauseMs).toBeGreaterThan(5 * 3_600_000);
    expect(receiver.received).toHaveLength(1);
  });

  it('is suspended after failing for a long time, and continues where it stopped when it is resumed', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(2);
    const node = await log.node();
    receiver.behave(answers(503));
    await node.derive();
    await until(async () => (await log.events('WebhookSuspended')).length === 1);
    await node.delivered();
    expect(await log.events('WebhookSuspended')).toMatchObject([
      { reason: 'failing', problem: 'answered 503' },
    ]);
    expect(receiver.received).toHaveLength(RETRY.attempts);
    await node.derive();
    await node.delivered();
    expect(receiver.received).toHaveLength(RETRY.attempts);

    receiver.behave(takes);
    await log.webhook({ type: 'ResumeWebhook', webhookId: 'w-1', reason: 'repaired' });
    await node.derive();
    // Both jobs, and the suspension.
    await until(() => receiver.received.length === RETRY.attempts + 3);
  });

  it('is suspended at once when it answers that it is gone', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(2);
    const node = await log.node();
    receiver.behave((response, count, socket) => {
      (count === 1 ? takes : answers(410))(response, count, socket);
    });
    await node.derive();
    await until(async () => (await log.events('WebhookSuspended')).length === 1);
    expect(await log.events('WebhookSuspended')).toMatchObject([{ reason: 'gone' }]);
    expect(await log.events('WebhookDelivered')).toMatchObject([{ count: 1 }]);
    expect(receiver.received).toHaveLength(2);
  });

  it('is suspended each time it answers so, also when it was resumed in between', async () => {
    const receiver = await log.receiver();
    receiver.behave(answers(410));
    await log.register('hook-1', receiver.url());
    await log.tell(1);
    const node = await log.node();
    for (const times of [1, 2]) {
      await node.derive();
      await node.delivered();
      await node.models.runner.catchUp();
      expect(node.models.notifications.webhook('hook-1')?.status).toBe('suspended');
      expect(await log.events('WebhookSuspended')).toHaveLength(times);
      await log.webhook({ type: 'ResumeWebhook', webhookId: 'hook-1', reason: 'repaired' });
    }
  });

  it('delays no other receiver', async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => log.receiver()));
    const quick = await log.receiver();
    for (const [index, receiver] of slow.entries()) {
      receiver.behave(stalls);
      await log.register(`slow-${String(index)}`, receiver.url());
    }
    await log.register('zz-quick', quick.url());
    await log.tell(5);
    const node = await log.node({ limits: { connectMs: 30_000, wholeMs: 30_000 } });
    await node.derive();
    await until(() => quick.received.length === 5);
    // All of them are pending, and none has been given up.
    await until(() => slow.every(({ received }) => received.length === 1));
    expect(node.webhooks.failing()).toEqual([]);
  });
});

describe('a log that is away', () => {
  it.each([
    ['while it is recorded how far delivery is', 'append'],
    ['before anything is sent', 'read'],
  ] as const)('%s, for all attempts, loses no delivery', async (_when, call) => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(2);
    let failures = 0;
    const isAway = (of: typeof call): boolean => {
      if (of !== call || failures === RETRY.attempts) return false;
      failures += 1;
      return true;
    };
    const store: EventStore = {
      ...log.store,
      append: (...given) =>
        isAway('append')
          ? Promise.reject(new StoreUnavailableError('the disk is full'))
          : log.store.append(...given),
      read: (...given) => {
        if (isAway('read')) throw new StoreUnavailableError('the disk cannot be read');
        return log.store.read(...given);
      },
    };
    const node = await log.node({ router: applicationOn(store).router });
    await node.derive();
    await until(async () => (await log.events('WebhookDelivered')).length === 1);
    await node.delivered();
    expect(failures).toBe(RETRY.attempts);
    expect(await node.scheduler.failed()).toEqual([]);
    expect(await log.events('WebhookDelivered')).toMatchObject([{ count: 2 }]);
    expect(await log.events('WebhookSuspended')).toEqual([]);
    expect(jobsIn(receiver).slice(-2)).toEqual(['job-0', 'job-1']);
  });
});

describe('a webhook that leads into a private network', () => {
  it('is not called unless the operator allows it', async () => {
    const receiver = await log.receiver();
    await log.register('w-1', receiver.url());
    await log.tell(1);
    const node = await log.node({ allowPrivateNetworks: false });
    await node.derive();
    await until(async () => (await log.events('WebhookSuspended')).length === 1);
    expect(await log.events('WebhookSuspended')).toMatchObject([
      { problem: 'the address is refused: https is required' },
    ]);
    expect(receiver.received).toEqual([]);
  });

  it('is called at the address that was looked up and checked, and looked up once a delivery', async () => {
    const receiver = await log.receiver();
    const { port } = new URL(receiver.url());
    await log.register('w-1', `http://receiver.invalid:${port}/`);
    await log.tell(3);
    const asked: string[] = [];
    // The name does not exist: a connection succeeds only to the address that the look-up returned.
    const lookup: Lookup = (host) => {
      asked.push(host);
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    };
    const node = await log.node({ lookup });
    await node.derive();
    await until(() => receiver.received.length === 3);
    expect(asked).toEqual(['receiver.invalid']);
    expect(receiver.received[0]?.headers.host).toBe(`receiver.invalid:${port}`);
  });
});
