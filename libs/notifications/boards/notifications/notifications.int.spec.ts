import { day } from '@misaq/platform/calendar/day.fixture.js';
import {
  approve,
  bn,
  bnText,
  by,
  DEPUTY,
  giveBack,
  introduce,
  NOTE_16,
  OTHER_DEPUTY,
  pay,
  POOL,
  review,
  reviewId,
} from '@misaq/credit/domain/credit.fixture.js';
import { parsePool, streams } from '@misaq/platform/kernel/streams.js';
import type { ReminderEvent } from '../../domain/reminder-events.js';
import type { NotifiedOrganisation, WebhookEvent } from '../../domain/webhook-events.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import type { MisaqEvent } from '@misaq/subjects.js';
import {
  inPoolStream,
  inStream,
  modelsAfter,
  poolEvents,
} from '@misaq/platform/questions/read-models.fixture.js';

const newFolder = temporaryFolders();
const PROVINCE = parsePool(POOL)?.province ?? '';
const BEHZISTI: NotifiedOrganisation = { province: PROVINCE, kind: 'agency', id: 'behzisti' };
const RELIEF: NotifiedOrganisation = { province: PROVINCE, kind: 'agency', id: 'relief-committee' };
const MELLI: NotifiedOrganisation = { province: PROVINCE, kind: 'bank', id: 'bank-melli' };
const ON = day('1403-02-20');

const NEAR = {
  pool: POOL,
  lotId: 'behzisti-1',
  agency: 'behzisti',
  deadline: day('1403-02-31'),
  mark: 5,
  workingDaysLeft: 5,
  provisional: false,
  on: ON,
} as const;
const reminders: readonly ReminderEvent[] = [
  { type: 'LotDeadlineNear', data: { ...NEAR, unpaidRial: '100' } },
  { type: 'BankDeadlineNear', data: { ...NEAR, bank: 'bank-melli', facilities: 3, waitingRial: '70' } },
];

const job = (jobId: string, agency = 'behzisti') =>
  ({
    jobId,
    province: PROVINCE,
    year: 1403,
    agency,
    sector: 'services',
    county: 'tabriz',
    gender: 'female',
    registeredOn: ON,
  }) as const;

function registeredJob(jobId: string, agency?: string): MisaqEvent {
  return { type: 'JobRegistered', data: { ...job(jobId, agency), personId: `p-${jobId}`, startedOn: ON } };
}

function rejected(jobId: string, agency?: string): MisaqEvent {
  return {
    type: 'JobRejected',
    data: {
      ...job(jobId, agency),
      verifiedRounds: 1,
      ended: false,
      round: 2,
      verifier: 'v-1',
      on: ON,
      reason: 'nobody was there',
    },
  };
}

const jobs = (...events: readonly MisaqEvent[]) =>
  events.flatMap((event, index) => inStream(`job-${String(index)}`, event));

describe('the feed of an organisation', () => {
  it('tells an agency and its bank of a deadline, each with its own figures', async () => {
    const models = await modelsAfter(newFolder(), inStream(streams.reminders(POOL), ...reminders));
    const { notifications } = models.notifications;
    const near = {
      pool: POOL,
      lotId: 'behzisti-1',
      deadline: NEAR.deadline,
      workingDaysLeft: 5,
      provisional: false,
    };
    expect(notifications(BEHZISTI).notifications).toMatchObject([
      { kind: 'lot-deadline-near', figures: { ...near, unpaidRial: '100' }, position: 0n },
    ]);
    expect(notifications(MELLI).notifications.map(({ kind, figures }) => ({ kind, figures }))).toEqual([
      {
        kind: 'bank-deadline-near',
        figures: { ...near, agency: 'behzisti', facilities: 3, waitingRial: '70' },
      },
    ]);
    await models.runner.close();
  });

  it('tells of proposed, moved and returned credit', async () => {
    const events = poolEvents(
      ...NOTE_16,
      review(),
      by(DEPUTY, approve()),
      by(OTHER_DEPUTY, giveBack(bn(33))),
    );
    const models = await modelsAfter(newFolder(), inPoolStream(events));
    const figures = (organisation: NotifiedOrganisation) =>
      models.notifications.notifications(organisation).notifications.map((notification) => {
        if (!('takenRial' in notification.figures)) throw new Error(`a ${notification.kind}`);
        const { pool, reviewId: id, takenRial, givenRial } = notification.figures;
        return [notification.kind, pool, id, takenRial, givenRial];
      });
    expect(figures(BEHZISTI)).toEqual([
      ['reallocation-reversed', POOL, reviewId(1), '0', bnText(33)],
      ['credit-reallocated', POOL, reviewId(1), bnText(233), '0'],
      ['review-proposes', POOL, reviewId(1), bnText(233), '0'],
    ]);
    expect(figures(RELIEF)).toEqual([
      ['reallocation-reversed', POOL, reviewId(1), bnText(33), '0'],
      ['credit-reallocated', POOL, reviewId(1), '0', bnText(233)],
      ['review-proposes', POOL, reviewId(1), '0', bnText(233)],
    ]);
    await models.runner.close();
  });

  it('tells a bank of its contested payment, and of no other payment', async () => {
    const late = day('1403-03-05');
    const events = poolEvents(
      ...NOTE_16,
      introduce('late', 'behzisti', bn(50), day('1403-03-02')),
      review(),
      by(DEPUTY, approve()),
      pay('late', bn(50), late),
    );
    const models = await modelsAfter(newFolder(), inPoolStream(events));
    expect(models.notifications.notifications(MELLI).notifications).toMatchObject([
      {
        kind: 'payment-contested',
        figures: {
          agency: 'behzisti',
          facilityId: 'late',
          amountRial: bnText(50),
        },
      },
    ]);
    await models.runner.close();
  });

  it('is read page by page in both directions, by kind, and counts unread ones', async () => {
    const models = await modelsAfter(
      newFolder(),
      jobs(
        registeredJob('j-0'),
        registeredJob('other', 'relief-committee'),
        registeredJob('j-2'),
        registeredJob('j-3'),
      ),
      jobs(rejected('j-0'), rejected('other', 'relief-committee'), rejected('j-2'), rejected('j-3')),
      inStream(streams.reminders(POOL), ...reminders),
    );
    const { notifications, unread } = models.notifications;
    const positions = (paging: Parameters<typeof notifications>[1]) => {
      const { notifications: found, more } = notifications(BEHZISTI, paging);
      return [found.map(({ position }) => Number(position)), more];
    };
    expect(positions({})).toEqual([[8, 7, 6, 4], false]);
    expect(positions({ limit: 2 })).toEqual([[8, 7], true]);
    expect(positions({ limit: 2, before: 7n })).toEqual([[6, 4], false]);
    expect(positions({ after: -1n, limit: 3 })).toEqual([[4, 6, 7], true]);
    expect(positions({ after: 7n })).toEqual([[8], false]);
    expect(positions({ kinds: ['job-rejected'], limit: 2 })).toEqual([[7, 6], true]);
    expect(positions({ kinds: ['credit-reallocated'] })).toEqual([[], false]);
    expect(unread(BEHZISTI, 4n)).toEqual({
      position: 9n,
      count: 3,
      byKind: { 'job-rejected': 2, 'lot-deadline-near': 1 },
    });
    expect(unread(BEHZISTI, 8n)).toMatchObject({ count: 0, byKind: {} });
    await models.runner.close();
  });
});

describe('the office with the same id in another province', () => {
  const ELSEWHERE = 'elsewhere';
  const there: NotifiedOrganisation = { ...BEHZISTI, province: ELSEWHERE };

  it('gets no notification of it, and its webhooks get only its own', async () => {
    const hook = (webhookId: string, organisation: NotifiedOrganisation): WebhookEvent => ({
      type: 'WebhookRegistered',
      data: { webhookId, organisation, url: 'https://example.org/' },
    });
    const suspended: WebhookEvent = {
      type: 'WebhookSuspended',
      data: { webhookId: 'here', organisation: BEHZISTI, reason: 'gone', problem: 'answered 410' },
    };
    const models = await modelsAfter(
      newFolder(),
      jobs(registeredJob('of-here')),
      inStream('webhook-here', hook('here', BEHZISTI)),
      inStream('webhook-there', hook('there', there)),
      jobs(rejected('of-here')),
      inStream(streams.reminders(POOL), ...reminders),
    );
    const { notifications } = models;
    expect(notifications.notifications(BEHZISTI).notifications).toHaveLength(2);
    expect(notifications.notifications(there).notifications).toEqual([]);
    expect(notifications.notifications({ ...MELLI, province: ELSEWHERE }).notifications).toEqual([]);
    expect(notifications.unread(there, -1n)).toMatchObject({ count: 0, byKind: {} });
    expect(notifications.webhooks(there).webhooks.map(({ webhookId }) => webhookId)).toEqual(['there']);
    expect(notifications.webhooksDue().map(({ webhook }) => webhook.webhookId)).toEqual(['here']);
    expect(notifications.pendingFor('there', null, 10)).toEqual([]);
    await models.runner.close();

    const after = await modelsAfter(newFolder(), inStream('webhook-here', hook('here', BEHZISTI), suspended));
    expect(after.notifications.notifications(BEHZISTI).notifications).toHaveLength(1);
    expect(after.notifications.notifications(there).notifications).toEqual([]);
    await after.runner.close();
  });

  it("does not see the other's webhooks in the history", async () => {
    const hook: WebhookEvent = {
      type: 'WebhookRegistered',
      data: { webhookId: 'here', organisation: BEHZISTI, url: 'https://example.org/' },
    };
    const models = await modelsAfter(newFolder(), inStream('webhook-here', hook));
    const seenFrom = async (province: string) => {
      const scope = { agency: 'behzisti', province };
      return (await models.history.history({ by: 'agency', id: 'behzisti' }, { scope })).total;
    };
    expect([await seenFrom(PROVINCE), await seenFrom(ELSEWHERE)]).toEqual([1, 0]);
    await models.runner.close();
  });
});

describe('the webhooks of an organisation', () => {
  const hook = (webhookId: string, organisation = BEHZISTI): WebhookEvent => ({
    type: 'WebhookRegistered',
    data: { webhookId, organisation, url: 'https://example.org/' },
  });
  const removedHook = (webhookId: string): WebhookEvent => ({
    type: 'WebhookRemoved',
    data: { webhookId, organisation: BEHZISTI, reason: 'a new system' },
  });

  it('are counted without removed ones, and found page by page when due', async () => {
    const ids = ['w-0', 'w-1', 'w-2', 'w-3', 'w-4'];
    const models = await modelsAfter(
      newFolder(),
      jobs(registeredJob('j-0')),
      ...ids.map((id) => inStream(`webhook-${id}`, hook(id))),
      inStream('webhook-other', hook('other', RELIEF)),
      ...['w-0', 'w-3', 'w-0'].map((id) => inStream(`webhook-${id}`, removedHook(id))),
      inStream('webhook-w-5', hook('w-5')),
      inStream('job-x', rejected('j-0')),
    );
    const { webhookCount, webhookIdsDue, webhooks } = models.notifications;
    expect([webhookCount(BEHZISTI).count, webhookCount(RELIEF).count, webhookCount(MELLI).count]).toEqual([
      4, 1, 0,
    ]);
    expect(webhooks(BEHZISTI).webhooks.map(({ webhookId }) => webhookId)).toEqual([
      'w-1',
      'w-2',
      'w-4',
      'w-5',
    ]);
    expect(webhookIdsDue()).toEqual(['w-1', 'w-2', 'w-4', 'w-5']);
    expect(webhookIdsDue({ limit: 2 })).toEqual(['w-1', 'w-2']);
    expect(webhookIdsDue({ limit: 2, after: 'w-2' })).toEqual(['w-4', 'w-5']);
    await models.runner.close();
  });

  it('are found by an index when due', async () => {
    const models = await modelsAfter(newFolder(), inStream('webhook-w', hook('w')));
    const plan = models.runner
      .reader('notifications')
      .all<{ detail: string }>(
        "EXPLAIN QUERY PLAN SELECT webhookId FROM deliveries WHERE json_extract(value, '$.due') = 1 AND webhookId > ? ORDER BY webhookId",
        '',
      );
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX deliveriesDue')]);
    await models.runner.close();
  });
});

describe('a webhook whose province the log does not name', () => {
  it('counts as removed, whatever is recorded about it', async () => {
    const organisation = { kind: 'agency', id: 'behzisti' } as const;
    const events: readonly WebhookEvent[] = [
      { type: 'WebhookRegistered', data: { webhookId: 'old', organisation, url: 'https://example.org/' } },
      {
        type: 'WebhookSuspended',
        data: { webhookId: 'old', organisation, reason: 'gone', problem: 'answered 410' },
      },
      { type: 'WebhookResumed', data: { webhookId: 'old', organisation, reason: 'repaired' } },
    ];
    const models = await modelsAfter(
      newFolder(),
      jobs(registeredJob('j-0')),
      inStream('webhook-old', ...events),
      jobs(rejected('j-0')),
    );
    const { notifications, history } = models;
    expect(notifications.webhook('old')).toMatchObject({ status: 'removed' });
    expect(notifications.webhooks().webhooks).toEqual([]);
    expect(notifications.webhooksDue()).toEqual([]);
    expect(notifications.pendingFor('old', null, 10)).toEqual([]);
    const scope = { agency: 'behzisti', province: PROVINCE };
    const ofAgency = await history.history({ by: 'agency', id: 'behzisti' }, { scope });
    expect(ofAgency.events.map(({ type }) => type)).not.toContain('WebhookRegistered');
    await models.runner.close();
  });
});

describe('a webhook', () => {
  const registered: WebhookEvent = {
    type: 'WebhookRegistered',
    data: { webhookId: 'w-1', organisation: BEHZISTI, url: 'https://example.org/', kinds: ['job-rejected'] },
  };

  it('has to deliver notifications of its kinds after its registration', async () => {
    const models = await modelsAfter(
      newFolder(),
      jobs(registeredJob('before'), registeredJob('after-1'), registeredJob('after-2')),
      jobs(rejected('before')),
      inStream('webhook-w-1', registered),
      inStream(streams.reminders(POOL), ...reminders),
      inStream('job-x', rejected('after-1')),
      inStream('job-y', rejected('after-2')),
    );
    const [due] = models.notifications.webhooksDue();
    expect(due).toMatchObject({ pending: 2, webhook: { webhookId: 'w-1', deliveredThrough: null } });
    const pending = models.notifications.pendingFor('w-1', due!.webhook.deliveredThrough, 10);
    expect(pending.map(({ figures }) => (figures as { jobId: string }).jobId)).toEqual([
      'after-1',
      'after-2',
    ]);
    await models.runner.close();
  });

  it('has delivered what the log says, also after a rebuild, and delivers nothing while suspended', async () => {
    const told = inStream('job-x', rejected('after-1'));
    const more = inStream('job-y', rejected('after-2'));
    const known = jobs(registeredJob('after-1'), registeredJob('after-2'));
    // The fourth event of this log, whose event ids are numbered.
    const throughEventId = '4'.padStart(32, '0');
    const delivered: WebhookEvent = {
      type: 'WebhookDelivered',
      data: { webhookId: 'w-1', throughEventId, count: 1 },
    };
    const suspended: WebhookEvent = {
      type: 'WebhookSuspended',
      data: { webhookId: 'w-1', organisation: BEHZISTI, reason: 'failing', problem: 'answered 500' },
    };
    const models = await modelsAfter(
      newFolder(),
      known,
      inStream('webhook-w-1', registered),
      told,
      more,
      inStream('webhook-w-1', delivered),
    );
    expect(models.notifications.webhooksDue()).toMatchObject([
      { pending: 1, webhook: { deliveredTo: 3n, deliveredThrough: throughEventId, delivered: 1 } },
    ]);
    const [verified] = await models.runner.verify(['notifications']);
    expect(verified?.comparison?.differing).toBe(0);
    await models.runner.close();

    const after = await modelsAfter(
      newFolder(),
      known,
      inStream('webhook-w-1', registered),
      told,
      inStream('webhook-w-1', suspended),
    );
    expect(after.notifications.webhooksDue()).toEqual([]);
    expect(after.notifications.webhooks(BEHZISTI).webhooks).toMatchObject([
      { status: 'suspended', problem: 'answered 500' },
    ]);
    expect(after.notifications.webhooks(RELIEF).webhooks).toEqual([]);
    expect(after.notifications.notifications(BEHZISTI).notifications).toMatchObject([
      { kind: 'webhook-suspended' },
      { kind: 'job-rejected' },
    ]);
    await after.runner.close();
  });
});
